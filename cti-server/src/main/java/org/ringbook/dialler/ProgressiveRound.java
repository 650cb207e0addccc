package org.ringbook.dialler;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.ringbook.campaigns.AgentWork;
import org.ringbook.campaigns.AgentWork.Before;
import org.ringbook.campaigns.Campaign;
import org.ringbook.campaigns.Campaigns;
import org.ringbook.campaigns.Entry;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.StaffMember;

/**
 * One look at who is ready and whom they call next: one line for each agent who is ready, and never more. What is dialled was put before
 * its agent first, by a lease. One thread at a time; waits for the database.
 */
final class ProgressiveRound {

    /** Where nobody may be called now nobody is looked for again before that, unless the list changes. */
    private static final Duration QUIET = Duration.ofSeconds(2);

    private static final String AT_PACE = "trunk_rate";

    private final AgentWork work;
    private final Campaigns campaigns;
    private final Floor floor;
    private final Lines lines;
    private final Map<UUID, Instant> quietUntil = new ConcurrentHashMap<>();
    private volatile Map<UUID, String> held = Map.of();

    /** Who is there and free, by campaign. */
    interface Floor {
        /** Without a call, a pause or anything else to do; who waits longest first. */
        List<StaffMember> ready(Campaign campaign, Instant now);
    }

    /** The telephone systems. */
    interface Lines {
        /** Why no line may be dialled for them now, a word for programs; null when one may. */
        String held(StaffMember who, Instant now);

        /** Begins it, and does not wait for how it goes. The entry is before them. */
        void dial(Entry entry, Entry.Number number, StaffMember who, Instant now);
    }

    ProgressiveRound(AgentWork work, Campaigns campaigns, Floor floor, Lines lines) {
        this.work = work;
        this.campaigns = campaigns;
        this.floor = floor;
        this.lines = lines;
    }

    void look(Instant now) {
        var why = new HashMap<UUID, String>();
        for (Campaign campaign : campaigns.running()) {
            if (campaign.mode() == Campaign.Mode.PROGRESSIVE) {
                String reason = look(campaign, now);
                if (reason != null) {
                    why.put(campaign.id(), reason);
                }
            }
        }
        held = Map.copyOf(why);
    }

    /** @return why somebody who is ready waits; null when nobody does because of a line */
    private String look(Campaign campaign, Instant now) {
        String why = null;
        for (StaffMember who : floor.ready(campaign, now)) {
            String hold = lines.held(who, now);
            if (hold != null) {
                why = hold;
                continue;
            }
            card(campaign, who, now).ifPresent(card -> lines.dial(card.entry(), card.number(), who, now));
        }
        return why;
    }

    private boolean isQuiet(Campaign campaign, Instant now) {
        Instant until = quietUntil.get(campaign.id());
        return until != null && until.isAfter(now);
    }

    /** What is before them and may be dialled now; else the next one. */
    private Optional<Before> card(Campaign campaign, StaffMember who, Instant now) {
        Optional<Before> has = work.before(who);
        if (has.isPresent() && !isToDial(has.get(), campaign)) {
            if (has.get().entry().state() == Entry.State.RESERVED) {
                work.giveBack(who);
            }
            return Optional.empty();
        }
        if (has.isPresent() || isQuiet(campaign, now)) {
            return has;
        }
        try {
            Optional<Before> next = work.next(campaign.id(), who);
            if (next.isEmpty()) {
                quietUntil.put(campaign.id(), now.plus(QUIET));
            }
            return next;
        } catch (Refused pausedMeanwhile) {
            return Optional.empty();
        }
    }

    private static boolean isToDial(Before card, Campaign campaign) {
        return card.entry().state() == Entry.State.RESERVED
                && card.campaign().id().equals(campaign.id())
                && card.number() != null
                && card.answer() != null
                && card.answer().allowed();
    }

    /** Something of the list is not as it was: it is looked at again at once. */
    void changed(UUID campaign) {
        quietUntil.remove(campaign);
    }

    /** Whether agents who are ready wait for nothing but the pace of a trunk, which is a matter of milliseconds. */
    boolean isAtPace() {
        return held.containsValue(AT_PACE);
    }

    /** Why agents who are ready wait in this campaign, as of the last look: a word for programs; null when no line holds them. */
    String held(UUID campaign) {
        return held.get(campaign);
    }
}
