package org.ringbook.feed;

import java.time.Instant;
import java.util.UUID;

/**
 * One line of the feed.
 *
 * @param number rises with each change; some are left out
 * @param call the call's id; the log may have another state of it by now, or none
 * @param at when it was written
 * @see Change
 */
public record FeedChange(long number, ChangeType type, UUID call, UUID other, String rule, Instant at) {}
