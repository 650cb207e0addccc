package org.ringbook.bin;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that was deleted and can be put back.
 *
 * @param record its id, also after it is put back
 * @param name as it was called
 * @param deletedBy null when a program did
 */
public record BinItem(UUID id, Kind kind, UUID record, String name, Instant deletedAt, UUID deletedBy) {

    /** So long it can be put back. */
    public static final Duration KEPT = Duration.ofDays(30);

    public enum Kind {
        CONTACT("contacts"),
        COMPANY("companies"),
        LEAD("leads"),
        TASK("tasks"),
        CLAIM("claims"),
        DEAL("deals"),
        SEGMENT("segments");

        private final String address;

        Kind(String address) {
            this.address = address;
        }

        /** Of its page: {@code /contacts/ID}. */
        public String address(UUID record) {
            return "/" + address + "/" + record;
        }

        /** As in JSON and in the table that it comes from. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Kind> of(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst();
        }
    }

    public Instant goneAt() {
        return deletedAt.plus(KEPT);
    }
}
