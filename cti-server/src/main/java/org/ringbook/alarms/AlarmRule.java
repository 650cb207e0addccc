package org.ringbook.alarms;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What can be not as it should be. */
public enum AlarmRule {
    /** Somebody waits in a queue for too long. */
    CALLER_WAITS,
    /** Somebody waits, and all people of the queue are paused or not there. */
    NOBODY_FREE,
    /** The service level of today is low. */
    SERVICE_LEVEL,
    /** A missed call has not been called back for too long, in working time. */
    MISSED_CALL,
    /** A pause lasts too long. */
    LONG_PAUSE,
    /** Work after a call lasts too long. */
    LONG_WRAP_UP,
    /** A conversation lasts too long. */
    LONG_TALK,
    /** Working time has begun, and nobody is there. */
    NOBODY_HERE,
    /** A telephone system is not heard. */
    SOURCE_SILENT;

    /** For programs, texts and the database. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static AlarmRule of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
