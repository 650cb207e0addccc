package org.ringbook.tasks;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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
import org.ringbook.events.EventKind;
import org.ringbook.events.Events;
import org.ringbook.events.NewEvent;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Permissions;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
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

    private static final Duration CALL_IS_NEAR = Duration.ofDays(1);

    private final TaskRows rows;
    private final TaskRepeats repeats;
    private final TaskRules rules;
    private final TaskSeries series;
    private final Events events;
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
        this.rules = new TaskRules(contacts, staff, calendar);
        this.series = new TaskSeries(rows, repeats, rules, staff);
        this.events = events;
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
        Instant at = filter.view() == TaskFilter.View.CLOSED ? last.closedAt() : rules.sort(last);
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
        Task task = TaskSteps.made(what, author.id());
        rules.fits(task);
        transaction.executeWithoutResult(status -> {
            rows.insert(task, rules.sort(task));
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
     * @throws Refused if it is neither theirs nor are they a supervisor, it is over, was changed meanwhile, a field does not fit, or
     *     whoever hears of {@link TaskHandedOn} does not let it be
     */
    public Task change(UUID id, Integer version, NewTask what, StaffMember by) {
        Task changed = transaction.execute(status -> {
            Task task = toChange(id, version);
            refuseChange(task, by);
            Task now = TaskSteps.changedBy(task, what);
            rules.fits(now);
            if (!now.doerId().equals(task.doerId())) {
                publisher.publishEvent(new TaskHandedOn(id, task.doerId(), now.doerId(), by));
            }
            rows.update(now, rules.sort(now), by.id());
            if (what.remindAt() != null || !rules.sort(now).equals(rules.sort(task))) {
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

    /** Whoever changes what is to be done asks first. @throws Refused if it is neither theirs nor are they a supervisor, or it is over */
    public static void refuseChange(Task task, StaffMember by) {
        boolean supervisor = by.role().compareTo(Role.SUPERVISOR) >= 0;
        if (!supervisor && !by.id().equals(task.authorId())) {
            throw Refused.because("id", "tasks.not-yours.change");
        }
        if (task.state().isOver()) {
            throw Refused.because("id", "tasks.over");
        }
    }

    /**
     * @param note what came of it, or why it is returned, cancelled or opened again; needed to return it, else may be null
     * @throws Refused if it cannot be done with it as it is, or not by them
     */
    public Task act(UUID id, Integer version, TaskAction action, String note, StaffMember by) {
        Task changed = transaction.execute(status -> {
            Task task = toChange(id, version);
            State next = TaskStates.after(task, action, by);
            String words = TaskRules.text("note", note);
            if (action == TaskAction.RETURN && words == null) {
                throw Refused.because("note", "tasks.return.reason");
            }
            Task now = TaskSteps.moved(task, action, next, words, by.id());
            rows.update(now, rules.sort(now), by.id());
            rows.moved(id, by.id(), task.state(), next, words);
            tell(now, action, by);
            if (next.isOver()) {
                series.comesAgain(now);
            }
            return rows.find(id, null).orElseThrow();
        });
        changed(changed);
        return changed;
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
            Task now = TaskSteps.back(task, was);
            rows.update(now, rules.sort(now), by.id());
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

    /** What was done stands in the client's timeline. */
    private void tell(Task task, TaskAction action, StaffMember by) {
        if (action == TaskAction.DONE && task.partyId() != null && rules.isKnown(task.partyId())) {
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
        rows.find(id, null)
                .filter(task -> task.doerId().equals(doer))
                .ifPresent(task -> rows.remind(id, TaskSteps.micros(at)));
        publisher.publishEvent(new TasksChanged(Set.of(doer)));
    }

    /**
     * Calls that somebody still has to make to one of these or to that number, and which a call of now may have been: no more
     * than a day away, overdue, or due at no time.
     */
    public List<Task> callsToMake(UUID doer, List<UUID> parties, PhoneNumber number, Instant now) {
        Instant last = now.plus(CALL_IS_NEAR);
        return rows.callsToMake(doer, parties, number).stream()
                .filter(task -> rules.sort(task).equals(TaskRules.NEVER)
                        || rules.sort(task).isBefore(last))
                .toList();
    }

    /** In the transaction in which a follower of calls takes it. */
    void merged(UUID call, UUID into) {
        rows.merged(call, into);
    }

    private void changed(Task task) {
        Set<UUID> people = Stream.of(task.authorId(), task.doerId(), task.checkerId())
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(HashSet::new));
        publisher.publishEvent(new TasksChanged(people));
    }
}
