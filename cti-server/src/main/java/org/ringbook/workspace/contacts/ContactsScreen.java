package org.ringbook.workspace.contacts;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ringbook.bin.BinItem;
import org.ringbook.bulk.BulkSubject;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contacts;
import org.ringbook.contacts.duplicates.Duplicates;
import org.ringbook.contacts.duplicates.Merges;
import org.ringbook.fields.FieldFilter;
import org.ringbook.fields.FieldSubject;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.workspace.BulkBar;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.OwnFields;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.TypedFields;
import org.ringbook.workspace.Viewer;
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
    private final Merges merges;
    private final OwnFields fields;
    private final BulkBar bar;
    private final CardPages cards;
    private final CardPages.Kind kind;

    ContactsScreen(
            Contacts contacts,
            NumberPlan plan,
            Duplicates duplicates,
            Merges merges,
            OwnFields fields,
            BulkBar bar,
            CardPages cards) {
        this.contacts = contacts;
        this.merges = merges;
        this.fields = fields;
        this.bar = bar;
        this.cards = cards;
        this.kind = new CardPages.Kind(
                FieldSubject.PERSON,
                BinItem.Kind.CONTACT,
                "/contacts",
                "contacts/form",
                "contacts",
                this::stored,
                (form, id) -> {
                    Contact typed = form.contact(id, companyId(form), plan);
                    return decision -> duplicates.save(typed, decision).id();
                },
                (form, id) -> duplicates.of(form.contact(id, null, plan), null));
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
            bar.of(BulkSubject.CONTACT, contacts.countContacts(text, filter, BulkBar.COUNTED), model);
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
        return cards.form(kind, ContactForm.empty(NumberPlan.ofQuery(number)), null, null, model);
    }

    @GetMapping("/contacts/{id}/edit")
    String edit(@PathVariable UUID id, Model model) {
        return cards.edit(kind, id, model);
    }

    private ContactForm stored(UUID id) {
        Contact contact = contacts.contact(id).orElseThrow(NoSuchPage::new);
        return ContactForm.of(contact, companyOf(contact).map(Company::name).orElse(null));
    }

    @PostMapping("/contacts/duplicates")
    String hint(@RequestParam(required = false) UUID id, @ModelAttribute("form") ContactForm form, Model model) {
        return cards.hint(kind, id, form, model);
    }

    @PostMapping("/contacts")
    ModelAndView create(
            @ModelAttribute("form") ContactForm form,
            KeepBoth keepBoth,
            TypedFields typed,
            Viewer viewer,
            Model model,
            RedirectAttributes after) {
        return cards.save(kind, form, null, keepBoth.decision(viewer), typed, model, after);
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
        return cards.save(kind, form, id, keepBoth.decision(viewer), typed, model, after);
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
        return cards.delete(kind, id, viewer, model, after);
    }
}
