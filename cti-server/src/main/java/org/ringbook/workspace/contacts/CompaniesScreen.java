package org.ringbook.workspace.contacts;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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

/** The companies outside, each with its switchboard and its people. */
@Controller
class CompaniesScreen {

    private static final int PAGE = 50;
    private static final int MOST_PEOPLE = 200;

    private final Contacts contacts;
    private final Staff staff;
    private final NumberPlan plan;
    private final Duplicates duplicates;
    private final Merges merges;
    private final OwnFields fields;
    private final CardForms forms;
    private final BulkBar bar;
    private final Bin bin;

    CompaniesScreen(
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
            bar.of(BinItem.Kind.COMPANY, contacts.countCompanies(text, filter, BulkBar.COUNTED), model);
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
        return form(ContactForm.empty(null), null, null, model);
    }

    @GetMapping("/companies/{id}/edit")
    String edit(@PathVariable UUID id, Model model) {
        Print print = (Print) model.getAttribute("print");
        return form(forms.opened(stored(id), FieldSubject.COMPANY, id, print), id, null, model);
    }

    private ContactForm stored(UUID id) {
        return ContactForm.of(contacts.company(id).orElseThrow(NoSuchPage::new));
    }

    /** Who this may be already, beside what is being typed. */
    @PostMapping("/companies/duplicates")
    String hint(@RequestParam(required = false) UUID id, @ModelAttribute("form") ContactForm form, Model model) {
        model.addAttribute(
                "found",
                ContactForm.text(form.name()) == null ? List.of() : duplicates.of(form.company(id, plan), null));
        return "contacts/duplicates :: hint";
    }

    private String form(ContactForm form, UUID id, TypedFields typed, Model model) {
        fields.form(FieldSubject.COMPANY, id, typed, (Print) model.getAttribute("print"), model);
        model.addAttribute("form", form);
        model.addAttribute("id", id);
        model.addAttribute("people", staff.all());
        return "contacts/company-form";
    }

    @PostMapping("/companies")
    ModelAndView create(
            @ModelAttribute("form") ContactForm form,
            KeepBoth keepBoth,
            TypedFields typed,
            Viewer viewer,
            Model model,
            RedirectAttributes after) {
        return save(form, null, keepBoth.decision(viewer), typed, model, after);
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
            if (ContactForm.text(form.name()) == null) {
                throw new IllegalArgumentException(print.say("companies.no-name"));
            }
            for (String number : form.unreadable(plan)) {
                throw new IllegalArgumentException(print.say("contacts.unreadable-number", number));
            }
            Map<String, Object> own = fields.read(FieldSubject.COMPANY, id, typed);
            Company saved = contacts.together(() -> {
                Company one = duplicates.save(form.company(id, plan), decision);
                fields.write(FieldSubject.COMPANY, one.id(), own);
                return one;
            });
            after.addFlashAttribute("done", print.say("companies.saved"));
            return new ModelAndView("redirect:/companies/" + saved.id());
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
        CardForms.Conflict conflict = forms.conflict(form, typed, stored(id), FieldSubject.COMPANY, id, print);
        if (conflict.changes().isEmpty()) {
            return save(form.with(conflict.typed().version(), form.seen()), id, decision, typed, model, after);
        }
        model.addAttribute("changes", conflict.changes());
        var again = new ModelAndView(form(conflict.typed(), id, conflict.own(), model), model.asMap());
        again.setStatus(HttpStatus.CONFLICT);
        return again;
    }

    @DeleteMapping("/companies/{id}")
    String delete(@PathVariable UUID id, Viewer viewer, Model model, RedirectAttributes after) {
        viewer.require(Role.SUPERVISOR);
        contacts.company(id).orElseThrow(NoSuchPage::new);
        BinItem item = bin.put(BinItem.Kind.COMPANY, id, viewer.member());
        after.addFlashAttribute("done", ((Print) model.getAttribute("print")).say("bin.put", item.name()));
        return "redirect:/companies";
    }
}
