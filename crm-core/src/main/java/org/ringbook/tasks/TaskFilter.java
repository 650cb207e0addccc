package org.ringbook.tasks;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.fields.FieldFilter;

/**
 * Which tasks are asked for; null means any.
 *
 * @param view which of them, by what is left to do
 * @param doer whose to do
 * @param author who made them
 * @param checker who is to check them
 * @param parties contacts and companies
 * @param dueBefore only those that are due before it
 * @param fields what the company's own fields are asked for
 */
public record TaskFilter(
        View view,
        UUID doer,
        UUID author,
        UUID checker,
        Collection<UUID> parties,
        UUID call,
        Instant dueBefore,
        FieldFilter fields) {

    public TaskFilter(
            View view, UUID doer, UUID author, UUID checker, Collection<UUID> parties, UUID call, Instant dueBefore) {
        this(view, doer, author, checker, parties, call, dueBefore, null);
    }

    public TaskFilter with(FieldFilter asked) {
        return new TaskFilter(view, doer, author, checker, parties, call, dueBefore, asked);
    }

    public enum View {
        /** The doer has something to do. */
        TODO,
        /** Done, and not checked. */
        TO_CHECK,
        /** Nothing is left to do. */
        CLOSED,
        ALL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<View> of(String word) {
            return Arrays.stream(values())
                    .filter(view -> view.word().equals(word))
                    .findFirst();
        }
    }

    public static TaskFilter toDo(UUID doer) {
        return new TaskFilter(View.TODO, doer, null, null, null, null, null);
    }

    public static TaskFilter toCheck(UUID checker) {
        return new TaskFilter(View.TO_CHECK, null, null, checker, null, null, null);
    }

    public static TaskFilter toDoWith(Collection<UUID> parties) {
        return new TaskFilter(View.TODO, null, null, null, parties, null, null);
    }
}
