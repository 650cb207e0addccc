package org.ringbook.workspace.connections;

import org.ringbook.notices.Notice;
import org.ringbook.telephony.ConnectionField;

/**
 * A field of a connection as the page shows it.
 *
 * @param help null where there is nothing to say
 * @param value as typed; of a secret always empty
 * @param kept whether there is a secret that stays when nothing is typed
 */
record FormField(ConnectionField field, Notice label, Notice help, String value, boolean kept) {

    static FormField of(String kind, ConnectionField field, String value, boolean kept) {
        String key = "connection." + kind + "." + field.key();
        return new FormField(
                field,
                Notice.known(key).orElseGet(() -> Notice.plain(field.key())),
                Notice.known(key + ".help").orElse(null),
                field.secret() || value == null ? "" : value,
                kept);
    }

    /** Whether there is a secret that can go without the connection's end. */
    public boolean canEnd() {
        return kept && !field.needed();
    }

    /** Name of the box that ends it. */
    public String endsName() {
        return ENDS + field.key();
    }

    /** Name of its input. */
    public String name() {
        return PREFIX + field.key();
    }

    static final String PREFIX = "v.";
    static final String ENDS = "ends.";

    public boolean isLong() {
        return switch (field.kind()) {
            case PAIRS, SECRET_PAIRS, LINES, SECRET_LINES -> true;
            default -> false;
        };
    }

    public boolean isChoice() {
        return field.kind() == ConnectionField.Kind.CHOICE;
    }

    public boolean isSecret() {
        return field.kind() == ConnectionField.Kind.SECRET;
    }

    public boolean isNumber() {
        return field.kind() == ConnectionField.Kind.NUMBER;
    }

    /** What a choice shows. */
    public String chosen() {
        return value.isEmpty() ? field.usual() : value;
    }
}
