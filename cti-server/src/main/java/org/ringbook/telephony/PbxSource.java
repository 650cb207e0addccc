package org.ringbook.telephony;

import org.ringbook.notices.Notice;
import org.ringbook.telephony.inbox.Intake;
import org.ringbook.telephony.inbox.PastRecords;
import org.ringbook.telephony.inbox.RawReading;
import org.ringbook.telephony.webhooks.WebhookReceiver;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.recordings.fetch.RecordingFetcher;

/**
 * The port of a telephone source. Making one does no I/O. {@link #start} returns at once: a dead PBX never keeps the
 * server from starting, the source goes on trying by itself until {@link #close()}.
 */
public interface PbxSource extends AutoCloseable {

    /** Configured name, unique; stands in calls, counters and health. */
    String name();

    /** The source's own step from a message to facts; pure. */
    Intake.Translation translation();

    /** How its kept messages are read beside the live way; empty when its calls cannot be derived again. */
    default Optional<RawReading> reading() {
        return Optional.empty();
    }

    /** What it has kept by itself of the past; empty when the settings name nothing of the kind. */
    default Optional<PastRecords> records() {
        return Optional.empty();
    }

    /** Who gets the sound of its recordings; empty when it has none, or the settings do not say where they are. */
    default Optional<RecordingFetcher> recordings() {
        return Optional.empty();
    }

    /** Where it is told over HTTP what happens; empty for a source that listens or asks by itself alone. */
    default Optional<WebhookReceiver> receiver() {
        return Optional.empty();
    }

    /**
     * Begins to listen.
     *
     * @param intake takes what the source says, until {@link #close()}
     */
    void start(Intake intake);

    /** An honest answer from what is known now; no I/O, any thread. */
    SourceHealth check();

    /** What of the connection works, step by step, and of the rest what to do; like {@link #check()} from what is known now. */
    default List<ConnectionStep> steps() {
        return ConnectionStep.of(check());
    }

    /** Whom the telephone system names as its employees; empty when it tells of none. */
    default List<PbxEmployee> employees() {
        return List.of();
    }

    /** Tries the connection now, beside the times at which it is tried anyway. Returns at once. */
    default void tryNow() {}

    /** Whether the source is known to have this telephone; false when it cannot know. */
    boolean hasTelephone(String extension);

    /**
     * Click-to-call: rings our telephone first, then the number.
     *
     * @param fromExtension one of our telephones; the caller has checked that the user may use it
     * @param to digits, with a leading plus or not, already in the form that people dial
     * @param requestId is how the call is known when it comes: it is part of the call's {@code sourceId}, or {@link #callOf} tells
     * @throws DialRefused with words for the user when the source cannot or may not dial
     */
    void dial(String fromExtension, String to, UUID requestId);

    /**
     * The {@code sourceId} of the call that came of a request, where the id of the request is no part of it.
     *
     * @return empty while it has not begun, when it was long ago, and when its {@code sourceId} shows it anyway
     */
    default Optional<String> callOf(UUID requestId) {
        return Optional.empty();
    }

    /** Whether {@link #pauseRecording} can be asked for at all. */
    default boolean pausesRecordings() {
        return false;
    }

    /**
     * Lets the recordings of a leg hear nothing, or hear again. That it is so is told as a fact, like all else. Waits for the
     * telephone system.
     *
     * @param leg the source's id of the leg that is recorded
     * @param recordings how many run on it, as far as was told: all of them are paused, or it is refused
     * @throws CommandRefused with words for the user when the source cannot or may not
     */
    default void pauseRecording(String leg, int recordings, boolean pause) {
        throw new CommandRefused(Notice.of("sources.pause.never", name()));
    }

    @Override
    void close();

    /** The offer of one kind of source: those of its kind that the settings name. None while no address is set. */
    interface Provider {
        Collection<? extends PbxSource> sources();
    }

    /** Why the source did not do what it was told, in words that say what to do. */
    class CommandRefused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Notice notice;

        /** @param notice for the user, in both languages */
        public CommandRefused(Notice notice) {
            super(notice.text());
            this.notice = notice;
        }

        /** The words in the user's language; the message of the exception is the same in English. */
        public Notice notice() {
            return notice;
        }
    }

    /** Why a number could not be dialled. */
    final class DialRefused extends CommandRefused {
        private static final long serialVersionUID = 1L;

        /** @param notice for the user, in both languages */
        public DialRefused(Notice notice) {
            super(notice);
        }

        /** @param message for the user, in the one language that it is known in */
        public DialRefused(String message) {
            this(Notice.plain(message));
        }
    }
}
