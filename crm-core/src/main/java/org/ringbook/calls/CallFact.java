package org.ringbook.calls;

import java.time.Instant;

/**
 * One thing that a telephone source says happened. Facts carry the source's own ids of legs and bridges, and the time at
 * which the source says that it happened. They hold no rule of the CRM and no word of one PBX: a source tells, only
 * this package decides what a call is. The same facts in any order, and any of them twice, make the same call.
 *
 * <p>A <em>leg</em> is one telephone's part in a call (an Asterisk channel, a {@code call_id} of a cloud PBX). A
 * <em>bridge</em> is where legs hear each other: two who speak, a conference, a place to wait.
 *
 * <p>All texts are untrusted: a caller chooses some of them. Each fact cuts its own to what can be kept ({@link CallText}).
 */
public sealed interface CallFact {

    /** The source's id of the leg. Never null. */
    String leg();

    /** When it happened by the source's clock, UTC. Never null. */
    Instant at();

    /** Which part a leg plays: it called, it is called, or it only connects others inside the PBX (Asterisk: a Local channel). */
    enum Side {
        CALLER,
        CALLED,
        LOCAL
    }

    /**
     * A leg exists.
     *
     * @param outside true when it leads out of the company over a trunk
     * @param party the extension of one of our telephones; null when {@code outside} or unknown
     * @param number caller's number as the source writes it, of a caller; null when none was given
     * @param dialled what the caller dialled, or our number that was called; null when unknown
     */
    record LegBegan(String leg, Instant at, Side side, boolean outside, String party, String number, String dialled)
            implements CallFact {

        public LegBegan {
            leg = CallText.id(leg);
            party = CallText.name(party);
            number = CallText.name(number);
            dialled = CallText.name(dialled);
        }
    }

    /**
     * A message named a leg, which may be all that we ever hear of its beginning: the server started in the middle of
     * the call, or the message that told of it was lost.
     */
    record LegSeen(String leg, Instant at, boolean local, boolean outside, String party) implements CallFact {

        public LegSeen {
            leg = CallText.id(leg);
            party = CallText.name(party);
        }
    }

    /**
     * The device of a leg calls. Told where the beginning of the leg did not say so: some technologies make a channel first and
     * find out later what it is for.
     *
     * @param number caller's number as the source writes it; null when none was given
     * @param dialled what was dialled, or our number that was called; null when unknown
     */
    record LegCalls(String leg, Instant at, String number, String dialled) implements CallFact {

        public LegCalls {
            leg = CallText.id(leg);
            number = CallText.name(number);
            dialled = CallText.name(dialled);
        }
    }

    /**
     * A caller has come to a number of ours. Counts where the beginning named none: the operator asked for an account, and which
     * line was called the PBX found out from something else.
     */
    record LineReached(String leg, Instant at, String line) implements CallFact {

        public LineReached {
            leg = CallText.id(leg);
            line = CallText.name(line);
        }
    }

    /** The number that a leg shows became known or changed. */
    record LegNumber(String leg, Instant at, String number) implements CallFact {

        public LegNumber {
            leg = CallText.id(leg);
            number = CallText.name(number);
        }
    }

    /** The number shown to a called outside leg, which is our line in an outbound call. */
    record ShownNumber(String leg, Instant at, String number) implements CallFact {

        public ShownNumber {
            leg = CallText.id(leg);
            number = CallText.name(number);
        }
    }

    /** Two legs belong to one call. */
    record Linked(String leg, Instant at, String other) implements CallFact {

        public Linked {
            leg = CallText.id(leg);
            other = CallText.id(other);
        }
    }

    /** Two local legs are a pair: who is heard at one end speaks at the other. */
    record Paired(String leg, Instant at, String other) implements CallFact {

        public Paired {
            leg = CallText.id(leg);
            other = CallText.id(other);
        }
    }

    /**
     * A leg is being called.
     *
     * @param from the leg on whose behalf; null when the PBX itself calls
     * @param dialString what was dialled to reach it; may be null
     */
    record LegDialled(String leg, Instant at, String from, String dialString) implements CallFact {

        public LegDialled {
            leg = CallText.id(leg);
            from = CallText.id(from);
            dialString = CallText.detail(dialString);
        }
    }

    /** The phone of a called leg rings. */
    record LegRang(String leg, Instant at) implements CallFact {

        public LegRang {
            leg = CallText.id(leg);
        }
    }

    /**
     * Something is heard from a called leg before it is answered. A telephone that rings with a sound of its own says this in place
     * of ringing; a network says it for its announcements as well.
     */
    record LegProgressed(String leg, Instant at) implements CallFact {

        public LegProgressed {
            leg = CallText.id(leg);
        }
    }

    /** The device of a leg is up. Says nothing of whom it speaks with. */
    record LegUp(String leg, Instant at) implements CallFact {

        public LegUp {
            leg = CallText.id(leg);
        }
    }

    enum Outcome {
        ANSWERED,
        NO_ANSWER,
        BUSY,
        REJECTED,
        CANCELLED,
        CONGESTION,
        UNREACHABLE,
        INVALID_NUMBER,
        ELSEWHERE,
        OTHER
    }

    /**
     * The attempt to reach a called leg is over.
     *
     * @param forwardedTo where the device sent the caller instead; null when it did not
     */
    record DialEnded(String leg, Instant at, Outcome outcome, String forwardedTo) implements CallFact {

        public DialEnded {
            leg = CallText.id(leg);
            forwardedTo = CallText.name(forwardedTo);
        }
    }

    /** Who was to be called could not even be tried. Of a leg that rang or ended otherwise it says nothing. */
    record NotTried(String leg, Instant at) implements CallFact {

        public NotTried {
            leg = CallText.id(leg);
        }
    }

    /** The party of this leg asked to end it: it hung up first. */
    record HungUp(String leg, Instant at) implements CallFact {

        public HungUp {
            leg = CallText.id(leg);
        }
    }

    /**
     * A leg is gone.
     *
     * @param why what the network said; {@link Outcome#OTHER} when it said nothing of use
     */
    record LegEnded(String leg, Instant at, Outcome why) implements CallFact {

        public LegEnded {
            leg = CallText.id(leg);
        }
    }

    enum BridgeKind {
        /** People speak. */
        TALK,
        /** Waiting with music. */
        HOLDING,
        CONFERENCE,
        PARKING
    }

    /**
     * A leg entered a bridge.
     *
     * @param replaces the leg whose place it takes, which leaves in that moment; null when none
     */
    record Joined(String leg, Instant at, String bridge, BridgeKind kind, String replaces) implements CallFact {

        public Joined {
            leg = CallText.id(leg);
            bridge = CallText.id(bridge);
            replaces = CallText.id(replaces);
        }
    }

    record Left(String leg, Instant at, String bridge) implements CallFact {

        public Left {
            leg = CallText.id(leg);
            bridge = CallText.id(bridge);
        }
    }

    /** The party of this leg put the others on hold. */
    record Held(String leg, Instant at) implements CallFact {

        public Held {
            leg = CallText.id(leg);
        }
    }

    record Resumed(String leg, Instant at) implements CallFact {

        public Resumed {
            leg = CallText.id(leg);
        }
    }

    /** What is known of this leg at this moment comes from where nobody would have written down that it was on hold. */
    record HoldNotTold(String leg, Instant at) implements CallFact {

        public HoldNotTold {
            leg = CallText.id(leg);
        }
    }

    /**
     * A party handed the call on.
     *
     * @param leg the leg of who handed on
     * @param moved the leg that was handed on; may be null
     * @param target the leg that it was handed to; null when unknown or still to be called
     * @param to what was dialled; null when the target is a leg
     */
    record Transferred(String leg, Instant at, Call.TransferKind kind, String moved, String target, String to)
            implements CallFact {

        public Transferred {
            leg = CallText.id(leg);
            moved = CallText.id(moved);
            target = CallText.id(target);
            to = CallText.name(to);
        }
    }

    /** A colleague answered at this leg the call that was ringing at {@code target}. */
    record PickedUp(String leg, Instant at, String target) implements CallFact {

        public PickedUp {
            leg = CallText.id(leg);
            target = CallText.id(target);
        }
    }

    record QueueJoined(String leg, Instant at, String queue) implements CallFact {

        public QueueJoined {
            leg = CallText.id(leg);
            queue = CallText.name(queue);
        }
    }

    /** @param abandoned true when the caller gave up */
    record QueueLeft(String leg, Instant at, String queue, boolean abandoned) implements CallFact {

        public QueueLeft {
            leg = CallText.id(leg);
            queue = CallText.name(queue);
        }
    }

    /**
     * The PBX itself answers this leg for a while.
     *
     * @param kind {@link Call.LegKind#IVR}, {@link Call.LegKind#VOICEMAIL} or {@link Call.LegKind#CONFERENCE}
     * @param name the application's or conference's name; may be null
     */
    record Served(String leg, Instant at, Call.LegKind kind, String name) implements CallFact {

        public Served {
            leg = CallText.id(leg);
            name = CallText.name(name);
        }
    }

    record Parked(String leg, Instant at, String slot) implements CallFact {

        public Parked {
            leg = CallText.id(leg);
            slot = CallText.name(slot);
        }
    }

    /**
     * This leg is a click-to-call: the PBX calls our own telephone first, then the customer.
     *
     * @param to the number to be called; may be null when only the source's id shows that it is one
     */
    record ClickToCall(String leg, Instant at, String to) implements CallFact {

        public ClickToCall {
            leg = CallText.id(leg);
            to = CallText.name(to);
        }
    }

    /** @param file what the source says of the file; may be null */
    record RecordingStarted(String leg, Instant at, String file) implements CallFact {

        public RecordingStarted {
            leg = CallText.id(leg);
            file = CallText.detail(file);
        }
    }

    /**
     * Where the file of the recording is that was begun on this leg last, told by itself.
     *
     * @param file what the source says of it; untrusted
     */
    record RecordingNamed(String leg, Instant at, String file) implements CallFact {

        public RecordingNamed {
            leg = CallText.id(leg);
            file = CallText.detail(file);
        }
    }

    /** From now on the recording of this leg hears nothing: silence is written. */
    record RecordingPaused(String leg, Instant at) implements CallFact {

        public RecordingPaused {
            leg = CallText.id(leg);
        }
    }

    record RecordingResumed(String leg, Instant at) implements CallFact {

        public RecordingResumed {
            leg = CallText.id(leg);
        }
    }

    /** Nothing is recorded of the leg any more, though it goes on. With its leg a recording ends without a word. */
    record RecordingEnded(String leg, Instant at) implements CallFact {

        public RecordingEnded {
            leg = CallText.id(leg);
        }
    }

    /**
     * What made the outside party call: the advertising whose number they dialled.
     *
     * @param advertising in words; untrusted
     */
    record BroughtBy(String leg, Instant at, String advertising) implements CallFact {

        public BroughtBy {
            leg = CallText.id(leg);
            advertising = CallText.detail(advertising);
        }
    }

    /**
     * Something about this leg was not heard when it happened, and was found out afterwards.
     *
     * @param from what it was found out from
     */
    record Healed(String leg, Instant at, HealedFrom from) implements CallFact {

        public Healed {
            leg = CallText.id(leg);
        }
    }

    enum HealedFrom {
        /** The source's record of events, or its history of single events. */
        EVENTS,
        /** The source's record of calls: whole seconds, and of each leg only the end of it. */
        CALLS,
        /** What the source said to be going on when it was heard again. */
        SNAPSHOT,
        /** Nobody knows when it ended, only that it has. */
        ESTIMATE
    }

    /** This leg only listens to others: it is never a party. */
    record Listening(String leg, Instant at) implements CallFact {

        public Listening {
            leg = CallText.id(leg);
        }
    }

    /**
     * This leg is nailed up: it stays open over many calls (an agent who is logged in all day). It never joins two calls together, and
     * its own end ends none.
     *
     * @param party extension of the agent
     */
    record NailedUp(String leg, Instant at, String party) implements CallFact {

        public NailedUp {
            leg = CallText.id(leg);
            party = CallText.name(party);
        }
    }

    /**
     * Something that was told turned out to be otherwise, because messages overtook each other or a record told better. It is
     * taken for not told, in whatever order the two come. To take back a mistake makes the fact hold again.
     *
     * @param leg the leg of the fact
     * @param at the time of the fact
     */
    record Mistaken(String leg, Instant at, CallFact fact) implements CallFact {

        public Mistaken {
            leg = CallText.id(leg);
        }
    }
}
