package org.ringbook.tasks;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.ringbook.contacts.NewId;
import org.ringbook.tasks.Task.Kind;
import org.ringbook.tasks.Task.State;

/** What a task is after each thing that is done with it. Pure but for the clock. */
final class TaskSteps {

    private TaskSteps() {}

    /** A new one. */
    static Task made(NewTask what, UUID author) {
        UUID doer = what.doerId() == null ? author : what.doerId();
        boolean self = doer.equals(author);
        UUID checker = self ? null : Objects.requireNonNullElse(what.checkerId(), author);
        Instant due = micros(what.dueAt());
        return new Task(
                NewId.next(),
                self ? Kind.SELF : Kind.ASSIGNMENT,
                what.what() == null ? Task.What.OTHER : what.what(),
                TaskRules.title(what.title()),
                TaskRules.text("text", what.text()),
                author,
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
    }

    /** Said otherwise; a new doer begins anew. */
    static Task changedBy(Task task, NewTask what) {
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
                TaskRules.title(what.title()),
                TaskRules.text("text", what.text()),
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

    /** Done, returned, closed: see {@link TaskAction}. @param words what came of it, or why; null for none */
    static Task moved(Task task, TaskAction action, State next, String words, UUID by) {
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

    /** As it stood before a change that is undone. */
    static Task back(Task task, Tasks.Standing was) {
        return new Task(
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
    }

    /** The one that comes after it, of what repeats. */
    static Task next(Task over, Recurrence repeat, LocalDate day, Instant now) {
        Instant due = repeat.dueAt(day);
        return new Task(
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
    }

    /** As exact as the database keeps it. */
    static Instant micros(Instant at) {
        return at == null ? null : at.truncatedTo(ChronoUnit.MICROS);
    }
}
