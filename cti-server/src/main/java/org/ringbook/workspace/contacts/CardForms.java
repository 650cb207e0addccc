package org.ringbook.workspace.contacts;

import java.util.List;
import java.util.UUID;
import org.ringbook.fields.FieldSubject;
import org.ringbook.refusals.Refused;
import org.ringbook.workspace.OwnFields;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.TypedFields;
import org.springframework.stereotype.Component;

/** The form of a card that two people may have open at once. */
@Component
class CardForms {

    private final OwnFields fields;

    CardForms(OwnFields fields) {
        this.fields = fields;
    }

    /** @param typed and {@code own} what stands in the form from now on. @param changes what somebody else changed; empty when nothing that shows */
    record Conflict(ContactForm typed, TypedFields own, List<SeenCard.Change> changes) {}

    static boolean isConflict(IllegalArgumentException refused) {
        return refused instanceof Refused why && "version".equals(why.field());
    }

    /** A form that remembers what it showed. */
    ContactForm opened(ContactForm form, FieldSubject subject, UUID id, Print print) {
        SeenCard shows = SeenCard.of(form, fields.inputs(subject, id, null, print));
        return form.with(form.version(), shows.print());
    }

    /** @param now the card as it stands */
    Conflict conflict(ContactForm typed, TypedFields own, ContactForm now, FieldSubject subject, UUID id, Print print) {
        List<OwnFields.Input> ownNow = fields.inputs(subject, id, null, print);
        SeenCard shows = SeenCard.of(now, ownNow);
        SeenCard seen = SeenCard.read(typed.seen());
        String screen = subject == FieldSubject.COMPANY ? "companies." : "contacts.";
        List<SeenCard.Change> changes = seen.changes(
                shows, field -> print.say((field.equals("name") ? screen : "contacts.") + field), print::party, ownNow);
        return new Conflict(
                seen.merged(typed, now).with(now.version(), shows.print()), seen.merged(own, ownNow), changes);
    }
}
