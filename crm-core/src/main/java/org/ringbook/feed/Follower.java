package org.ringbook.feed;

import java.util.List;

/**
 * Takes what becomes of calls, each change at least once and in the order of the feed, however often the server is killed. Each
 * follower is called by a thread of its own: one that is slow or fails holds up nobody else.
 */
public interface Follower {

    /** Where a follower begins that the feed has not met before. */
    enum Start {
        /** With the oldest change that is kept. */
        BEGINNING,
        /** With what comes from now on. */
        NOW
    }

    /** Its cursor is kept under this name; shown to administrators. */
    String name();

    Start start();

    /** Once, in the transaction that first notes the follower: for what was before there was a feed. */
    default void begins() {}

    /**
     * Takes some changes, lowest number first. What it writes to the database commits together with its cursor, or not at all; what
     * it does elsewhere may be done once more after a failure. While the database is away it is called again, too. Any other exception
     * means that a change cannot be taken: they are then brought one by one, and the one that fails is tried again with growing
     * pauses, until it passes or an administrator skips it. An exception's message is shown to administrators.
     */
    void take(List<FeedChange> changes);

    /** What was taken last is committed. */
    default void taken() {}
}
