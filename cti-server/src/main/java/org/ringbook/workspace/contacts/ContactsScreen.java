package org.ringbook.workspace.contacts;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ringbook.bin.Bin;
import org.ringbook.bin.BinItem;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contacts;
import org.ringbook.contacts.duplicates.Duplicates;
import org.ringbook.contacts.duplicates.Merges;
import org.ringbook.contacts.duplicates.PossibleDuplicates;
import org.ringbook.fields.FieldFilter;
import org.ringbook.fields.FieldSubject;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
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
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The people outside whom we know. */
@Controller
class ContactsScreen {

    private static final int PAGE = 50;

    private final Contacts contacts;
    private final Staff staff;
    private final NumberPlan plan;
    private final Duplicates duplicates;
    private final Merges merges;
    private final OwnFields fields;
    private final CardForms forms;
    private final BulkBar bar;
    private final Bin bin;

    ContactsScreen(
            Contacts contacts,
            Staff staff,
            NumberPlan plan,
            Duplicates duplicates,
            Merges merges,
            OwnFields fields,
            CardForms forms,
            BulkBar bar,
            Bin bin) {
        this.forms = forms;
        this.bar = bar;
        this.bin = bin;
        this.fields = fields;
        this.contacts = contacts;
        this.staff = staff;
        this.plan = plan;
        this.duplicates = duplicates;
        this.merges = merges;
    }

    @GetMapping("/contacts")
    String list(
            @RequestParam(required = false) String text,
            @RequestParam(required = false) String after,
            @RequestHeader(name = "HX-Request", required = false) String fragment,
            TypedFields asked,
            Model model) {
        Print print = (Print) model.getAttribute("print");
        FieldFilter filter = fields.filter(FieldSubject.PERSON, asked, print, model);
        var page = contacts.contacts(text, null, filter, after, PAGE);
        fields.columns(
                FieldSubject.PERSON, page.items().stream().map(Contact::id).toList(), print, model);
        model.addAttribute("text", text);
        model.addAttribute("items", page.items());
        model.addAttribute("next", page.next());
        model.addAttribute("companies", companies(page.items()));
        if (after == null) {
            bar.of(BinItem.Kind.CONTACT, contacts.countContacts(text, filter, BulkBar.COUNTED), model);
        }
        String part = after != null ? " :: rows" : " :: list";
        return fragment == null ? "contacts/index" : "contacts/index" + part;
    }

    private Map<UUID, Company> companies(List<Contact> people) {
        return contacts
                .companies(people.stream()
                        .map(Contact::companyId)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()))
                .stream()
                .collect(Collectors.toMap(Company::id, Function.identity()));
    }

    @GetMapping("/contacts/{id}")
    String show(@PathVariable UUID id, Model model) {
        Optional<UUID> mergedInto = merges.leadsTo(id);
        if (mergedInto.isPresent()) {
            return "redirect:/contacts/" + mergedInto.get();
        }
        Contact contact = contacts.contact(id).orElseThrow(NoSuchPage::new);
        model.addAttribute("contact", contact);
        model.addAttribute("company", companyOf(contact).orElse(null));
        model.addAttribute("ownFields", fields.shown(FieldSubject.PERSON, id, (Print) model.getAttribute("print")));
        return "contacts/one";
    }

    private Optional<Company> companyOf(Contact contact) {
        return Optional.ofNullable(contact.companyId()).flatMap(contacts::company);
    }

    /** @param number to begin with, from a card of an unknown caller */
    @GetMapping("/contacts/new")
    String blank(@RequestParam(required = false) String number, Model model) {
        return form(ContactForm.empty(NumberPlan.ofQuery(number)), null, null, model);
    }

    @GetMapping("/contacts/{id}/edit")
    String edit(@PathVariable UUID id, Model model) {
        Print print = (Print) model.getAttribute("print");
        return form(forms.opened(stored(id), FieldSubject.PERSON, id, print), id, null, model);
    }

    private ContactForm stored(UUID id) {
        Contact contact = contacts.contact(id).orElseThrow(NoSuchPage::new);
        return ContactForm.of(contact, companyOf(contact).map(Company::name).orElse(null));
    }

    /** Who this may be already, beside what is being typed. */
    @PostMapping("/contacts/duplicates")
    String hint(@RequestParam(required = false) UUID id, @ModelAttribute("form") ContactForm form, Model model) {
        model.addAttribute(
                "found",
                ContactForm.text(form.name()) == null ? List.of() : duplicates.of(form.contact(id, null, plan), null));
        return "contacts/duplicates :: hint";
    }

    private String form(ContactForm form, UUID id, TypedFields typed, Model model) {
        fields.form(FieldSubject.PERSON, id, typed, (Print) model.getAttribute("print"), model);
        model.addAttribute("form", form);
        model.addAttribute("id", id);
        model.addAttribute("people", staff.all());
        return "contacts/form";
    }

    @PostMapping("/contacts")
    ModelAndView create(
            @ModelAttribute("form") ContactForm form,
            KeepBoth keepBoth,
            TypedFields typed,
            Viewer viewer,
            Model model,
            RedirectAttributes after) {
        return save(form, null, keepBoth.decision(viewer), typed, model, after);
    }

    @PutMapping("/contacts/{id}")
    ModelAndView change(
            @PathVariable UUID id,
            @ModelAttribute("form") ContactForm form,
            KeepBoth keepBoth,
            TypedFields typed,
            Viewer viewer,
            Model model,
            RedirectAttributes after) {
        return save(form, id, keepBoth.decision(viewer), typed, model, after);
    }

    private ModelAndView save(
            ContactForm form,
            UUID id,
            Duplicates.Decision decision,
            TypedFields typed,
            Model model,
            RedirectAttributes after) {
        Print print = (Print) model.getAttribute("print");
        try {
            refuseUnreadable(form, print);
            Map<String, Object> own = fields.read(FieldSubject.PERSON, id, typed);
            Contact typedIn = form.contact(id, companyId(form), plan);
            Contact saved = contacts.together(() -> {
                Contact one = duplicates.save(typedIn, decision);
                fields.write(FieldSubject.PERSON, one.id(), own);
                return one;
            });
            after.addFlashAttribute("done", print.say("contacts.saved"));
            return new ModelAndView("redirect:/contacts/" + saved.id());
        } catch (PossibleDuplicates known) {
            model.addAttribute("duplicates", known);
            var again = new ModelAndView(form(form, id, typed, model), model.asMap());
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        } catch (IllegalArgumentException refused) {
            if (id != null && CardForms.isConflict(refused)) {
                return changedMeanwhile(form, id, decision, typed, model, after);
            }
            model.addAttribute("refused", print.why(refused));
            var again = new ModelAndView(form(form, id, typed, model), model.asMap());
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }

    private ModelAndView changedMeanwhile(
            ContactForm form,
            UUID id,
            Duplicates.Decision decision,
            TypedFields typed,
            Model model,
            RedirectAttributes after) {
        Print print = (Print) model.getAttribute("print");
        CardForms.Conflict conflict = forms.conflict(form, typed, stored(id), FieldSubject.PERSON, id, print);
        if (conflict.changes().isEmpty()) {
            return save(form.with(conflict.typed().version(), form.seen()), id, decision, typed, model, after);
        }
        model.addAttribute("changes", conflict.changes());
        var again = new ModelAndView(form(conflict.typed(), id, conflict.own(), model), model.asMap());
        again.setStatus(HttpStatus.CONFLICT);
        return again;
    }

    private void refuseUnreadable(ContactForm form, Print print) {
        if (ContactForm.text(form.name()) == null) {
            throw new IllegalArgumentException(print.say("contacts.no-name"));
        }
        for (String typed : form.unreadable(plan)) {
            throw new IllegalArgumentException(print.say("contacts.unreadable-number", typed));
        }
    }

    /** A company of that name, made when there is none: nobody should have to leave the form for it. */
    private UUID companyId(ContactForm form) {
        String name = form.companyName();
        if (name == null) {
            return null;
        }
        return contacts.companies(name, null, PAGE).items().stream()
                .filter(company -> company.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseGet(() -> contacts.save(new Company(null, name, null, null, List.of())))
                .id();
    }

    @DeleteMapping("/contacts/{id}")
    String delete(@PathVariable UUID id, Viewer viewer, Model model, RedirectAttributes after) {
        viewer.require(Role.SUPERVISOR);
        contacts.contact(id).orElseThrow(NoSuchPage::new);
        BinItem item = bin.put(BinItem.Kind.CONTACT, id, viewer.member());
        after.addFlashAttribute("done", ((Print) model.getAttribute("print")).say("bin.put", item.name()));
        return "redirect:/contacts";
    }
}
