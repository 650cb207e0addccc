package org.ringbook.recordings.store;

/** Tables in which bytes of the store are named: what lets them go asks all of them. */
final class WhoNeedsBytes {

    static final String[] TABLES = {
        "staff", "contacts", "calls", "events", "tasks", "fields", "leads", "bin", "recordings", "attachments"
    };

    private WhoNeedsBytes() {}
}
