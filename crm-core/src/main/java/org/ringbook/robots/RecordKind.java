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
    TASK(FieldSubject.TASK),
    /** An order or a shipment of a deal. */
    @JsonProperty("part")
    PART(null),
    @JsonProperty("claim")
    CLAIM(null),
    /** A person or a company. */
    @JsonProperty("client")
    CLIENT(null),
    /** Somebody on a call list. */
    @JsonProperty("entry")
    ENTRY(null),
    /** Mail, SMS or a message in the timeline. */
    @JsonProperty("message")
    MESSAGE(null);

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
