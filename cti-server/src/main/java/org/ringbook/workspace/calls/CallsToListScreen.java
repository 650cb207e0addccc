package org.ringbook.workspace.calls;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.ringbook.campaigns.CallList;
import org.ringbook.campaigns.ListsFromFilters;
import org.ringbook.campaigns.ListsFromFilters.Asked;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Role;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The numbers of calls that a search of the log finds, put on a call list. */
@Controller
class CallsToListScreen {

    private static final int PAGE = 500;

    private final CallFinder finder;
    private final ListsFromFilters lists;

    CallsToListScreen(CallFinder finder, ListsFromFilters lists) {
        this.finder = finder;
        this.lists = lists;
    }

    /** @param notSpoken without those with whom somebody has spoken since */
    @PostMapping("/campaigns/{id}/from/calls")
    String calls(
            @PathVariable UUID id,
            @ModelAttribute CallSearch search,
            @RequestParam(defaultValue = "false") boolean notSpoken,
            Viewer viewer,
            HttpServletRequest request,
            Model model,
            RedirectAttributes after) {
        viewer.require(Role.SUPERVISOR);
        Print print = (Print) model.getAttribute("print");
        String query = request.getQueryString();
        try {
            CallList list = lists.ofCalls(
                    cursor -> finder.find(search, viewer, cursor, PAGE).page(),
                    notSpoken,
                    new Asked(id, query == null ? "/calls" : "/calls?" + query, viewer.member()));
            return "redirect:/campaigns/lists/" + list.id();
        } catch (Refused refused) {
            after.addFlashAttribute("refused", print.why(refused));
            return "redirect:/campaigns/" + id + "/add";
        }
    }
}
