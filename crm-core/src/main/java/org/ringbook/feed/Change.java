package org.ringbook.feed;

import java.util.UUID;

/**
 * What a transaction did to a call, before it has a number.
 *
 * @param other the call that it is now part of; null unless it was merged
 * @param rule why another source's record is the same call; null when the ids themselves became one
 */
public record Change(UUID call, ChangeType type, UUID other, String rule) {

    public static Change of(UUID call, ChangeType type) {
        return new Change(call, type, null, null);
    }

    /** Its id leads to the other call from now on. */
    public static Change merged(UUID call, UUID into) {
        return new Change(call, ChangeType.MERGED, into, null);
    }

    /** It goes on being a record of its own, of which another source's record stands for the call. */
    public static Change seenAgain(UUID call, UUID standsFor, String rule) {
        return new Change(call, ChangeType.MERGED, standsFor, rule);
    }
}
