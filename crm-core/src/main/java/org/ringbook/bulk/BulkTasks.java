package org.ringbook.bulk;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.ringbook.bin.Bin;
import org.ringbook.bin.BinItem;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Rights;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.NewTask;
import org.ringbook.tasks.Task;
import org.ringbook.tasks.Tasks;
import org.springframework.stereotype.Component;

/** Tasks: given to somebody, put off, deleted. */
@Component
class BulkTasks implements BulkTarget {

    private static final String REMIND = "remindAt";

    private final Tasks tasks;
    private final Rights rights;
    private final Staff staff;
    private final Bin bin;

    BulkTasks(Tasks tasks, Rights rights, Staff staff, Bin bin) {
        this.tasks = tasks;
        this.rights = rights;
        this.staff = staff;
        this.bin = bin;
    }

    @Override
    public Set<BulkSubject> subjects() {
        return Set.of(BulkSubject.TASK);
    }

    /** Until when; one of both. */
    record Due(Instant at, LocalDate on) {

        static Due read(String text) {
            try {
                return text.indexOf('T') > 0
                        ? new Due(Instant.parse(text), null)
                        : new Due(null, LocalDate.parse(text));
            } catch (DateTimeException unreadable) {
                throw Refused.because("value", "bulk.due");
            }
        }

        static Due of(Task task) {
            return new Due(task.dueAt(), task.dueOn());
        }

        String print() {
            return at == null ? on == null ? null : on.toString() : at.toString();
        }
    }

    private Task task(UUID record, StaffMember by) {
        return tasks.find(record, rights.of(by)).orElseThrow(() -> Refused.because("id", "bin.gone"));
    }

    @Override
    public Look look(BulkChange change, UUID record, StaffMember by) {
        Task task = task(record, by);
        return switch (change.action()) {
            case GIVE -> {
                UUID person = BulkClients.People.active(staff, change.value()).id();
                requireMayChange(task, by);
                yield new Look(task.title(), !person.equals(task.doerId()));
            }
            case DUE -> {
                Due due = Due.read(change.value());
                requireMayChange(task, by);
                yield new Look(task.title(), !due.equals(Due.of(task)));
            }
            case BIN -> new Look(bin.refuseUnlessDeletable(BinItem.Kind.TASK, record, by), true);
            default -> throw Refused.because("action", "bulk.action");
        };
    }

    private static void requireMayChange(Task task, StaffMember by) {
        if (task.state().isOver()) {
            throw Refused.because("id", "bulk.over");
        }
        if (!by.id().equals(task.authorId()) && by.role().compareTo(Role.SUPERVISOR) < 0) {
            throw Refused.because("id", "bulk.not-yours.task");
        }
    }

    @Override
    public Written apply(BulkChange change, UUID record, StaffMember by) {
        if (!look(change, record, by).changes()) {
            return null;
        }
        Task task = task(record, by);
        if (change.action() == BulkChange.Action.BIN) {
            return new Written(
                    as(task),
                    BulkClients.one(
                            "item", bin.put(BinItem.Kind.TASK, record, by).id().toString()));
        }
        boolean gives = change.action() == BulkChange.Action.GIVE;
        UUID doer = gives ? BulkClients.People.active(staff, change.value()).id() : task.doerId();
        Task now = change(task, doer, gives ? Due.of(task) : Due.read(change.value()), by);
        return new Written(as(task), as(now));
    }

    private Task change(Task task, UUID doer, Due due, StaffMember by) {
        return tasks.change(
                task.id(),
                null,
                new NewTask(
                        task.what(),
                        task.title(),
                        task.text(),
                        doer,
                        null,
                        due.at(),
                        due.on(),
                        null,
                        task.partyId(),
                        task.number(),
                        task.callId()),
                by);
    }

    private static Map<String, String> as(Task task) {
        var as = new HashMap<String, String>();
        as.put("doer", task.doerId().toString());
        as.put("due", Due.of(task).print());
        as.put("state", task.state().name());
        as.put("checker", BulkClients.text(task.checkerId()));
        as.put("doneAt", text(task.doneAt()));
        as.put(REMIND, text(task.remindAt()));
        return as;
    }

    private static String text(Instant at) {
        return at == null ? null : at.toString();
    }

    private static Instant moment(String text) {
        return text == null ? null : Instant.parse(text);
    }

    /** That somebody was reminded meanwhile is no change. */
    private static Map<String, String> withoutReminder(Map<String, String> as) {
        var rest = new HashMap<>(as);
        rest.remove(REMIND);
        return rest;
    }

    /** The one that there was, unless the doer has set another since, or its time is over. */
    private static Instant reminder(Task now, BulkRow row) {
        Instant before = moment(row.before().get(REMIND));
        if (now.remindAt() == null) {
            return before != null && before.isAfter(Instant.now()) ? before : null;
        }
        return Objects.equals(text(now.remindAt()), row.after().get(REMIND)) ? before : now.remindAt();
    }

    @Override
    public boolean undo(BulkChange change, BulkRow row, StaffMember by) {
        if (change.action() == BulkChange.Action.BIN) {
            bin.restore(UUID.fromString(row.after().get("item")), by);
            return true;
        }
        Task now = task(row.record(), by);
        Map<String, String> before = row.before();
        if (now.state().isOver() || !withoutReminder(as(now)).equals(withoutReminder(row.after()))) {
            return false;
        }
        requireMayChange(now, by);
        Due due = before.get("due") == null ? new Due(null, null) : Due.read(before.get("due"));
        tasks.putBack(
                now.id(),
                new Tasks.Standing(
                        UUID.fromString(before.get("doer")),
                        before.get("checker") == null ? null : UUID.fromString(before.get("checker")),
                        Task.State.valueOf(before.get("state")),
                        due.at(),
                        due.on(),
                        reminder(now, row),
                        moment(before.get("doneAt"))),
                by);
        return true;
    }
}
