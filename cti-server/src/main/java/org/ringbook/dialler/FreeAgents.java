package org.ringbook.dialler;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.ringbook.agents.Presence;
import org.ringbook.agents.PresenceState;
import org.ringbook.calls.Call;
import org.ringbook.campaigns.Campaign;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.stereotype.Component;

/** Who works through a list and is free for its next call. Any call that they have goes before it. Any thread. */
@Component
class FreeAgents implements ProgressiveRound.Floor {

    private final AgentsAtWork atWork;
    private final Presence presence;
    private final Dialler dialler;
    private final Staff staff;
    /** When each was last seen to have something to do: who waits longest is first. */
    private final Map<UUID, Instant> lastBusy = new ConcurrentHashMap<>();

    FreeAgents(AgentsAtWork atWork, Presence presence, Dialler dialler, Staff staff) {
        this.atWork = atWork;
        this.presence = presence;
        this.dialler = dialler;
        this.staff = staff;
    }

    /** What somebody on a list does, as far as telephones and screens tell. */
    enum Doing {
        FREE,
        PAUSED,
        /** Their telephone rang in vain. */
        MISSED,
        INBOUND,
        /** Any other call, with a colleague too. */
        ON_THE_LINE,
        NO_TELEPHONE
    }

    List<StaffMember> here(Campaign campaign, Instant now) {
        return atWork.on(campaign.id(), now).stream()
                .flatMap(id -> staff.find(id).stream())
                .filter(one -> one.active() && campaign.isWorkedBy(one.id()))
                .toList();
    }

    Doing doing(StaffMember who, Instant now) {
        if (who.extensions().isEmpty()) {
            return Doing.NO_TELEPHONE;
        }
        if (presence.of(who.id()).state() == PresenceState.AWAY) {
            return Doing.PAUSED;
        }
        Call call = dialler.callOf(who);
        if (call != null) {
            lastBusy.put(who.id(), now);
            return call.direction() == Call.Direction.INBOUND ? Doing.INBOUND : Doing.ON_THE_LINE;
        }
        if (dialler.isInACall(who)) {
            lastBusy.put(who.id(), now);
            return Doing.ON_THE_LINE;
        }
        return atWork.missed(who.id(), now) ? Doing.MISSED : Doing.FREE;
    }

    @Override
    public List<StaffMember> ready(Campaign campaign, Instant now) {
        return here(campaign, now).stream()
                .filter(one -> doing(one, now) == Doing.FREE)
                .sorted(Comparator.comparing((StaffMember one) -> lastBusy.getOrDefault(one.id(), Instant.EPOCH))
                        .thenComparing(StaffMember::id))
                .toList();
    }
}
