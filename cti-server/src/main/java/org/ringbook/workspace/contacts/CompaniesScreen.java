package org.ringbook.workspace.contacts;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

/** The companies outside, each with its switchboard and its people. */
@Controller
class CompaniesScreen {

    private static final int PAGE = 50;
    private static final int MOST_PEOPLE = 200;

    private final Contacts contacts;
    private final Merges merges;
    private final OwnFields fields;
    private final BulkBar bar;
    private final CardPages cards;
    private final CardPages.Kind kind;

    CompaniesScreen(
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
                FieldSubject.COMPANY,
                BinItem.Kind.COMPANY,
                "/companies",
                "contacts/company-form",
                "companies",
                this::stored,
                (form, id) -> decision ->
                        duplicates.save(form.company(id, plan), decision).id(),
                (form, id) -> duplicates.of(form.company(id, plan), null));
    }

    @GetMapping("/companies")
    String list(
            @RequestParam(required = false) String text,
            @RequestParam(required = false) String after,
            @RequestHeader(name = "HX-Request", required = false) String fragment,
            TypedFields asked,
            Model model) {
        Print print = (Print) model.getAttribute("print");
        FieldFilter filter = fields.filter(FieldSubject.COMPANY, asked, print, model);
        var page = contacts.companies(text, filter, after, PAGE);
        fields.columns(
                FieldSubject.COMPANY, page.items().stream().map(Company::id).toList(), print, model);
        model.addAttribute("text", text);
        model.addAttribute("items", page.items());
        model.addAttribute("next", page.next());
        if (after == null) {
            bar.of(BulkSubject.COMPANY, contacts.countCompanies(text, filter, BulkBar.COUNTED), model);
        }
        String part = after != null ? " :: rows" : " :: list";
        return fragment == null ? "contacts/companies" : "contacts/companies" + part;
    }

    /** Offers for what is being typed. */
    @GetMapping("/companies/names")
    String names(@RequestParam(name = "company") String text, Model model) {
        model.addAttribute("items", contacts.companies(text, null, 10).items());
        return "contacts/names";
    }

    @GetMapping("/companies/{id}")
    String show(@PathVariable UUID id, Model model) {
        Optional<UUID> mergedInto = merges.leadsTo(id);
        if (mergedInto.isPresent()) {
            return "redirect:/companies/" + mergedInto.get();
        }
        Company company = contacts.company(id).orElseThrow(NoSuchPage::new);
        List<Contact> people = contacts.contacts(null, id, null, MOST_PEOPLE).items();
        model.addAttribute("company", company);
        model.addAttribute("people", people);
        model.addAttribute("ownFields", fields.shown(FieldSubject.COMPANY, id, (Print) model.getAttribute("print")));
        return "contacts/company";
    }

    @GetMapping("/companies/new")
    String blank(Model model) {
        return cards.form(kind, ContactForm.empty(null), null, null, model);
    }

    @GetMapping("/companies/{id}/edit")
    String edit(@PathVariable UUID id, Model model) {
        return cards.edit(kind, id, model);
    }

    private ContactForm stored(UUID id) {
        return ContactForm.of(contacts.company(id).orElseThrow(NoSuchPage::new));
    }

    @PostMapping("/companies/duplicates")
    String hint(@RequestParam(required = false) UUID id, @ModelAttribute("form") ContactForm form, Model model) {
        return cards.hint(kind, id, form, model);
    }

    @PostMapping("/companies")
    ModelAndView create(
            @ModelAttribute("form") ContactForm form,
            KeepBoth keepBoth,
            TypedFields typed,
            Viewer viewer,
            Model model,
            RedirectAttributes after) {
        return cards.save(kind, form, null, keepBoth.decision(viewer), typed, model, after);
    }

    @PutMapping("/companies/{id}")
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

    @DeleteMapping("/companies/{id}")
    String delete(@PathVariable UUID id, Viewer viewer, Model model, RedirectAttributes after) {
        return cards.delete(kind, id, viewer, model, after);
    }
}
