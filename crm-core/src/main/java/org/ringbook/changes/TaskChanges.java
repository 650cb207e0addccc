package org.ringbook.changes;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.ringbook.changes.FieldChange.Kind;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Rights;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.NewTask;
import org.ringbook.tasks.Task;
import org.ringbook.tasks.Tasks;
import org.springframework.stereotype.Component;

/** What is to be done, by whom, until when; its state is changed by what is done with it. */
@Component
class TaskChanges implements CardChanges {

    private static final Set<String> FIELDS =
            Set.of("what", "title", "text", "doer_id", "checker_id", "due_at", "due_on", "party_id", "number");

    private final Tasks tasks;
    private final OwnFieldBack ownFields;
    private final Rights rights;

    TaskChanges(Tasks tasks, OwnFieldBack ownFields, Rights rights) {
        this.tasks = tasks;
        this.ownFields = ownFields;
        this.rights = rights;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.TASK);
    }

    @Override
    public boolean maySee(Kind kind, UUID record, StaffMember who) {
        return tasks.find(record, rights.of(who)).isPresent();
    }

    @Override
    public boolean knows(FieldChange change) {
        return change.ownKey() != null || FIELDS.contains(change.field());
    }

    @Override
    public void putBack(FieldChange change, StaffMember by) {
        Task now = tasks.find(change.record(), null).orElseThrow(() -> Refused.because("id", "tasks.gone"));
        if (change.ownKey() != null) {
            Tasks.refuseChange(now, by);
            ownFields.putBack(change, change.record());
            return;
        }
        tasks.change(now.id(), now.version(), with(now, change), by);
    }

    private static NewTask with(Task now, FieldChange change) {
        String field = change.field();
        String was = change.was() == null ? null : change.was().toString();
        Due due = due(now, field, was);
        return new NewTask(
                field.equals("what") && was != null ? Task.What.valueOf(was.toUpperCase(Locale.ROOT)) : now.what(),
                field.equals("title") ? was : now.title(),
                field.equals("text") ? was : now.text(),
                field.equals("doer_id") ? id(was) : now.doerId(),
                field.equals("checker_id") ? id(was) : now.checkerId(),
                due.at(),
                due.on(),
                null,
                field.equals("party_id") ? id(was) : now.partyId(),
                field.equals("number") ? phone(was) : now.number(),
                now.callId());
    }

    private record Due(Instant at, LocalDate on) {}

    /** A task is due at a moment or on a day: what comes back takes the place of the other one. */
    private static Due due(Task now, String field, String was) {
        return switch (field) {
            case "due_at" ->
                was == null
                        ? new Due(null, now.dueOn())
                        : new Due(OffsetDateTime.parse(was).toInstant(), null);
            case "due_on" -> was == null ? new Due(now.dueAt(), null) : new Due(null, LocalDate.parse(was));
            default -> new Due(now.dueAt(), now.dueOn());
        };
    }

    private static PhoneNumber phone(String e164) {
        return e164 == null ? null : PhoneNumber.of(e164);
    }

    private static UUID id(String text) {
        return text == null ? null : UUID.fromString(text);
    }
}
