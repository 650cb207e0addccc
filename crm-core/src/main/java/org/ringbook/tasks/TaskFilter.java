package org.ringbook.tasks;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
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

    /** One of which what is asked for is told by its name. */
    public static TaskFilter of(Consumer<Draft> asked) {
        var draft = new Draft();
        asked.accept(draft);
        return new TaskFilter(
                draft.view,
                draft.doer,
                draft.author,
                draft.checker,
                draft.parties,
                draft.call,
                draft.dueBefore,
                draft.fields);
    }

    /** One that is being made; what is not told is not asked for. For one thread, and for a moment. */
    public static final class Draft {

        public View view;
        public UUID doer;
        public UUID author;
        public UUID checker;
        public Collection<UUID> parties;
        public UUID call;
        public Instant dueBefore;
        public FieldFilter fields;

        private Draft() {}

        /** What is left to do of somebody. @param whose null for anybody's */
        public Draft toDo(UUID whose) {
            view = View.TODO;
            doer = whose;
            return this;
        }
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
        return of(draft -> draft.toDo(doer));
    }

    public static TaskFilter toCheck(UUID checker) {
        return of(draft -> {
            draft.view = View.TO_CHECK;
            draft.checker = checker;
        });
    }

    public static TaskFilter toDoWith(Collection<UUID> parties) {
        return of(draft -> draft.toDo(null).parties = parties);
    }
}
