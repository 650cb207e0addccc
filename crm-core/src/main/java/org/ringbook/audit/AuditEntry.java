package org.ringbook.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * One change, as a feature tells it: publish it as a Spring event, on the thread and in the transaction of the change. Who did it is
 * whoever is signed in on that thread, unless {@link #by} says so.
 *
 * @param action what was done, a word of lower case: {@code added}, {@code changed}, {@code removed}; with the kind it has words on the page
 * @param object id or key of what was changed; null where there is only one
 * @param name what it is called; null for none. Of clients no names: an entry outlives what is destroyed
 * @param changes field by field, never a secret
 * @param by id of our person where the thread does not show them; null otherwise
 */
public record AuditEntry(AuditKind kind, String action, String object, String name, List<Change> changes, UUID by) {

    private static final int LONGEST = 500;

    /**
     * @param was null when it was not there
     * @param became null when it is not there any more
     */
    public record Change(String field, String was, String became) {}

    public AuditEntry {
        changes = List.copyOf(changes);
    }

    public static AuditEntry of(AuditKind kind, String action) {
        return new AuditEntry(kind, action, null, null, List.of(), null);
    }

    public AuditEntry on(Object what, String called) {
        return new AuditEntry(kind, action, text(what), bounded(called), changes, by);
    }

    /** Nothing is noted of a field that stays as it was. Lists are written with commas between. */
    public AuditEntry with(String field, Object was, Object became) {
        String before = text(was);
        String after = text(became);
        if (Objects.equals(before, after)) {
            return this;
        }
        var more = new ArrayList<>(changes);
        more.add(new Change(field, before, after));
        return new AuditEntry(kind, action, object, name, more, by);
    }

    /** That a field was changed of which neither value may be told. */
    public AuditEntry withSecret(String field, boolean changed) {
        return changed ? with(field, null, "…") : this;
    }

    public AuditEntry by(UUID person) {
        return new AuditEntry(kind, action, object, name, changes, person);
    }

    /** @return whether there is anything to tell of a change that names fields */
    public boolean tellsNothing() {
        return changes.isEmpty() && action.equals("changed");
    }

    private static String text(Object value) {
        String text = value instanceof Collection<?> many
                ? String.join(", ", many.stream().map(String::valueOf).toList())
                : value == null ? "" : value.toString();
        return text.isEmpty() ? null : bounded(text);
    }

    private static String bounded(String text) {
        if (text == null) {
            return null;
        }
        String kept = text.replace("\0", "");
        return kept.length() <= LONGEST ? kept : kept.substring(0, LONGEST - 1) + "…";
    }
}
