package org.ringbook.robots;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.ringbook.fields.FieldSubject;

/** Of what kind the record is to which a trigger happens. */
public enum RecordKind {
    @JsonProperty("deal")
    DEAL(FieldSubject.DEAL),
    @JsonProperty("lead")
    LEAD(FieldSubject.LEAD),
    @JsonProperty("call")
    CALL(null),
    @JsonProperty("task")
    TASK(FieldSubject.TASK);

    private final FieldSubject own;

    RecordKind(FieldSubject own) {
        this.own = own;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RecordKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Whose own fields it has; null for none. */
    public FieldSubject own() {
        return own;
    }
}
