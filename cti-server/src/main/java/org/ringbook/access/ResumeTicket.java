package org.ringbook.access;

import java.time.Instant;
import java.util.UUID;

/**
 * @param id SHA-256 of the secret, in hexadecimal digits
 * @param passwordMark {@link org.ringbook.staff.Staff#passwordMark} when it was given
 * @param seenAt when somebody was last known to be there with it
 */
record ResumeTicket(String id, UUID staff, String passwordMark, Instant seenAt) {

    ResumeTicket seen(Instant now) {
        return new ResumeTicket(id, staff, passwordMark, now);
    }

    @Override
    public String toString() {
        return "ResumeTicket[" + staff + "]";
    }
}
