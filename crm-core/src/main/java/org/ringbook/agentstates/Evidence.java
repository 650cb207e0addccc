package org.ringbook.agentstates;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * All that is known of one person at one moment, each part with who told it and since when. Immutable.
 *
 * @param screen what their own screens say; null for somebody who had none since the start
 * @param telephones what is known of their telephones; a telephone of which nothing is known is not among them
 * @param parts what they have to do with calls that go on
 * @param supervising null while they listen to nobody
 * @param reserved until when something that dials counts on them; null when nothing does
 * @param wrapUp null when no work after a call is left
 * @param stale since when a telephone system that their state hangs on is not heard; null while all are
 */
public record Evidence(
        Screen screen,
        List<Telephone> telephones,
        List<Part> parts,
        Supervising supervising,
        Reserved reserved,
        WrapUp wrapUp,
        Stale stale) {

    /** Nothing is known. */
    public static final Evidence NOTHING = new Evidence(null, List.of(), List.of(), null, null, null, null);

    public Evidence {
        telephones = List.copyOf(telephones);
        parts = List.copyOf(parts);
    }

    /**
     * What a page or the agent program says.
     *
     * @param open whether they have one
     * @param paused whether they pressed a pause
     * @param reason of the pause, as the company calls it; null for none
     * @param confirmed whether a telephone system that was told has said that it is so; null when none was told
     * @param chosen whether they said so; false when a screen came or went
     */
    public record Screen(
            boolean open, boolean paused, String reason, Confirmation confirmed, boolean chosen, Instant since) {}

    /** Whether the telephone system has confirmed a pause that we commanded. */
    public enum Confirmation {
        /** No telephone system was told. */
        NOT_ASKED,
        /** Told a moment ago. */
        WAITING,
        /** It says that it is so. */
        CONFIRMED,
        /** It was told, and three seconds later it does not say so. */
        MISSING
    }

    /** What a telephone does, as its telephone system says. */
    public enum Device {
        IDLE,
        RINGING,
        IN_USE,
        ON_HOLD,
        /** It is registered nowhere. */
        UNAVAILABLE
    }

    /**
     * One telephone of theirs.
     *
     * @param source name of the connection that tells of it
     * @param device null when only the queues tell of it
     * @param since when it became so, as far as was heard
     * @param status what its telephone system has set for whoever has it; null when it tells of no status
     */
    public record Telephone(
            String source,
            String telephone,
            Device device,
            Instant since,
            List<Membership> memberships,
            Status status) {
        public Telephone {
            memberships = List.copyOf(memberships);
        }

        /** Of a telephone system that has no statuses. */
        public Telephone(String source, String telephone, Device device, Instant since, List<Membership> memberships) {
            this(source, telephone, device, since, memberships, null);
        }

        /** Whether anything at all is known of it. */
        public boolean isKnown() {
            return device != null || status != null || !memberships.isEmpty();
        }
    }

    /**
     * The status of an employee in the cloud of an operator.
     *
     * @param reason of a pause: one of ours, or as the operator has it; null for none
     * @param since when it became so, as far as was heard
     */
    public record Status(Availability availability, String reason, Instant since) {}

    /** Whether an operator's cloud gives somebody calls. */
    public enum Availability {
        READY,
        PAUSED,
        OFFLINE
    }

    /**
     * A queue that rings them.
     *
     * @param reason of the pause, as the telephone system has it; null for none
     * @param since when the pause began, as far as was heard; null while there is none
     */
    public record Membership(String queue, boolean paused, String reason, Instant since) {}

    /**
     * What they have to do with a call that goes on.
     *
     * @param state RINGING, CALLING, TALKING or HOLD
     * @param telephone theirs
     * @param other with whom: the outside number or a colleague's telephone; null when withheld
     * @param heardAt when its source said so
     * @param outside whether the other side is outside the company
     */
    public record Part(
            AgentState state,
            UUID callId,
            String source,
            String telephone,
            String other,
            boolean outside,
            Instant since,
            Instant heardAt) {}

    /** @param whom telephone of the colleague */
    public record Supervising(String whom, String how, Instant since) {}

    public record Reserved(Instant since, Instant until) {}

    public record WrapUp(UUID callId, Instant since, Instant until) {}

    public record Stale(String source, Instant since) {}
}
