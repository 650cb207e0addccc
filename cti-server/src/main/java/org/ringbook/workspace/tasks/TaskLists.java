package org.ringbook.workspace.tasks;

import java.util.UUID;
import org.ringbook.tasks.TaskFilter;
import org.ringbook.tasks.TaskFilter.View;

/** The lists of tasks, as the page of tasks shows them. */
public final class TaskLists {

    private TaskLists() {}

    /** Which list is looked at. */
    enum Show {
        MINE,
        CHECK,
        GIVEN,
        DONE,
        ALL
    }

    /**
     * @param show the list, as in the address of the page
     * @param person whose, where the list has a choice; null for all, or oneself
     * @throws IllegalArgumentException when there is no such list
     */
    public static TaskFilter of(String show, UUID me, UUID person) {
        return of(Show.valueOf(show), me, person);
    }

    static TaskFilter of(Show show, UUID me, UUID person) {
        return switch (show) {
            case MINE -> TaskFilter.toDo(me);
            case CHECK -> TaskFilter.toCheck(me);
            case GIVEN -> TaskFilter.of(asked -> asked.toDo(null).author = me);
            case DONE ->
                TaskFilter.of(asked -> {
                    asked.view = View.CLOSED;
                    asked.doer = person == null ? me : person;
                });
            case ALL -> TaskFilter.toDo(person);
        };
    }
}
