package org.ringbook.agents;

import java.util.List;
import java.util.UUID;
import org.ringbook.control.Asking;
import org.ringbook.control.CallControl;
import org.ringbook.control.CallRefused;
import org.ringbook.control.Entrance;
import org.ringbook.staff.StaffMember;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** People take a break and come back: on their screens, and in the queues of a PBX that can be told. Any thread. */
public final class Pauses {

    private static final Logger LOG = LoggerFactory.getLogger(Pauses.class);

    private final Presence presence;
    private final List<String> reasons;
    private final Queues queues;

    Pauses(Presence presence, List<String> reasons, Queues queues) {
        this.presence = presence;
        this.reasons = List.copyOf(reasons);
        this.queues = queues;
    }

    /** Tells the queues of a PBX that somebody is on a pause, or back; as {@link CallControl#pauseInQueues}. */
    @FunctionalInterface
    interface Queues {
        void tell(Asking asking, StaffMember who, boolean pause, String reason);
    }

    /** What can be chosen for a pause, as the settings name it. */
    public List<String> reasons() {
        return reasons;
    }

    /**
     * @param state any but {@code OFFLINE}
     * @param reason of {@code AWAY}: one of {@link #reasons}; null for none
     * @return whether the queues of the PBX were told too; false when it has none that can be
     * @throws IllegalArgumentException for a reason that is none
     */
    public boolean choose(StaffMember who, PresenceState state, String reason, Entrance entrance) {
        if (reason != null && !reasons.contains(reason)) {
            throw new IllegalArgumentException("No reason of a pause: " + reason);
        }
        boolean was = presence.of(who.id()).state() == PresenceState.AWAY;
        boolean is = state == PresenceState.AWAY;
        presence.choose(who.id(), state, reason);
        return was != is && tellQueues(who, is, reason, entrance);
    }

    /**
     * Lets a colleague be given no calls, or be given them again; whether somebody may is call control's to decide.
     *
     * @param reason one of {@link #reasons}; null for none
     * @return whether the queues of the PBX were told
     * @throws IllegalArgumentException for a reason that is none
     * @throws CallRefused when the person may not, and then nothing was done
     */
    public boolean set(StaffMember by, StaffMember who, boolean pause, String reason, Entrance entrance) {
        if (reason != null && !reasons.contains(reason)) {
            throw new IllegalArgumentException("No reason of a pause: " + reason);
        }
        boolean told = tellQueues(by, who, pause, reason, entrance);
        presence.choose(who.id(), pause ? PresenceState.AWAY : PresenceState.AVAILABLE, pause ? reason : null);
        return told;
    }

    private boolean tellQueues(StaffMember who, boolean pause, String reason, Entrance entrance) {
        return tellQueues(who, who, pause, reason, entrance);
    }

    private boolean tellQueues(StaffMember by, StaffMember who, boolean pause, String reason, Entrance entrance) {
        try {
            var asking = new Asking(by, entrance, UUID.randomUUID().toString());
            queues.tell(asking, who, pause, pause ? reason : null);
            return true;
        } catch (CallRefused cannot) {
            if (cannot.code().equals("not_you")) {
                throw cannot;
            }
            LOG.debug("The PBX is not told of the pause: {}", cannot.toString());
            return false;
        }
    }
}
