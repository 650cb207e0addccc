package org.ringbook.control;

import java.util.UUID;
import org.ringbook.notices.Notice;
import org.ringbook.telephony.PbxSource.CommandRefused;

/** Why a request was not taken, in words that say what to do. */
public final class CallRefused extends CommandRefused {
    private static final long serialVersionUID = 1L;

    private final String code;

    /** @param code for programs: stable, lower case */
    public CallRefused(String code, Notice note) {
        super(note);
        this.code = code;
    }

    static CallRefused because(String code, Object... values) {
        return new CallRefused(code, Notice.of("control.refused." + code, values));
    }

    static CallRefused unknown(UUID request) {
        return because("no_request", request);
    }

    public String code() {
        return code;
    }
}
