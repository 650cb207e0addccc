package org.ringbook.recordings.fetch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.ringbook.recordings.store.DiskSpace;

/**
 * Gets the sound of one telephone source's recordings: from a folder, a file server, or the operator. Whatever a source says
 * of a file is untrusted. Asked on several threads at once.
 */
public interface RecordingFetcher {

    /** Configured name of the telephone source. */
    String source();

    /** How long after the end of a call it makes sense to ask for the first time. */
    default Duration firstTry() {
        return Duration.ZERO;
    }

    /** The offer of one kind of source: those of its kind that the settings name a place of recordings for. */
    interface Provider {
        Collection<? extends RecordingFetcher> fetchers();
    }

    /**
     * Gets one recording.
     *
     * @param folder of this recording alone: what an earlier try left there may be gone on with
     * @return the files, in that folder: one, or two when each side was recorded by itself, the outside party's first
     * @throws NotThereYet when it is tried again later; any other {@code IOException} counts as trouble, and is tried again, too
     * @throws NeverThere when no later try will find it
     * @throws org.ringbook.recordings.store.StoreFull when there is too little room; it is tried again minutes later
     */
    List<Path> fetch(Wanted wanted, Path folder) throws IOException, InterruptedException;

    /**
     * @param leg the source's id of the leg
     * @param file what the source said of the file; may be null
     * @param endedAt end of its call; null when it is not known
     * @param space to write into; whoever gets more than a little asks it
     */
    record Wanted(UUID id, String leg, String file, Instant startedAt, Instant endedAt, DiskSpace space) {

        /** With space without an end. */
        public Wanted(UUID id, String leg, String file, Instant startedAt, Instant endedAt) {
            this(id, leg, file, startedAt, endedAt, DiskSpace.UNLIMITED);
        }

        public Wanted with(DiskSpace space) {
            return new Wanted(id, leg, file, startedAt, endedAt, space);
        }

        /** Without what may hold a secret. */
        @Override
        public String toString() {
            return "Wanted[" + id + " of " + startedAt + "]";
        }
    }

    /** It is not complete yet, or not there yet; no error. */
    final class NotThereYet extends IOException {

        private final String reason;

        /** @param reason stable word, shown on the page of what is missing: {@code recording.reason.REASON} in both languages */
        public NotThereYet(String reason) {
            super(reason);
            this.reason = reason;
        }

        public String reason() {
            return reason;
        }
    }

    /** It will not come: deleted, never recorded, refused for what it is. */
    final class NeverThere extends IOException {

        private final String reason;

        /** @param reason as for {@link NotThereYet} */
        public NeverThere(String reason) {
            super(reason);
            this.reason = reason;
        }

        public String reason() {
            return reason;
        }
    }
}
