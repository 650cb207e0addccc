package org.ringbook.staff;

/** What a person may do. Each role may also do what the ones before it may. */
public enum Role {
    /** Own calls, contacts, click-to-call from own telephones. */
    AGENT,
    /** All calls. */
    SUPERVISOR,
    /** Staff, settings, import, health. */
    ADMINISTRATOR
}
