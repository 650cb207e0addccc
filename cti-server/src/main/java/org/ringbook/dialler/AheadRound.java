package org.ringbook.dialler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.ringbook.campaigns.AgentWork;
import org.ringbook.campaigns.AgentWork.Before;
import org.ringbook.campaigns.AheadSettings;
import org.ringbook.campaigns.Attempt;
import org.ringbook.campaigns.Campaign;
import org.ringbook.campaigns.Campaigns;
import org.ringbook.campaigns.DiallingAhead;
import org.ringbook.pacing.BudgetPacing;
import org.ringbook.pacing.Pacing;
import org.ringbook.pacing.PowerPacing;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.StaffMember;

/**
 * One look at campaigns whose lines are dialled ahead of agents: whoever picked up and waits is given to whoever is ready, lines that
 * nobody will be there for are taken back, and as many are begun as the budget of abandoned calls bears. What is dialled was leased
 * first, and asked of the gate, like every other entry. One thread at a time; waits for the database.
 */
final class AheadRound {

    /** Of fewer agents nobody can say how many will be ready: each line beyond them is paid for before it is dialled. */
    static final int LARGE_TEAM = 10;

    private static final Duration QUIET = Duration.ofSeconds(2);

    private final AgentWork work;
    private final Campaigns campaigns;
    private final DiallingAhead ahead;
    private final Floor floor;
    private final Lines lines;
    private final Map<UUID, Paced> paced = new ConcurrentHashMap<>();
    private final Map<UUID, Instant> quietUntil = new ConcurrentHashMap<>();
    private volatile Map<UUID, String> held = Map.of();

    /** Who works through a list. */
    interface Floor extends ProgressiveRound.Floor {

        /** Who is there and does not pause, whatever they do. */
        List<StaffMember> present(Campaign campaign, Instant now);
    }

    /** The telephone systems. */
    interface Lines {

        /** Why no line may be dialled for this team now, a word for programs; null when one may. */
        String held(List<StaffMember> present, Instant now);

        /**
         * Begins a line, and does not wait for how it goes.
         *
         * @param card what is leased to nobody
         * @param present by whose telephone system it is dialled
         * @return false where it was not begun and no other will be now
         */
        boolean dial(Before card, AheadSettings by, List<StaffMember> present, Instant now);

        /** Rings an agent, who has the attempt already, for whoever waits in it. Does not wait for how it goes. */
        void connect(Attempt attempt, StaffMember who);

        /** Takes a line back that rings. Does not wait. */
        void cancel(Attempt attempt);
    }

    /** How one campaign is paced, as long as it is dialled the same way. */
    private record Paced(
            Campaign.Mode mode, AheadSettings settings, boolean strict, Pacing pacing, AheadLearning learning) {

        boolean fits(Campaign campaign, AheadSettings by, boolean isSmall) {
            return mode == campaign.mode() && settings.equals(by) && strict == isSmall;
        }
    }

    AheadRound(AgentWork work, Campaigns campaigns, DiallingAhead ahead, Floor floor, Lines lines) {
        this.work = work;
        this.campaigns = campaigns;
        this.ahead = ahead;
        this.floor = floor;
        this.lines = lines;
    }

    void look(Instant now) {
        var why = new HashMap<UUID, String>();
        Set<UUID> ids = new HashSet<>(ahead.withLines());
        List<Campaign> running = campaigns.running().stream()
                .filter(campaign -> campaign.mode().isAhead())
                .toList();
        for (Campaign campaign : running) {
            ids.remove(campaign.id());
            Optional<AheadSettings> by = ahead.of(campaign.id());
            String reason = by.isEmpty() ? stopped(campaign, now) : look(campaign, by.get(), now);
            if (reason != null) {
                why.put(campaign.id(), reason);
            }
        }
        ids.stream().flatMap(id -> campaigns.find(id).stream()).forEach(campaign -> stopped(campaign, now));
        held = Map.copyOf(why);
    }

    /** Nothing is begun any more: what rings is taken back, and who has picked up is not left alone. */
    private String stopped(Campaign campaign, Instant now) {
        AheadTeam team = team(campaign, AheadSettings.MOST_ABANDONED / 100, now);
        connect(team);
        team.inFlight().forEach(lines::cancel);
        return "ahead_not_allowed";
    }

    private AheadTeam team(Campaign campaign, double limit, Instant now) {
        return team(campaign, ahead.now(campaign.id(), limit, now), now);
    }

    private AheadTeam team(Campaign campaign, DiallingAhead.Now seen, Instant now) {
        return AheadTeam.of(seen, floor.present(campaign, now), floor.ready(campaign, now), now);
    }

    /** Somebody has picked up: they do not wait for the next look. */
    void pickedUp(UUID campaignId, Instant now) {
        campaigns
                .find(campaignId)
                .ifPresent(campaign -> connect(team(campaign, AheadSettings.MOST_ABANDONED / 100, now)));
    }

    /** @return how many of those who are ready are ready no more */
    private synchronized int connect(AheadTeam team) {
        var ready = new ArrayList<>(team.ready());
        for (Attempt one : team.waiting()) {
            ready.stream()
                    .filter(who ->
                            work.handTo(one.id(), who, who.extensions().get(0).digits()))
                    .findFirst()
                    .ifPresent(who -> {
                        ready.remove(who);
                        lines.connect(one, who);
                    });
        }
        return team.ready().size() - ready.size();
    }

    /** @return why nothing is dialled; null where something is, or nobody is to be called */
    private String look(Campaign campaign, AheadSettings by, Instant now) {
        DiallingAhead.Now seen = ahead.now(campaign.id(), by.limit(), now);
        AheadTeam team = team(campaign, seen, now);
        if (connect(team) > 0) {
            seen = ahead.now(campaign.id(), by.limit(), now);
            team = team(campaign, seen, now);
        }
        Paced how = paced(campaign, by, team.state().agents());
        how.learning().look(seen.attempts());
        int back = how.pacing().toTakeBack(team.state());
        if (back > 0 || team.state().agents() == 0) {
            takeBack(team, team.state().agents() == 0 ? team.inFlight().size() : back);
            return "ahead_agents_left";
        }
        int wanted = how.pacing().toDial(team.state());
        if (wanted <= 0) {
            return team.state().inFlight().length > 0
                            || team.ready().isEmpty()
                                    && team.state().budget(by.limit()).left() > 0
                    ? null
                    : "ahead_budget";
        }
        return begin(campaign, by, wanted, now);
    }

    private Paced paced(Campaign campaign, AheadSettings by, int agents) {
        boolean isSmall = agents < LARGE_TEAM;
        return paced.compute(
                campaign.id(),
                (id, before) ->
                        before != null && before.fits(campaign, by, isSmall) ? before : fresh(campaign, by, isSmall));
    }

    private Paced fresh(Campaign campaign, AheadSettings by, boolean isSmall) {
        Pacing pacing = campaign.mode() == Campaign.Mode.POWER
                ? new PowerPacing(by.linesPerAgent(), by.limit())
                : isSmall
                        ? BudgetPacing.strict(by.limit(), BudgetPacing.STRICT_ALPHA)
                        : BudgetPacing.of(by.limit(), BudgetPacing.USUAL_ALPHA);
        return new Paced(campaign.mode(), by, isSmall, pacing, new AheadLearning(pacing, work::attempt));
    }

    /** Those that were dialled last, which are the furthest from an answer. */
    private void takeBack(AheadTeam team, int many) {
        team.inFlight().stream()
                .sorted(Comparator.comparing(Attempt::createdAt).reversed())
                .limit(many)
                .forEach(lines::cancel);
    }

    private String begin(Campaign campaign, AheadSettings by, int wanted, Instant now) {
        List<StaffMember> present = floor.present(campaign, now);
        for (int i = 0; i < wanted; i++) {
            String hold = lines.held(present, now);
            if (hold != null) {
                return hold;
            }
            Optional<Before> card = isQuiet(campaign, now) ? Optional.empty() : next(campaign, now);
            if (card.isEmpty() || !lines.dial(card.get(), by, present, now)) {
                return null;
            }
        }
        return null;
    }

    private boolean isQuiet(Campaign campaign, Instant now) {
        Instant until = quietUntil.get(campaign.id());
        return until != null && until.isAfter(now);
    }

    private Optional<Before> next(Campaign campaign, Instant now) {
        try {
            Optional<Before> next = work.nextAhead(campaign.id());
            if (next.isEmpty()) {
                quietUntil.put(campaign.id(), now.plus(QUIET));
            }
            return next;
        } catch (Refused pausedMeanwhile) {
            return Optional.empty();
        }
    }

    /** Something of the list is not as it was: it is looked at again at once. */
    void changed(UUID campaign) {
        quietUntil.remove(campaign);
    }

    /** Why nothing is dialled in this campaign, as of the last look: a word for programs; null when something is. */
    String held(UUID campaign) {
        return held.get(campaign);
    }
}
