package org.ringbook.telephony;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.ringbook.agentstates.Evidence.Telephone;
import org.ringbook.notices.Notice;
import org.ringbook.recordings.fetch.RecordingFetcher;
import org.ringbook.telephony.inbox.Intake;
import org.ringbook.telephony.inbox.PastRecords;
import org.ringbook.telephony.inbox.RawReading;
import org.ringbook.telephony.webhooks.WebhookReceiver;

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
     * Tells from now on what its telephones and their queues do, beside calls: each one that is another. Called once, before
     * {@link #start}; a source that knows nothing of telephones tells nothing.
     *
     * @param follower must not wait; told on a thread of the source
     */
    default void followTelephones(Consumer<Telephone> follower) {}

    /** By how much its clock is ahead of ours, as far as its stamps tell; negative when it is behind. */
    default Duration clockSkew() {
        return Duration.ZERO;
    }

    /** What it can be told to do with calls. The same at each asking; no I/O. */
    default CallCommands commands() {
        return CallCommands.NONE;
    }

    /**
     * What is still to be said to the telephone system when this connection goes for good, found out after {@link #close()} and without
     * asking it. It is done once, beside everything else; it ends by itself within half a minute, and tells the log how it ended.
     *
     * @param next goes on in its place; null when the connection is removed
     * @return empty when there is nothing to say. It is not asked when the server stops
     */
    default Optional<Runnable> farewell(PbxSource next) {
        return Optional.empty();
    }

    @Override
    void close();

    /** The offer of one kind of source: those of its kind that the settings name. None while no address is set. */
    interface Provider {
        Collection<? extends PbxSource> sources();

        /** How one of its kind is set up on a page; empty for a kind that is described in the settings file alone. */
        default Optional<ConnectionForm> form() {
            return Optional.empty();
        }
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
