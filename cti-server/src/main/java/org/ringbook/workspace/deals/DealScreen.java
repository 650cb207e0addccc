package org.ringbook.workspace.deals;

import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.bin.Bin;
import org.ringbook.bin.BinItem;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallReader;
import org.ringbook.contacts.Caller;
import org.ringbook.deals.By;
import org.ringbook.deals.Deal;
import org.ringbook.deals.DealType;
import org.ringbook.deals.DealTypes;
import org.ringbook.deals.Deals;
import org.ringbook.deals.Deals.NewDeal;
import org.ringbook.deals.StageAsks;
import org.ringbook.fields.FieldSubject;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Action;
import org.ringbook.staff.Role;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.OwnFields;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.TypedFields;
import org.ringbook.workspace.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A deal's card, and the form of a new one. */
@Controller
class DealScreen {

    /** The name of whatever is made in a form, as the API has it. */
    static final String FORM = "form";

    private static final String TAKEN = "deals.external.taken";

    private final DealCardPage page;
    private final Deals deals;
    private final DealTypes types;
    private final PartyByName byName;
    private final CallReader calls;
    private final OwnFields fields;
    private final Bin bin;

    DealScreen(
            DealCardPage page,
            Deals deals,
            DealTypes types,
            PartyByName byName,
            CallReader calls,
            OwnFields fields,
            Bin bin) {
        this.page = page;
        this.deals = deals;
        this.types = types;
        this.byName = byName;
        this.calls = calls;
        this.fields = fields;
        this.bin = bin;
    }

    @GetMapping("/deals/{id}")
    String show(@PathVariable UUID id, Viewer viewer, Model model) {
        return page.card(page.existing(id, viewer), null, null, viewer, model);
    }

    /** Clients whose names begin as what was typed. */
    @GetMapping("/deals/parties")
    String offers(@RequestParam(required = false) String party, Viewer viewer, Model model) {
        model.addAttribute("offers", byName.offers(party, viewer.member().id()));
        return "deals/inputs :: offers";
    }

    /**
     * @param party the client; null for nobody yet
     * @param call whose other side is the client, if they are known
     * @param number of that client
     */
    @GetMapping("/deals/new")
    String blank(
            @RequestParam(required = false) UUID party,
            @RequestParam(required = false) UUID call,
            @RequestParam(required = false) UUID type,
            Viewer viewer,
            Model model) {
        UUID client = party;
        UUID contact = null;
        if (call != null) {
            Call asked = calls.find(call)
                    .filter(one -> calls.may(viewer.permissions(), Action.SEE, one))
                    .orElseThrow(NoSuchPage::new);
            List<Caller> known = ((Print) model.getAttribute("print")).whoIs(asked.external());
            if (known.size() == 1) {
                Caller caller = known.get(0);
                client = caller.companyId() != null ? caller.companyId() : caller.contactId();
                contact = caller.companyId() != null ? caller.contactId() : null;
            }
        }
        UUID of = types.find(type)
                .or(() -> types.offered().stream().findFirst())
                .map(DealType::id)
                .orElse(null);
        String name = byName.nameOf(client);
        DealForm form = DealForm.blank(
                of, name == null ? null : client, name, contact, viewer.member().id(), null);
        return page.form(form, null, null, viewer, model);
    }

    @PostMapping("/deals")
    String add(
            @ModelAttribute("form") DealForm form,
            TypedFields own,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        Print print = (Print) model.getAttribute("print");
        try {
            UUID client =
                    byName.find(form.party(), form.partyId(), viewer.member().id(), print);
            Map<String, Object> values = fields.read(FieldSubject.DEAL, null, own);
            NewDeal asked = new NewDeal(
                    form.type(),
                    form.stage(),
                    form.content(client, print),
                    values,
                    null,
                    form.request() == null ? null : FORM,
                    form.request() == null ? null : form.request().toString());
            Deal made = made(asked, viewer);
            after.addFlashAttribute("done", print.say("deals.made", made.number()));
            return "redirect:/deals/" + made.id();
        } catch (StageAsks asks) {
            model.addAttribute("refused", asks.words(viewer.locale()));
        } catch (IllegalArgumentException why) {
            model.addAttribute("refused", print.why(why));
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page.form(form, null, own, viewer, model);
    }

    /** Of a form that was sent twice, the deal that it made. */
    private Deal made(NewDeal asked, Viewer viewer) {
        try {
            return deals.create(asked, By.user(viewer.member()));
        } catch (Refused taken) {
            if (!taken.refusal().key().equals(TAKEN)) {
                throw taken;
            }
            return deals.ofExternal(asked.externalSource(), asked.externalId())
                    .flatMap(id -> deals.find(id, viewer.member()))
                    .orElseThrow(() -> taken);
        }
    }

    @PutMapping("/deals/{id}")
    String change(
            @PathVariable UUID id,
            @ModelAttribute("form") DealForm form,
            TypedFields own,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        Deal deal = page.existing(id, viewer);
        Print print = (Print) model.getAttribute("print");
        try {
            UUID client =
                    byName.find(form.party(), form.partyId(), viewer.member().id(), print);
            Map<String, Object> values = own.shown() ? changes(deal, own, print) : null;
            deals.change(id, form.version(), form.content(client, print), values, By.user(viewer.member()));
            after.addFlashAttribute("done", print.say("deals.saved"));
            return "redirect:/deals/" + id;
        } catch (StageAsks asks) {
            model.addAttribute("refused", asks.words(viewer.locale()));
        } catch (IllegalArgumentException why) {
            model.addAttribute("refused", print.why(why));
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("editing", true);
        return page.card(deal, form, own, viewer, model);
    }

    /** As a program would send it: null empties a field that the form shows empty. */
    private Map<String, Object> changes(Deal deal, TypedFields own, Print print) {
        Map<String, Object> read = fields.read(FieldSubject.DEAL, deal.id(), own);
        var all = new HashMap<String, Object>();
        fields.inputs(FieldSubject.DEAL, deal.id(), null, print)
                .forEach(one -> all.put(one.key(), read.get(one.key())));
        return all;
    }

    @DeleteMapping("/deals/{id}")
    String delete(@PathVariable UUID id, Viewer viewer, Model model, RedirectAttributes after) {
        page.existing(id, viewer);
        viewer.require(Role.SUPERVISOR);
        BinItem item = bin.put(BinItem.Kind.DEAL, id, viewer.member());
        after.addFlashAttribute("done", ((Print) model.getAttribute("print")).say("bin.put", item.name()));
        return "redirect:/deals";
    }
}
