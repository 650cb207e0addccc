package org.ringbook.workspace.merge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.contacts.Contacts;
import org.ringbook.contacts.details.PartyDetails;
import org.ringbook.contacts.duplicates.Duplicate;
import org.ringbook.contacts.duplicates.Duplicates;
import org.ringbook.contacts.duplicates.Merge;
import org.ringbook.contacts.duplicates.Merges;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Role;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Two to five side by side become one; what was merged lately can be undone. For supervisors. */
@Controller
class MergeScreen {

    private static final int OFFERED = 10;

    private final Contacts contacts;
    private final PartyDetails details;
    private final Duplicates duplicates;
    private final Merges merges;

    MergeScreen(Contacts contacts, PartyDetails details, Duplicates duplicates, Merges merges) {
        this.contacts = contacts;
        this.details = details;
        this.duplicates = duplicates;
        this.merges = merges;
    }

    /** One of those who are to be one, as a column of the page. @param fields by name, null where there is nothing */
    record Side(UUID id, boolean person, String name, Map<String, String> fields, List<ContactNumber> numbers) {}

    /**
     * @param id of those who were chosen already, the master first
     * @param text to look for another one
     */
    @GetMapping("/merge")
    String choose(
            @RequestParam(required = false) List<UUID> id,
            @RequestParam(required = false) String text,
            Viewer viewer,
            Model model) {
        viewer.require(Role.SUPERVISOR);
        List<Side> sides = sides(id);
        model.addAttribute("sides", sides);
        model.addAttribute("text", text);
        model.addAttribute("offers", sides.isEmpty() ? List.of() : offers(sides.get(0), sides, text));
        model.addAttribute("most", Merges.MOST);
        model.addAttribute("days", Merges.UNDO_DAYS);
        model.addAttribute("recent", merges.recent());
        return "merge/index";
    }

    private List<Side> sides(List<UUID> ids) {
        var sides = new ArrayList<Side>();
        for (UUID id : new LinkedHashSet<>(ids == null ? List.<UUID>of() : ids)) {
            side(id).filter(side -> sides.isEmpty() || sides.get(0).person() == side.person())
                    .ifPresent(sides::add);
        }
        return sides.subList(0, Math.min(sides.size(), Merges.MOST));
    }

    private Optional<Side> side(UUID id) {
        return contacts.contact(id)
                .map(this::side)
                .or(() -> contacts.company(id).map(MergeScreen::side));
    }

    private Side side(Contact person) {
        var fields = new HashMap<String, String>();
        fields.put("name", person.name());
        fields.put(
                "company_id",
                person.companyId() == null
                        ? null
                        : contacts.company(person.companyId())
                                .map(Company::name)
                                .orElse(null));
        fields.put("position", person.position());
        fields.put("email", person.email());
        fields.put("note", person.note());
        return new Side(person.id(), true, person.name(), fields, person.numbers());
    }

    private static Side side(Company company) {
        var fields = new HashMap<String, String>();
        fields.put("name", company.name());
        fields.put("note", company.note());
        return new Side(company.id(), false, company.name(), fields, company.numbers());
    }

    /** Who looks like the first one; or who was looked for. */
    private List<Side> offers(Side first, List<Side> chosen, String text) {
        List<UUID> ids;
        if (text != null && !text.isBlank()) {
            ids = first.person()
                    ? contacts.bestContacts(text, null, OFFERED).items().stream()
                            .map(Contact::id)
                            .toList()
                    : contacts.bestCompanies(text, null, OFFERED).items().stream()
                            .map(Company::id)
                            .toList();
        } else {
            ids = like(first).stream()
                    .filter(one -> one.person() == first.person())
                    .map(Duplicate::id)
                    .toList();
        }
        return ids.stream()
                .filter(id -> chosen.stream().noneMatch(side -> side.id().equals(id)))
                .map(this::side)
                .flatMap(Optional::stream)
                .toList();
    }

    private List<Duplicate> like(Side first) {
        return contacts.contact(first.id())
                .map(person -> duplicates.of(person, details.of(first.id()).orElse(null)))
                .or(() -> contacts.company(first.id())
                        .map(company ->
                                duplicates.of(company, details.of(first.id()).orElse(null))))
                .orElse(List.of());
    }

    /** @param all with "pick.FIELD", and "FIELD:id" of whose value wins */
    @PostMapping("/merge")
    ModelAndView merge(
            @RequestParam List<UUID> id,
            @RequestParam UUID master,
            @RequestParam Map<String, String> all,
            Viewer viewer,
            Model model,
            RedirectAttributes after) {
        viewer.require(Role.SUPERVISOR);
        Print print = (Print) model.getAttribute("print");
        try {
            Merge merge = merges.merge(master, id, picks(all), viewer.member().id());
            after.addFlashAttribute(
                    "done", print.say("merge.done", merge.names().get(0), Merges.UNDO_DAYS));
            String place = contacts.contact(master).isPresent() ? "/contacts/" : "/companies/";
            return new ModelAndView("redirect:" + place + master);
        } catch (Refused why) {
            model.addAttribute("refused", print.why(why));
            var again = new ModelAndView(choose(id, null, viewer, model), model.asMap());
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }

    private static Map<String, UUID> picks(Map<String, String> all) {
        var picks = new HashMap<String, UUID>();
        all.forEach((name, value) -> {
            int colon = value.indexOf(':');
            if (name.startsWith("pick.") && colon > 0) {
                picks.put(value.substring(0, colon), UUID.fromString(value.substring(colon + 1)));
            }
        });
        return picks;
    }

    @PostMapping("/merge/{id}/undo")
    String undo(@PathVariable UUID id, Viewer viewer, Model model, RedirectAttributes after) {
        viewer.require(Role.SUPERVISOR);
        Print print = (Print) model.getAttribute("print");
        merges.find(id).orElseThrow(NoSuchPage::new);
        try {
            Merge.Undone undone = merges.undo(id, viewer.member().id());
            after.addFlashAttribute(
                    "done", print.say("merge.undone", String.join(", ", undone.restored()), undone.stayed()));
        } catch (Refused why) {
            after.addFlashAttribute("refused", print.why(why));
        }
        return "redirect:/merge";
    }
}
