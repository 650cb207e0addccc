package org.ringbook.workspace.contacts;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.ringbook.bin.Bin;
import org.ringbook.bin.BinItem;
import org.ringbook.contacts.Contacts;
import org.ringbook.contacts.duplicates.Duplicate;
import org.ringbook.contacts.duplicates.Duplicates.Decision;
import org.ringbook.contacts.duplicates.PossibleDuplicates;
import org.ringbook.fields.FieldSubject;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.workspace.OwnFields;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.TypedFields;
import org.ringbook.workspace.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the cards of people and of companies have in common: opened, checked for duplicates, saved beside somebody else, deleted. */
@Component
class CardPages {

    private final Contacts contacts;
    private final Staff staff;
    private final NumberPlan plan;
    private final OwnFields fields;
    private final CardForms forms;
    private final Bin bin;

    CardPages(Contacts contacts, Staff staff, NumberPlan plan, OwnFields fields, CardForms forms, Bin bin) {
        this.contacts = contacts;
        this.staff = staff;
        this.plan = plan;
        this.fields = fields;
        this.forms = forms;
        this.bin = bin;
    }

    /**
     * What they do not have in common.
     *
     * @param address of the list; a card's page is {@code address/ID}
     * @param form template of the form
     * @param words what the keys of its texts begin with
     * @param stored the form as it would show the card that stands; there is no such page when it is gone
     * @param alike who it may be already
     */
    record Kind(
            FieldSubject subject,
            BinItem.Kind bin,
            String address,
            String form,
            String words,
            Function<UUID, ContactForm> stored,
            Saving save,
            BiFunction<ContactForm, UUID, List<Duplicate>> alike) {}

    /** What a form says of a card: read first, and then written in a transaction. */
    interface Saving {

        /**
         * @param id null for a new one
         * @return what writes it under a decision on duplicates, and says its id
         */
        Function<Decision, UUID> of(ContactForm form, UUID id);
    }

    String edit(Kind kind, UUID id, Model model) {
        Print print = (Print) model.getAttribute("print");
        return form(kind, forms.opened(kind.stored().apply(id), kind.subject(), id, print), id, null, model);
    }

    /** @param typed what was refused; null to show what stands */
    String form(Kind kind, ContactForm form, UUID id, TypedFields typed, Model model) {
        fields.form(kind.subject(), id, typed, (Print) model.getAttribute("print"), model);
        model.addAttribute("form", form);
        model.addAttribute("id", id);
        model.addAttribute("people", staff.all());
        return kind.form();
    }

    /** Who this may be already, beside what is being typed. */
    String hint(Kind kind, UUID id, ContactForm form, Model model) {
        boolean nameless = ContactForm.text(form.name()) == null;
        model.addAttribute("found", nameless ? List.of() : kind.alike().apply(form, id));
        return "contacts/duplicates :: hint";
    }

    /** @param id null for a new one */
    ModelAndView save(
            Kind kind,
            ContactForm form,
            UUID id,
            Decision decision,
            TypedFields typed,
            Model model,
            RedirectAttributes after) {
        Print print = (Print) model.getAttribute("print");
        try {
            refuseUnreadable(kind, form, print);
            Map<String, Object> own = fields.read(kind.subject(), id, typed);
            Function<Decision, UUID> writes = kind.save().of(form, id);
            UUID saved = contacts.together(() -> {
                UUID one = writes.apply(decision);
                fields.write(kind.subject(), one, own);
                return one;
            });
            after.addFlashAttribute("done", print.say(kind.words() + ".saved"));
            return new ModelAndView("redirect:" + kind.address() + "/" + saved);
        } catch (PossibleDuplicates known) {
            model.addAttribute("duplicates", known);
            return again(form(kind, form, id, typed, model), HttpStatus.UNPROCESSABLE_CONTENT, model);
        } catch (IllegalArgumentException refused) {
            if (id != null && CardForms.isConflict(refused)) {
                return changedMeanwhile(kind, form, id, decision, typed, model, after);
            }
            model.addAttribute("refused", print.why(refused));
            return again(form(kind, form, id, typed, model), HttpStatus.UNPROCESSABLE_CONTENT, model);
        }
    }

    private ModelAndView changedMeanwhile(
            Kind kind,
            ContactForm form,
            UUID id,
            Decision decision,
            TypedFields typed,
            Model model,
            RedirectAttributes after) {
        Print print = (Print) model.getAttribute("print");
        CardForms.Conflict conflict = forms.conflict(form, typed, kind.stored().apply(id), kind.subject(), id, print);
        if (conflict.changes().isEmpty()) {
            return save(kind, form.with(conflict.typed().version(), form.seen()), id, decision, typed, model, after);
        }
        model.addAttribute("changes", conflict.changes());
        return again(form(kind, conflict.typed(), id, conflict.own(), model), HttpStatus.CONFLICT, model);
    }

    private static ModelAndView again(String view, HttpStatus status, Model model) {
        var again = new ModelAndView(view, model.asMap());
        again.setStatus(status);
        return again;
    }

    private void refuseUnreadable(Kind kind, ContactForm form, Print print) {
        if (ContactForm.text(form.name()) == null) {
            throw new IllegalArgumentException(print.say(kind.words() + ".no-name"));
        }
        for (String typed : form.unreadable(plan)) {
            throw new IllegalArgumentException(print.say("contacts.unreadable-number", typed));
        }
    }

    String delete(Kind kind, UUID id, Viewer viewer, Model model, RedirectAttributes after) {
        viewer.require(Role.SUPERVISOR);
        kind.stored().apply(id);
        BinItem item = bin.put(kind.bin(), id, viewer.member());
        after.addFlashAttribute("done", ((Print) model.getAttribute("print")).say("bin.put", item.name()));
        return "redirect:" + kind.address();
    }
}
