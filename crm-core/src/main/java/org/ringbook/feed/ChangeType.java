package org.ringbook.feed;

import java.util.Arrays;
import java.util.Optional;

/** What became of a call in the log. */
public enum ChangeType {
    /** It was written for the first time. */
    LOGGED("call.logged"),
    /** It has ended. */
    ENDED("call.ended"),
    /** Anything else that the log tells of it: its state while it goes on, what was filled in later. */
    CHANGED("call.changed"),
    /** It turned out to be part of another call, or another source's record of one. */
    MERGED("call.merged"),
    /** It turned out to be no call. */
    WITHDRAWN("call.withdrawn"),
    /** It was derived again, or that was undone, and is not as it was. */
    REDERIVED("call.rederived"),
    /** Somebody chose what came of it, or corrected that. */
    RESULT("call.result");

    private final String word;

    ChangeType(String word) {
        this.word = word;
    }

    /** As tables, JSON and settings have it. */
    public String word() {
        return word;
    }

    public static Optional<ChangeType> of(String word) {
        return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
    }
}
