package org.ringbook.workspace.campaigns;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.ringbook.campaigns.CallList;
import org.ringbook.campaigns.ListsFromFilters;
import org.ringbook.campaigns.ListsFromFilters.Asked;
import org.ringbook.fields.FieldSubject;
import org.ringbook.leads.LeadList;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Role;
import org.ringbook.workspace.OwnFields;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.TypedFields;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Clients and leads of a filter, put on a call list: the address has what the address of their own page has. */
@Controller
class FilterListsScreen {

    private final ListsFromFilters lists;
    private final OwnFields fields;

    FilterListsScreen(ListsFromFilters lists, OwnFields fields) {
        this.lists = lists;
        this.fields = fields;
    }

    private interface Making {
        CallList by(Asked asked, Print print);
    }

    @PostMapping("/campaigns/{id}/from/contacts")
    String people(
            @PathVariable UUID id,
            @RequestParam(required = false) String text,
            TypedFields own,
            Viewer viewer,
            HttpServletRequest request,
            Model model,
            RedirectAttributes after) {
        return make(
                id,
                "/contacts",
                viewer,
                request,
                model,
                after,
                (asked, print) -> lists.ofPeople(text, fields.filter(FieldSubject.PERSON, own, print, model), asked));
    }

    @PostMapping("/campaigns/{id}/from/companies")
    String companies(
            @PathVariable UUID id,
            @RequestParam(required = false) String text,
            TypedFields own,
            Viewer viewer,
            HttpServletRequest request,
            Model model,
            RedirectAttributes after) {
        return make(
                id,
                "/companies",
                viewer,
                request,
                model,
                after,
                (asked, print) ->
                        lists.ofCompanies(text, fields.filter(FieldSubject.COMPANY, own, print, model), asked));
    }

    @PostMapping("/campaigns/{id}/from/leads")
    String leads(
            @PathVariable UUID id,
            @RequestParam(required = false) LeadList.View view,
            @RequestParam(required = false) boolean mine,
            TypedFields own,
            Viewer viewer,
            HttpServletRequest request,
            Model model,
            RedirectAttributes after) {
        return make(
                id,
                "/leads",
                viewer,
                request,
                model,
                after,
                (asked, print) -> lists.ofLeads(
                        view == null ? LeadList.View.OPEN : view,
                        mine ? viewer.member().id() : null,
                        fields.filter(FieldSubject.LEAD, own, print, model),
                        asked));
    }

    private static String make(
            UUID campaign,
            String page,
            Viewer viewer,
            HttpServletRequest request,
            Model model,
            RedirectAttributes after,
            Making making) {
        viewer.require(Role.SUPERVISOR);
        Print print = (Print) model.getAttribute("print");
        String query = request.getQueryString();
        try {
            var asked = new Asked(campaign, query == null ? page : page + "?" + query, viewer.member());
            return "redirect:/campaigns/lists/" + making.by(asked, print).id();
        } catch (Refused refused) {
            after.addFlashAttribute("refused", print.why(refused));
            return "redirect:/campaigns/" + campaign + "/add";
        }
    }
}
