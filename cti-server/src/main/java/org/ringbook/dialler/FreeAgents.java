package org.ringbook.dialler;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.ringbook.agents.Presence;
import org.ringbook.agents.PresenceState;
import org.ringbook.agentstates.AgentState;
import org.ringbook.agentstates.AgentStateBook;
import org.ringbook.agentstates.PersonState;
import org.ringbook.agentstates.Precedence;
import org.ringbook.calls.Call;
import org.ringbook.campaigns.AgentWork;
import org.ringbook.campaigns.Campaign;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.stereotype.Component;

/**
 * Who works through a list and is free for its next call. Any call that they have goes before it, and so does the work after one, a pause
 * wherever it was made, and listening to a colleague. Any thread; waits for the database while somebody has work after a call.
 */
@Component
public class FreeAgents implements AheadRound.Floor {

    private final AgentsAtWork atWork;
    private final Presence presence;
    private final AgentStateBook states;
    private final AgentWork work;
    private final Dialler dialler;
    private final Staff staff;
    /** When each was last seen to have something to do: who waits longest is first. */
    private final Map<UUID, Instant> lastBusy = new ConcurrentHashMap<>();

    FreeAgents(
            AgentsAtWork atWork,
            Presence presence,
            AgentStateBook states,
            AgentWork work,
            Dialler dialler,
            Staff staff) {
        this.atWork = atWork;
        this.presence = presence;
        this.states = states;
        this.work = work;
        this.dialler = dialler;
        this.staff = staff;
    }

    /** What somebody on a list does, as far as telephones and screens tell. */
    public enum Doing {
        FREE,
        /** Here, or in all of their queues of the telephone system. */
        PAUSED,
        /** Has work after a call that was none of a list. */
        WRAP_UP,
        /** Their telephone rang in vain. */
        MISSED,
        /** Their telephone says so, and no call of it is known. */
        IN_USE,
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

    @Override
    public List<StaffMember> present(Campaign campaign, Instant now) {
        return here(campaign, now).stream()
                .filter(one -> !one.extensions().isEmpty()
                        && presence.of(one.id()).state() != PresenceState.AWAY
                        && !Precedence.isPaused(states.of(one.id()).evidence()))
                .toList();
    }

    public Doing doing(StaffMember who, Instant now) {
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
        PersonState state = states.of(who.id());
        if (state.state() == AgentState.SUPERVISING) {
            return Doing.ON_THE_LINE;
        }
        // The work after a call hides a pause that was made meanwhile.
        if (Precedence.isPaused(state.evidence())) {
            return Doing.PAUSED;
        }
        if (Precedence.isInUse(state.evidence())) {
            lastBusy.put(who.id(), now);
            return Doing.IN_USE;
        }
        if (hasWorkAfterACall(state)) {
            lastBusy.put(who.id(), now);
            return Doing.WRAP_UP;
        }
        return atWork.missed(who.id(), now) ? Doing.MISSED : Doing.FREE;
    }

    /** After a call of a list it is the list that gives them time, until they have chosen a result. */
    private boolean hasWorkAfterACall(PersonState state) {
        return state.state() == AgentState.WRAP_UP
                && work.attemptOfCall(state.decision().callId()).isEmpty();
    }

    /** They say that they are there again, and done with what was before. */
    public void isReady(UUID person) {
        atWork.isReady(person);
        states.endWrapUp(person);
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
