package org.ringbook.tasks;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.contacts.Contacts;
import org.ringbook.contacts.NewId;
import org.ringbook.events.EventKind;
import org.ringbook.events.Events;
import org.ringbook.events.NewEvent;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Permissions;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.Task.Kind;
import org.ringbook.tasks.Task.State;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What is to be done. Any thread; every method waits for the database. */
@Component
public class Tasks {

    public static final int LONGEST_PAGE = 500;

    private static final int LONGEST_TITLE = 255;
    private static final int LONGEST_TEXT = 20_000;
    private static final Duration CALL_IS_NEAR = Duration.ofDays(1);
    private static final Duration AHEAD = Duration.ofDays(3660);
    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    private final TaskRows rows;
    private final TaskRepeats repeats;
    private final Events events;
    private final Contacts contacts;
    private final Staff staff;
    private final WorkingCalendar calendar;
    private final ApplicationEventPublisher publisher;
    private final TransactionTemplate transaction;

    Tasks(
            JdbcClient jdbc,
            Events events,
            Contacts contacts,
            Staff staff,
            WorkingCalendar calendar,
            ApplicationEventPublisher publisher,
            PlatformTransactionManager transactions) {
        this.rows = new TaskRows(jdbc);
        this.repeats = new TaskRepeats(jdbc);
        this.events = events;
        this.contacts = contacts;
        this.staff = staff;
        this.calendar = calendar;
        this.publisher = publisher;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Empty when there is none, or it is not theirs to see. */
    public Optional<Task> find(UUID id, Permissions who) {
        return rows.find(id, who);
    }

    /** @param next cursor of the page that follows; null when this is the last */
    public record Page(List<Task> items, String next) {}

    /**
     * Those that are due first, first; of those that are over, what was closed last.
     *
     * @param after cursor of the page before; null for the first
     * @param limit rows on a page, 1 to {@link #LONGEST_PAGE}
     * @throws Refused if the cursor is none of ours
     */
    public Page list(TaskFilter filter, Permissions who, String after, int limit) {
        List<Task> found = rows.list(filter, who, after == null ? null : TaskCursor.read(after), limit + 1);
        if (found.size() <= limit) {
            return new Page(found, null);
        }
        Task last = found.get(limit - 1);
        Instant at = filter.view() == TaskFilter.View.CLOSED ? last.closedAt() : sort(last);
        return new Page(List.copyOf(found.subList(0, limit)), new TaskCursor(at, last.id()).print());
    }

    /** No more than {@code most} are counted. */
    public int count(TaskFilter filter, Permissions who, int most) {
        return rows.count(filter, who, most);
    }

    public List<TaskMove> moves(UUID task) {
        return rows.moves(task);
    }

    /**
     * @throws Refused if a field does not fit, the doer or the checker is nobody of ours, or the party is gone
     */
    public Task add(NewTask what, StaffMember author) {
        UUID doer = what.doerId() == null ? author.id() : what.doerId();
        boolean self = doer.equals(author.id());
        UUID checker = self ? null : Objects.requireNonNullElse(what.checkerId(), author.id());
        Instant due = micros(what.dueAt());
        Task task = new Task(
                NewId.next(),
                self ? Kind.SELF : Kind.ASSIGNMENT,
                what.what() == null ? Task.What.OTHER : what.what(),
                title(what.title()),
                text("text", what.text()),
                author.id(),
                doer,
                checker,
                self ? State.OPEN : State.NEW,
                due,
                what.dueOn(),
                what.remindAt() == null ? due : micros(what.remindAt()),
                what.partyId(),
                what.number(),
                what.callId(),
                null,
                0,
                null,
                micros(Instant.now()),
                null,
                null,
                null,
                1);
        fits(task);
        transaction.executeWithoutResult(status -> {
            rows.insert(task, sort(task));
            rows.remindsSoLongBefore(task.id());
            rows.moved(task.id(), author.id(), null, task.state(), null);
        });
        changed(task);
        return task;
    }

    /**
     * Changes what is to be done, and until when; a new doer begins anew.
     *
     * @param version that it was made from; null to write over any
     * @throws Refused if it is neither theirs nor are they a supervisor, it is over, was changed meanwhile, or a field does not fit
     */
    public Task change(UUID id, Integer version, NewTask what, StaffMember by) {
        Task changed = transaction.execute(status -> {
            Task task = toChange(id, version);
            boolean supervisor = by.role().compareTo(Role.SUPERVISOR) >= 0;
            if (!supervisor && !by.id().equals(task.authorId())) {
                throw Refused.because("id", "tasks.not-yours.change");
            }
            if (task.state().isOver()) {
                throw Refused.because("id", "tasks.over");
            }
            Task now = changedBy(task, what);
            fits(now);
            rows.update(now, sort(now), by.id());
            if (what.remindAt() != null || !sort(now).equals(sort(task))) {
                rows.remindsSoLongBefore(id);
            }
            if (now.state() != task.state()) {
                rows.moved(id, by.id(), task.state(), now.state(), null);
            }
            return rows.find(id, null).orElseThrow();
        });
        changed(changed);
        return changed;
    }

    private static Task changedBy(Task task, NewTask what) {
        UUID doer = what.doerId() == null ? task.doerId() : what.doerId();
        boolean self = doer.equals(task.authorId());
        boolean sameDoer = doer.equals(task.doerId());
        UUID checker = self
                ? null
                : what.checkerId() != null
                        ? what.checkerId()
                        : task.checkerId() == null ? task.authorId() : task.checkerId();
        Instant due = micros(what.dueAt());
        boolean sameDue = Objects.equals(due, task.dueAt());
        Instant remind = what.remindAt() != null ? micros(what.remindAt()) : sameDue ? task.remindAt() : due;
        return new Task(
                task.id(),
                self ? Kind.SELF : Kind.ASSIGNMENT,
                what.what() == null ? task.what() : what.what(),
                title(what.title()),
                text("text", what.text()),
                task.authorId(),
                doer,
                checker,
                sameDoer ? task.state() : self ? State.OPEN : State.NEW,
                due,
                what.dueOn(),
                remind,
                what.partyId(),
                what.number(),
                task.callId(),
                task.result(),
                task.returns(),
                task.returnReason(),
                task.createdAt(),
                sameDoer ? task.doneAt() : null,
                task.closedAt(),
                task.closedBy(),
                task.version());
    }

    /**
     * @param note what came of it, or why it is returned, cancelled or opened again; needed to return it, else may be null
     * @throws Refused if it cannot be done with it as it is, or not by them
     */
    public Task act(UUID id, Integer version, TaskAction action, String note, StaffMember by) {
        Task changed = transaction.execute(status -> {
            Task task = toChange(id, version);
            State next = TaskStates.after(task, action, by);
            String words = text("note", note);
            if (action == TaskAction.RETURN && words == null) {
                throw Refused.because("note", "tasks.return.reason");
            }
            Task now = moved(task, action, next, words, by.id());
            rows.update(now, sort(now), by.id());
            rows.moved(id, by.id(), task.state(), next, words);
            tell(now, action, by);
            if (next.isOver()) {
                comesAgain(now);
            }
            return rows.find(id, null).orElseThrow();
        });
        changed(changed);
        return changed;
    }

    /** The next one of what repeats, unless one is there already. */
    private void comesAgain(Task over) {
        Recurrence repeat = repeats.of(over.id()).orElse(null);
        if (repeat == null || repeats.goesOn(over.id())) {
            return;
        }
        Instant now = Instant.now();
        LocalDate day = repeat.after(repeats.lastDay(over, repeat, now)).orElse(null);
        boolean doerIsHere =
                staff.find(over.doerId()).filter(StaffMember::active).isPresent();
        if (day == null || !doerIsHere) {
            repeats.set(over.id(), null);
            return;
        }
        Instant due = repeat.dueAt(day);
        Task next = new Task(
                NewId.next(),
                over.kind(),
                over.what(),
                over.title(),
                over.text(),
                over.authorId(),
                over.doerId(),
                over.checkerId(),
                over.kind() == Kind.SELF ? State.OPEN : State.NEW,
                due,
                due == null ? day : null,
                due,
                over.partyId(),
                over.number(),
                null,
                null,
                0,
                null,
                micros(now),
                null,
                null,
                null,
                1);
        rows.insert(next, sort(next));
        rows.moved(next.id(), null, null, next.state(), null);
        repeats.follows(next.id(), over.id());
        rows.goesOn(next.id(), over.id());
    }

    /**
     * Who does a task and until when, and how far it is.
     *
     * @param checkerId null for a self-task
     * @param dueAt null, as {@code dueOn}, when it is due otherwise or at no time
     */
    public record Standing(
            UUID doerId,
            UUID checkerId,
            State state,
            Instant dueAt,
            LocalDate dueOn,
            Instant remindAt,
            Instant doneAt) {}

    /** A change is undone: the task stands as it did before. @throws Refused when it is gone */
    public Task putBack(UUID id, Standing was, StaffMember by) {
        Task back = transaction.execute(status -> {
            Task task = toChange(id, null);
            Task now = new Task(
                    task.id(),
                    was.doerId().equals(task.authorId()) ? Kind.SELF : Kind.ASSIGNMENT,
                    task.what(),
                    task.title(),
                    task.text(),
                    task.authorId(),
                    was.doerId(),
                    was.checkerId(),
                    was.state(),
                    was.dueAt(),
                    was.dueOn(),
                    was.remindAt(),
                    task.partyId(),
                    task.number(),
                    task.callId(),
                    task.result(),
                    task.returns(),
                    task.returnReason(),
                    task.createdAt(),
                    was.doneAt(),
                    task.closedAt(),
                    task.closedBy(),
                    task.version());
            rows.update(now, sort(now), by.id());
            if (was.remindAt() != null) {
                rows.remindsSoLongBefore(id);
            }
            if (now.state() != task.state()) {
                rows.moved(id, by.id(), task.state(), now.state(), null);
            }
            return rows.find(id, null).orElseThrow();
        });
        changed(back);
        return back;
    }

    /** With all that became of it; who deletes it keeps a copy first. Nothing happens when it is gone already. */
    public void delete(UUID id) {
        rows.find(id, null).ifPresent(task -> {
            rows.delete(id);
            changed(task);
        });
    }

    /** It was written back past these methods, and is committed. */
    public void cameBack(UUID id) {
        rows.find(id, null).ifPresent(this::changed);
    }

    /** When a task comes again after it is over; empty when it does not. */
    public Optional<Recurrence> repeat(UUID task) {
        return repeats.of(task);
    }

    /** Of the open tasks that somebody has to do, those that come again. */
    public Map<UUID, Recurrence> repeatsOf(UUID doer) {
        return repeats.ofDoer(doer);
    }

    /**
     * Makes a task come again when it is over, or no more.
     *
     * @param repeat null for no more; the tasks that it made stay
     * @throws Refused if it is neither theirs nor are they a supervisor, or it is over
     */
    public void repeat(UUID id, Recurrence repeat, StaffMember by) {
        Task changed = transaction.execute(status -> {
            Task task = toChange(id, null);
            boolean may = by.id().equals(task.authorId())
                    || by.id().equals(task.doerId())
                    || by.role().compareTo(Role.SUPERVISOR) >= 0;
            if (!may) {
                throw Refused.because("id", "tasks.not-yours.change");
            }
            if (repeat != null && task.state().isOver()) {
                throw Refused.because("id", "tasks.over");
            }
            repeats.set(id, repeat);
            return task;
        });
        changed(changed);
    }

    /** What somebody has to do or has done of what is due in [from, to), in that order; at most {@link #LONGEST_PAGE}. */
    public List<Task> between(UUID doer, Instant from, Instant to) {
        return rows.between(doer, from, to, LONGEST_PAGE);
    }

    private static Task moved(Task task, TaskAction action, State next, String words, UUID by) {
        Instant now = micros(Instant.now());
        boolean returned = action == TaskAction.RETURN;
        boolean done = action == TaskAction.DONE;
        boolean toDoAgain = returned || action == TaskAction.REOPEN;
        return new Task(
                task.id(),
                task.kind(),
                task.what(),
                task.title(),
                task.text(),
                task.authorId(),
                task.doerId(),
                task.checkerId(),
                next,
                task.dueAt(),
                task.dueOn(),
                next.isOver() || done ? null : task.remindAt(),
                task.partyId(),
                task.number(),
                task.callId(),
                done && words != null ? words : task.result(),
                task.returns() + (returned ? 1 : 0),
                returned ? words : task.returnReason(),
                task.createdAt(),
                done ? now : toDoAgain ? null : task.doneAt(),
                next.isOver() ? now : null,
                next.isOver() ? by : null,
                task.version());
    }

    /** What was done stands in the client's timeline. */
    private void tell(Task task, TaskAction action, StaffMember by) {
        if (action == TaskAction.DONE && task.partyId() != null && isKnown(task.partyId())) {
            events.add(
                    new NewEvent(
                            EventKind.TASK,
                            null,
                            null,
                            null,
                            task.title(),
                            task.result(),
                            null,
                            task.id(),
                            List.of(task.partyId()),
                            null,
                            null),
                    null,
                    by);
        }
        if (action == TaskAction.RETURN || action == TaskAction.REOPEN) {
            events.taskReopened(task.id(), by.id());
        }
    }

    private Task toChange(UUID id, Integer version) {
        Task task = rows.findToChange(id).orElseThrow(() -> Refused.because("id", "tasks.gone"));
        if (version != null && version != task.version()) {
            throw Refused.because("version", "tasks.changed");
        }
        return task;
    }

    /** Whom to remind of what, now: the doer's own tasks, the oldest first, a few. */
    public List<Task> reminders(UUID doer, Instant now) {
        return rows.toRemind(doer, now);
    }

    /** @param at when the doer is reminded again; null for never. Nothing happens when it is not theirs. */
    public void remind(UUID id, UUID doer, Instant at) {
        rows.find(id, null).filter(task -> task.doerId().equals(doer)).ifPresent(task -> rows.remind(id, micros(at)));
        publisher.publishEvent(new TasksChanged(Set.of(doer)));
    }

    /**
     * Calls that somebody still has to make to one of these or to that number, and which a call of now may have been: no more
     * than a day away, overdue, or due at no time.
     */
    public List<Task> callsToMake(UUID doer, List<UUID> parties, PhoneNumber number, Instant now) {
        Instant last = now.plus(CALL_IS_NEAR);
        return rows.callsToMake(doer, parties, number).stream()
                .filter(task -> sort(task).equals(NEVER) || sort(task).isBefore(last))
                .toList();
    }

    /** In the transaction in which a follower of calls takes it. */
    void merged(UUID call, UUID into) {
        rows.merged(call, into);
    }

    private void fits(Task task) {
        if (task.dueAt() != null && task.dueOn() != null) {
            throw Refused.because("dueOn", "tasks.due.both");
        }
        Instant due = sort(task);
        if (!due.equals(NEVER) && (due.isAfter(Instant.now().plus(AHEAD)) || due.isBefore(Instant.EPOCH))) {
            throw Refused.because(task.dueAt() == null ? "dueOn" : "dueAt", "tasks.due.far");
        }
        active("doerId", task.doerId());
        if (task.checkerId() != null) {
            active("checkerId", task.checkerId());
            if (task.checkerId().equals(task.doerId())) {
                throw Refused.because("checkerId", "tasks.checker");
            }
        }
        if (task.partyId() != null && !isKnown(task.partyId())) {
            throw Refused.because("partyId", "tasks.party.unknown");
        }
    }

    private boolean isKnown(UUID party) {
        return contacts.contact(party).isPresent() || contacts.company(party).isPresent();
    }

    private void active(String field, UUID person) {
        if (staff.find(person).filter(StaffMember::active).isEmpty()) {
            throw Refused.because(field, "tasks.person.unknown");
        }
    }

    private static String title(String title) {
        String kept = text("title", title);
        if (kept == null) {
            throw Refused.because("title", "tasks.title.missing");
        }
        String line = kept.replaceAll("\\s+", " ");
        if (line.length() > LONGEST_TITLE) {
            throw Refused.because("title", "tasks.long", LONGEST_TITLE);
        }
        return line;
    }

    private static String text(String field, String text) {
        String kept = text == null ? "" : text.replace("\r\n", "\n").strip();
        if (kept.length() > LONGEST_TEXT) {
            throw Refused.because(field, "tasks.long", LONGEST_TEXT);
        }
        if (kept.indexOf('\0') >= 0) {
            throw Refused.because(field, "tasks.unfit");
        }
        return kept.isEmpty() ? null : kept;
    }

    private Instant sort(Task task) {
        if (task.dueAt() != null) {
            return task.dueAt();
        }
        LocalDate day = task.dueOn();
        return day == null
                ? NEVER
                : day.plusDays(1).atStartOfDay(calendar.zone()).toInstant();
    }

    private void changed(Task task) {
        Set<UUID> people = Stream.of(task.authorId(), task.doerId(), task.checkerId())
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(HashSet::new));
        publisher.publishEvent(new TasksChanged(people));
    }

    private static Instant micros(Instant at) {
        return at == null ? null : at.truncatedTo(ChronoUnit.MICROS);
    }
}
