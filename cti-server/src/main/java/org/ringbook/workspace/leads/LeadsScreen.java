package org.ringbook.workspace.leads;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.ringbook.bin.Bin;
import org.ringbook.bin.BinItem;
import org.ringbook.bulk.BulkSubject;
import org.ringbook.contacts.Contacts;
import org.ringbook.contacts.duplicates.Duplicate;
import org.ringbook.contacts.duplicates.Duplicates.Decision;
import org.ringbook.contacts.duplicates.PossibleDuplicates;
import org.ringbook.deals.By;
import org.ringbook.deals.DealConversion;
import org.ringbook.fields.FieldFilter;
import org.ringbook.fields.FieldSubject;
import org.ringbook.leads.Lead;
import org.ringbook.leads.LeadConversion;
import org.ringbook.leads.LeadList;
import org.ringbook.leads.Leads;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.workspace.BulkBar;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who asked for something: the list with its clocks, and each lead with what can be done. */
@Controller
class LeadsScreen {

    private static final int PAGE = 50;

    private final Leads leads;
    private final LeadList list;
    private final LeadConversion conversion;
    private final DealConversion deals;
    private final Contacts contacts;
    private final Staff staff;
    private final NumberPlan plan;
    private final OwnFields fields;
    private final BulkBar bar;
    private final Bin bin;

    LeadsScreen(
            Leads leads,
            LeadList list,
            LeadConversion conversion,
            DealConversion deals,
            Contacts contacts,
            Staff staff,
            NumberPlan plan,
            OwnFields fields,
            BulkBar bar,
            Bin bin) {
        this.bar = bar;
        this.bin = bin;
        this.fields = fields;
        this.leads = leads;
        this.list = list;
        this.conversion = conversion;
        this.deals = deals;
        this.contacts = contacts;
        this.staff = staff;
        this.plan = plan;
    }

    /** A lead as it is listed. @param waited working minutes until the first answer, or until now @param late nobody answered in time */
    record Row(Lead lead, long waited, boolean late, String responsible) {}

    private Row row(Lead lead) {
        return new Row(
                lead,
                Math.max(0, leads.waited(lead).toMinutes()),
                lead.isLate(Instant.now()),
                nameOf(lead.responsibleId()));
    }

    private String nameOf(UUID person) {
        return person == null ? null : staff.find(person).map(StaffMember::name).orElse(null);
    }

    @GetMapping("/leads")
    String list(
            @RequestParam(required = false) LeadList.View view,
            @RequestParam(required = false) boolean mine,
            @RequestParam(required = false) String after,
            @RequestHeader(name = "HX-Request", required = false) String fragment,
            TypedFields asked,
            Viewer viewer,
            Model model) {
        LeadList.View wanted = view == null ? LeadList.View.OPEN : view;
        Print print = (Print) model.getAttribute("print");
        FieldFilter filter = fields.filter(FieldSubject.LEAD, asked, print, model);
        LeadList.Page page =
                list.find(wanted, mine ? viewer.member().id() : null, filter, viewer.member(), after, PAGE);
        fields.columns(FieldSubject.LEAD, page.items().stream().map(Lead::id).toList(), print, model);
        model.addAttribute("rows", page.items().stream().map(this::row).toList());
        model.addAttribute("next", page.next());
        model.addAttribute("view", wanted);
        model.addAttribute("mine", mine);
        model.addAttribute("views", LeadList.View.values());
        if (after == null) {
            UUID whose = mine ? viewer.member().id() : null;
            bar.of(BulkSubject.LEAD, list.count(wanted, whose, filter, viewer.member(), BulkBar.COUNTED), model);
        }
        return fragment != null && after != null ? "leads/index :: rows" : "leads/index";
    }

    @GetMapping("/leads/new")
    String blank(@RequestParam(required = false) String phone, Model model) {
        model.addAttribute("typed", Map.of("phone", phone == null ? "" : NumberPlan.ofQuery(phone)));
        fields.form(FieldSubject.LEAD, null, null, (Print) model.getAttribute("print"), model);
        return "leads/form";
    }

    @PostMapping("/leads")
    ModelAndView add(
            @RequestParam Map<String, String> typed,
            TypedFields own,
            Viewer viewer,
            Model model,
            RedirectAttributes after) {
        Print print = (Print) model.getAttribute("print");
        String number = text(typed.get("phone"));
        Optional<PhoneNumber> phone = number == null ? Optional.empty() : plan.parse(number);
        String refused = number != null && phone.isEmpty()
                ? print.say("contacts.unreadable-number", number)
                : number == null && text(typed.get("email")) == null && text(typed.get("name")) == null
                        ? print.say("leads.nobody")
                        : null;
        Map<String, Object> values = null;
        try {
            values = refused == null ? fields.read(FieldSubject.LEAD, null, own) : null;
        } catch (Refused unfit) {
            refused = print.why(unfit);
        }
        if (refused != null) {
            model.addAttribute("refused", refused);
            model.addAttribute("typed", typed);
            fields.form(FieldSubject.LEAD, null, own, print, model);
            return again("leads/form", model);
        }
        Lead taken = leads.take(new Lead.Incoming(
                        Lead.Channel.HAND,
                        text(typed.get("source")),
                        null,
                        text(typed.get("name")),
                        text(typed.get("company")),
                        phone.orElse(null),
                        text(typed.get("email")),
                        text(typed.get("text")),
                        null,
                        Map.of(),
                        null,
                        null,
                        null,
                        Instant.now()))
                .orElseThrow();
        if (!list.maySee(viewer.member(), taken)) {
            after.addFlashAttribute("done", print.say("leads.colleagues", taken.number()));
            return new ModelAndView("redirect:/leads");
        }
        fields.write(FieldSubject.LEAD, taken.id(), values);
        return new ModelAndView("redirect:/leads/" + taken.id());
    }

    /** The company's own fields of a lead. */
    @PostMapping("/leads/{id}/fields")
    ModelAndView fields(@PathVariable UUID id, TypedFields own, Viewer viewer, Model model, RedirectAttributes after) {
        Lead lead = existing(id, viewer);
        Print print = (Print) model.getAttribute("print");
        try {
            fields.write(FieldSubject.LEAD, id, fields.read(FieldSubject.LEAD, id, own));
            after.addFlashAttribute("done", print.say("leads.fields.saved"));
            return new ModelAndView("redirect:/leads/" + id);
        } catch (Refused why) {
            model.addAttribute("refused", print.why(why));
            card(lead, model);
            fields.form(FieldSubject.LEAD, id, own, print, model);
            return again("leads/one", model);
        }
    }

    private static String text(String typed) {
        return typed == null || typed.isBlank() ? null : typed.strip();
    }

    private static ModelAndView again(String view, Model model) {
        var again = new ModelAndView(view, model.asMap());
        again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return again;
    }

    @GetMapping("/leads/{id}")
    String show(@PathVariable UUID id, Viewer viewer, Model model) {
        return card(existing(id, viewer), model);
    }

    private String card(Lead lead, Model model) {
        Print print = (Print) model.getAttribute("print");
        fields.form(FieldSubject.LEAD, lead.id(), null, print, model);
        model.addAttribute("shownFields", fields.shown(FieldSubject.LEAD, lead.id(), print));
        model.addAttribute("row", row(lead));
        model.addAttribute("lead", lead);
        model.addAttribute("events", leads.events(lead.id()));
        model.addAttribute(
                "people", staff.all().stream().filter(StaffMember::active).toList());
        model.addAttribute("names", staff.all().stream().collect(Collectors.toMap(StaffMember::id, StaffMember::name)));
        List<Duplicate> known = lead.state().isOpen() ? conversion.candidates(lead) : List.of();
        model.addAttribute("candidates", known);
        model.addAttribute("party", lead.partyId() == null ? null : party(lead.partyId()));
        model.addAttribute(
                "undoable",
                lead.state() == Lead.State.CONVERTED
                        && lead.closedAt().plus(Duration.ofDays(1)).isAfter(Instant.now()));
        return "leads/one";
    }

    /** A company or a person, as the pages name them. */
    record Party(String name, String address) {}

    private Party party(UUID id) {
        return contacts.contact(id)
                .map(person -> new Party(person.name(), "/contacts/" + id))
                .or(() -> contacts.company(id).map(company -> new Party(company.name(), "/companies/" + id)))
                .orElse(null);
    }

    private Lead existing(UUID id, Viewer viewer) {
        return leads.find(id).filter(lead -> list.maySee(viewer.member(), lead)).orElseThrow(NoSuchPage::new);
    }

    @PostMapping("/leads/{id}/assign")
    ModelAndView assign(
            @PathVariable UUID id, @RequestParam(required = false) UUID person, Viewer viewer, Model model) {
        Lead lead = existing(id, viewer);
        UUID me = viewer.member().id();
        if (person != null && !person.equals(me)) {
            viewer.require(Role.SUPERVISOR);
        }
        return done(lead, model, () -> leads.assign(id, person == null ? me : person, me));
    }

    @PostMapping("/leads/{id}/note")
    ModelAndView note(@PathVariable UUID id, @RequestParam String text, Viewer viewer, Model model) {
        return done(
                existing(id, viewer),
                model,
                () -> leads.note(id, text, viewer.member().id()));
    }

    @PostMapping("/leads/{id}/answered")
    ModelAndView answered(@PathVariable UUID id, Viewer viewer, Model model) {
        return done(
                existing(id, viewer),
                model,
                () -> leads.answeredByHand(id, viewer.member().id()));
    }

    @PostMapping("/leads/{id}/not-spam")
    ModelAndView notSpam(@PathVariable UUID id, Viewer viewer, Model model) {
        return done(
                existing(id, viewer),
                model,
                () -> leads.notSpam(id, viewer.member().id()));
    }

    @PostMapping("/leads/{id}/close")
    ModelAndView close(
            @PathVariable UUID id,
            @RequestParam Lead.State state,
            @RequestParam(required = false) String reason,
            Viewer viewer,
            Model model) {
        return done(
                existing(id, viewer),
                model,
                () -> leads.close(id, state, reason, viewer.member().id()));
    }

    @PostMapping("/leads/{id}/reopen")
    ModelAndView reopen(@PathVariable UUID id, Viewer viewer, Model model) {
        return done(
                existing(id, viewer),
                model,
                () -> leads.reopen(id, viewer.member().id()));
    }

    @PostMapping("/leads/{id}/convert")
    ModelAndView convert(
            @PathVariable UUID id,
            @RequestParam(required = false) UUID party,
            @RequestParam(required = false) String name,
            @RequestParam(required = false) boolean anyway,
            @RequestParam(required = false) String why,
            Viewer viewer,
            Model model) {
        Lead lead = existing(id, viewer);
        UUID me = viewer.member().id();
        try {
            return done(
                    lead,
                    model,
                    () -> party != null
                            ? conversion.toKnown(id, party, me)
                            : conversion.toNew(
                                    id, text(name), null, new Decision(anyway, why, viewer.isSupervisor(), me)));
        } catch (PossibleDuplicates known) {
            model.addAttribute("duplicates", known);
            model.addAttribute("typedName", name);
            return again(card(lead, model), model);
        }
    }

    @PostMapping("/leads/{id}/unconvert")
    ModelAndView unconvert(@PathVariable UUID id, Viewer viewer, Model model, RedirectAttributes after) {
        ModelAndView done = done(existing(id, viewer), model, () -> deals.undo(id, By.user(viewer.member())));
        boolean stays = leads.find(id).filter(conversion::leftThePerson).isPresent();
        after.addFlashAttribute(
                "done",
                ((Print) model.getAttribute("print")).say(stays ? "leads.unconverted.stays" : "leads.unconverted"));
        return done;
    }

    @DeleteMapping("/leads/{id}")
    String delete(@PathVariable UUID id, Viewer viewer, Model model, RedirectAttributes after) {
        existing(id, viewer);
        viewer.require(Role.SUPERVISOR);
        BinItem item = bin.put(BinItem.Kind.LEAD, id, viewer.member());
        after.addFlashAttribute("done", ((Print) model.getAttribute("print")).say("bin.put", item.name()));
        return "redirect:/leads";
    }

    private ModelAndView done(Lead lead, Model model, Supplier<Lead> work) {
        try {
            return new ModelAndView("redirect:/leads/" + work.get().id());
        } catch (Refused why) {
            model.addAttribute("refused", ((Print) model.getAttribute("print")).why(why));
            return again(card(lead, model), model);
        }
    }
}
