package org.ringbook.attachments;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** What a file is attached to. */
public record AttachmentOwner(Kind kind, UUID id) {

    /** Each is a column of the table. */
    public enum Kind {
        /** A company or a person. */
        PARTY,
        LEAD,
        TASK,
        CALL,
        EVENT,
        DEAL,
        CLAIM;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Kind> of(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst();
        }

        String column() {
            return word() + "_id";
        }
    }
}
