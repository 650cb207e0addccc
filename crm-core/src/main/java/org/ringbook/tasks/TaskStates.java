package org.ringbook.tasks;

import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Role;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.Task.Kind;
import org.ringbook.tasks.Task.State;

/**
 * Who may do what with a task, and what it is then. A self-task goes from open to done. An assignment is accepted, done, and then closed
 * or returned by who checks it; nobody checks themselves. Pure.
 */
public final class TaskStates {

    private TaskStates() {}

    /** What somebody may do with it now. */
    public static Set<TaskAction> actions(Task task, StaffMember who) {
        var actions = EnumSet.noneOf(TaskAction.class);
        for (TaskAction action : TaskAction.values()) {
            if (next(task, action) != null && may(task, action, who)) {
                actions.add(action);
            }
        }
        return actions;
    }

    /** @throws Refused if it cannot be done with a task of this state, or not by them */
    static State after(Task task, TaskAction action, StaffMember who) {
        if (!may(task, action, who)) {
            throw Refused.because("action", "tasks.not-yours." + action.word());
        }
        State next = next(task, action);
        if (next == null) {
            throw Refused.because("action", "tasks.state");
        }
        return next;
    }

    private static boolean may(Task task, TaskAction action, StaffMember who) {
        UUID me = who.id();
        boolean supervisor = who.role().compareTo(Role.SUPERVISOR) >= 0;
        return switch (action) {
            case ACCEPT, DONE -> me.equals(task.doerId());
            case RETURN, CLOSE ->
                !me.equals(task.doerId()) && (me.equals(task.checkerId()) || me.equals(task.authorId()) || supervisor);
            case CANCEL -> me.equals(task.authorId()) || supervisor;
            case REOPEN -> me.equals(task.authorId()) || me.equals(task.checkerId()) || isOwn(task, me) || supervisor;
        };
    }

    private static boolean isOwn(Task task, UUID me) {
        return task.kind() == Kind.SELF && me.equals(task.doerId());
    }

    private static State next(Task task, TaskAction action) {
        return task.kind() == Kind.SELF ? ofSelfTask(task.state(), action) : ofAssignment(task.state(), action);
    }

    private static State ofSelfTask(State state, TaskAction action) {
        return switch (action) {
            case DONE -> state == State.OPEN ? State.DONE : null;
            case CANCEL -> state == State.OPEN ? State.CANCELLED : null;
            case REOPEN -> state == State.DONE || state == State.CANCELLED ? State.OPEN : null;
            case ACCEPT, RETURN, CLOSE -> null;
        };
    }

    private static State ofAssignment(State state, TaskAction action) {
        return switch (action) {
            case ACCEPT -> state == State.NEW || state == State.RETURNED ? State.ACCEPTED : null;
            case DONE ->
                state == State.NEW || state == State.ACCEPTED || state == State.RETURNED ? State.DONE_UNCHECKED : null;
            case RETURN -> state == State.DONE_UNCHECKED ? State.RETURNED : null;
            case CLOSE -> state == State.DONE_UNCHECKED ? State.CLOSED : null;
            case CANCEL -> state.isOver() ? null : State.CANCELLED;
            case REOPEN -> state == State.CLOSED || state == State.CANCELLED ? State.ACCEPTED : null;
        };
    }
}
