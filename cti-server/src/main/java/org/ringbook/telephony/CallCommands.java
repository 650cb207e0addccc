package org.ringbook.telephony;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ringbook.calls.fold.LiveLeg;
import org.ringbook.notices.Notice;
import org.ringbook.telephony.PbxSource.CommandRefused;

/**
 * What one telephone system can be told to do with calls, beside {@link PbxSource}. Each command waits for the system's answer and is
 * called on a thread that may wait; that the system took it says nothing of whether it came to be, which is told as facts. What
 * {@link #capabilities()} does not name is refused in words. Any thread.
 */
public interface CallCommands {

    /** One that does nothing. */
    CallCommands NONE = Set::of;

    enum Capability {
        ORIGINATE,
        /** Whoever is outside is called first, and our telephone when they have picked up. */
        ORIGINATE_OUTSIDE,
        HANG_UP,
        BLIND_TRANSFER,
        ATTENDED_TRANSFER,
        PICK_UP,
        /** To go on is done at the telephone. */
        HOLD,
        LISTEN,
        WHISPER,
        BARGE,
        PAUSE_QUEUES,
        PAUSE_RECORDING
    }

    /** How a supervisor takes part in a colleague's conversation. */
    enum Supervision {
        /** Hears both. */
        LISTEN,
        /** Is heard by the colleague alone. */
        WHISPER,
        /** Is heard by both. */
        BARGE
    }

    /** What the settings allow; no I/O, and the same as long as the server runs. */
    Set<Capability> capabilities();

    /**
     * Tells from now on how those requests go of which the call log says nothing. Called once, before any command.
     *
     * @param progress must not wait: it is told on the thread of the source's messages
     */
    default void tellProgress(Progress progress) {}

    /** How a request goes. What is not known, or over, is passed over. */
    interface Progress {

        void ringing(UUID request);

        void answered(UUID request);

        /** Whoever was called first, outside, has picked up. */
        default void pickedUp(UUID request) {}

        /** @param cause for programs, lower case: {@code hung_up}, {@code no_answer}, {@code busy}, {@code unreachable} */
        void ended(UUID request, String cause);
    }

    /**
     * Click-to-call: rings our telephone first, then the number.
     *
     * @param fromExtension one of our telephones; the caller has checked that the user may use it
     * @param to digits, with a leading plus or not, already in the form that people dial
     * @param request is how the call is known when it comes: it is part of the call's {@code sourceId}, or {@link #callOf} tells
     * @throws CommandRefused with words for the user when the source cannot or may not dial
     */
    default void originate(UUID request, String fromExtension, String to) {
        throw cannot(Capability.ORIGINATE);
    }

    /**
     * Calls somebody outside before anybody of ours. Whoever picks up waits for two seconds in silence, unless {@link #connect} comes, then
     * hears the message and is released; the telephone system does that by itself, whatever becomes of the server.
     *
     * @param to as for {@link #originate}
     * @param message sound of the telephone system; null for none
     * @param request as for {@link #originate}
     */
    default void originateOutside(UUID request, String to, String message) {
        throw cannot(Capability.ORIGINATE_OUTSIDE);
    }

    /** Rings our telephone for whoever picked up after {@link #originateOutside}. */
    default void connect(UUID request, String extension) {
        throw cannot(Capability.ORIGINATE_OUTSIDE);
    }

    /**
     * The {@code sourceId} of the call that came of a request, where the id of the request is no part of it.
     *
     * @return empty while it has not begun, when it was long ago, and when its {@code sourceId} shows it anyway
     */
    default Optional<String> callOf(UUID request) {
        return Optional.empty();
    }

    /** Takes back what a request has begun: a telephone that rings for it, a supervisor's listening. */
    default void cancel(UUID request) {
        throw cannot(Capability.HANG_UP);
    }

    /** Ends one telephone's part in a call. */
    default void hangUp(UUID request, LiveLeg leg) {
        throw cannot(Capability.HANG_UP);
    }

    /**
     * Hands the other side of a conversation on without asking.
     *
     * @param by leg of our telephone that speaks, which is released
     * @param to as for {@link #originate}
     */
    default void transfer(UUID request, LiveLeg by, String to) {
        throw cannot(Capability.BLIND_TRANSFER);
    }

    /** Calls a third one on behalf of a telephone that speaks, to hand the other side on afterwards. */
    default void consult(UUID request, LiveLeg by, String to) {
        throw cannot(Capability.ATTENDED_TRANSFER);
    }

    /**
     * Joins the other side of the first conversation with who was consulted; our telephone is released.
     *
     * @param consultation the request of {@link #consult}
     * @param by leg that speaks in the first conversation
     * @param other leg of the other side in it
     * @param consulted leg of who was consulted
     */
    default void join(UUID consultation, LiveLeg by, LiveLeg other, LiveLeg consulted) {
        throw cannot(Capability.ATTENDED_TRANSFER);
    }

    /** Answers with one telephone what rings at another. */
    default void pickUp(UUID request, LiveLeg ringing, String withExtension) {
        throw cannot(Capability.PICK_UP);
    }

    /** Lets the other side wait with music. */
    default void hold(UUID request, LiveLeg by) {
        throw cannot(Capability.HOLD);
    }

    /** @param agent leg of our telephone that speaks */
    default void supervise(UUID request, LiveLeg agent, String withExtension, Supervision how) {
        throw cannot(Capability.valueOf(how.name()));
    }

    /**
     * Lets a supervisor who takes part in a conversation go on another way, on the same telephone.
     *
     * @param request of {@link #supervise}
     */
    default void switchSupervision(UUID request, Supervision how) {
        throw cannot(Capability.valueOf(how.name()));
    }

    /**
     * Lets a telephone be given no calls by the queues, or be given them again.
     *
     * @param reason for the PBX's own reports; may be empty
     */
    default void pauseInQueues(UUID request, String extension, boolean pause, String reason) {
        throw cannot(Capability.PAUSE_QUEUES);
    }

    /**
     * Lets the recordings of a leg hear nothing, or hear again. That it is so is told as a fact, like all else.
     *
     * @param leg the source's id of the leg that is recorded
     * @param recordings how many run on it, as far as was told: all of them are paused, or it is refused
     */
    default void pauseRecording(String leg, int recordings, boolean pause) {
        throw cannot(Capability.PAUSE_RECORDING);
    }

    private static CommandRefused cannot(Capability capability) {
        return new CommandRefused(
                Notice.of("control.cannot." + capability.name().toLowerCase(java.util.Locale.ROOT), "PBX"));
    }
}
