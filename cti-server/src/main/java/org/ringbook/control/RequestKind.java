package org.ringbook.control;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.ringbook.telephony.CallCommands.Capability;
import org.ringbook.telephony.CallCommands.Supervision;

/** What is asked for. */
public enum RequestKind {
    DIAL(Capability.ORIGINATE),
    HANG_UP(Capability.HANG_UP),
    TRANSFER(Capability.BLIND_TRANSFER),
    /** Calls a third one before the call is handed on. */
    CONSULT(Capability.ATTENDED_TRANSFER),
    PICK_UP(Capability.PICK_UP),
    HOLD(Capability.HOLD),
    LISTEN(Capability.LISTEN),
    WHISPER(Capability.WHISPER),
    BARGE(Capability.BARGE),
    PAUSE_QUEUES(Capability.PAUSE_QUEUES),
    RESUME_QUEUES(Capability.PAUSE_QUEUES);

    private final Capability needs;

    RequestKind(Capability needs) {
        this.needs = needs;
    }

    /** What the telephone system must be able to. */
    public Capability needs() {
        return needs;
    }

    /** Whether a number is called, which costs. */
    boolean calls() {
        return this == DIAL || this == TRANSFER || this == CONSULT;
    }

    boolean supervises() {
        return this == LISTEN || this == WHISPER || this == BARGE;
    }

    /** Whether it must not be done when nobody can note that it is. */
    boolean mustBeKept() {
        return calls() || supervises();
    }

    static RequestKind of(Supervision how) {
        return valueOf(how.name());
    }

    /** For programs and the database. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
