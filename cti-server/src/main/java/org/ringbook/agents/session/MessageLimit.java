package org.ringbook.agents.session;

/** How much one client may say: a window of ten seconds, and a count of what could not be understood. */
final class MessageLimit {

    static final int WINDOW_SECONDS = 10;
    static final int MOST_MESSAGES = 200;
    static final int MOST_MISREAD = 20;

    private long windowBegan;
    private int messages;
    private int misread;

    /** @param nanos of a clock that only runs forward */
    boolean maySpeak(long nanos) {
        if (messages == 0 || nanos - windowBegan > WINDOW_SECONDS * 1_000_000_000L) {
            windowBegan = nanos;
            messages = 0;
            misread = 0;
        }
        return ++messages <= MOST_MESSAGES;
    }

    /** @return false when too many could not be understood */
    boolean misread() {
        return ++misread <= MOST_MISREAD;
    }
}
