package org.ringbook.dialler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ringbook.campaigns.AgentWork;
import org.ringbook.campaigns.AheadSettings;
import org.ringbook.campaigns.Attempt;
import org.ringbook.campaigns.Campaign;
import org.ringbook.campaigns.CampaignFigures;
import org.ringbook.campaigns.CampaignFigures.Cause;
import org.ringbook.campaigns.DiallingAhead;
import org.ringbook.campaigns.Entry;
import org.ringbook.control.CallControl;
import org.ringbook.control.CallRequest;
import org.ringbook.control.DialLimits;
import org.ringbook.dialler.FreeAgents.Doing;
import org.ringbook.pacing.DropBudget;
import org.ringbook.staff.StaffMember;
import org.springframework.stereotype.Component;

/** A campaign as it is at this moment: who does what, which lines are up, what is left to dial, and why nothing is dialled. Any thread. */
@Component
public class CampaignLive {

    private static final Duration HOUR = Duration.ofHours(1);
    /** Of less than this a figure for an hour says nothing. */
    private static final Duration LEAST_WORKED = Duration.ofMinutes(10);

    /** A line is begun, or the next one waits for its part of a second. */
    private static final Set<String> MOMENTARY = Set.of("begun", "trunk_rate");

    /** Also while everybody is busy: lines would be dialled for who is ready next. */
    private static final Set<String> AHEAD = Set.of("ahead_budget", "ahead_agents_left");

    private final CampaignFigures figures;
    private final AgentWork work;
    private final FreeAgents agents;
    private final AgentsAtWork atWork;
    private final ProgressiveDialling dialling;
    private final DiallingAhead ahead;
    private final AheadDialling aheadDialling;
    private final CallControl control;
    private final DialLimits limits;

    CampaignLive(
            CampaignFigures figures,
            AgentWork work,
            FreeAgents agents,
            AgentsAtWork atWork,
            ProgressiveDialling dialling,
            DiallingAhead ahead,
            AheadDialling aheadDialling,
            CallControl control,
            DialLimits limits) {
        this.figures = figures;
        this.work = work;
        this.agents = agents;
        this.atWork = atWork;
        this.dialling = dialling;
        this.ahead = ahead;
        this.aheadDialling = aheadDialling;
        this.control = control;
        this.limits = limits;
    }

    /**
     * Agents who have the page of the list open.
     *
     * @param ready who could take a call now
     * @param withCard with an entry before them: their telephone rings, they talk, or they write
     * @param wrapUp with work after a call that is none of a list
     * @param missed whose telephone rang in vain a moment ago
     * @param inUse whose telephone is in use without a call that is known
     * @param elsewhere with a call that is none of this list
     */
    public record Team(
            int here,
            int ready,
            int withCard,
            int paused,
            int wrapUp,
            int missed,
            int inUse,
            int elsewhere,
            int noTelephone) {}

    /**
     * @param lines attempts of this list that go on
     * @param contactsInHour people spoken with in the last 60 minutes
     * @param contactsOfAgent the same by each hour that an agent was on the list, whoever left meanwhile; null while that is too short to say
     * @param left calls that lists may begin, by their budgets
     * @param ahead null where it is not dialled ahead of agents, or nobody allowed that
     */
    public record Now(
            Team team,
            List<Line> lines,
            long contactsInHour,
            Double contactsOfAgent,
            DialLimits.Left left,
            Ahead ahead) {}

    /** With what it is dialled ahead, and what is left of that: today, or in thirty days where that is less. */
    public record Ahead(AheadSettings settings, DropBudget budget) {}

    /** One attempt that goes on. @param call of the log; null while there is none */
    public record Line(Attempt attempt, Entry entry, UUID call) {}

    public Now of(Campaign campaign, Instant now) {
        return new Now(
                team(campaign, now),
                lines(campaign),
                figures.contactsSince(campaign.id(), now.minus(HOUR)),
                contactsOfAgent(campaign, now),
                limits.leftOfCampaigns(now),
                aheadOf(campaign, now));
    }

    /** Null where it is not dialled ahead of agents, or nobody allowed that. */
    public Ahead aheadOf(Campaign campaign, Instant now) {
        return campaign.mode().isAhead()
                ? ahead.of(campaign.id())
                        .map(by -> new Ahead(by, ahead.budget(campaign.id(), by.limit(), now)))
                        .orElse(null)
                : null;
    }

    private Double contactsOfAgent(Campaign campaign, Instant now) {
        Duration worked = atWork.workedInHour(campaign.id(), now);
        if (worked.compareTo(LEAST_WORKED) < 0) {
            return null;
        }
        Instant hourAgo = now.minus(HOUR);
        Instant since = atWork.begun().isAfter(hourAgo) ? atWork.begun() : hourAgo;
        return figures.contactsSince(campaign.id(), since) * (double) HOUR.toMillis() / worked.toMillis();
    }

    private Team team(Campaign campaign, Instant now) {
        Set<UUID> withCard =
                work.withAgents(campaign.id()).stream().map(Entry::reservedBy).collect(Collectors.toSet());
        List<StaffMember> here = agents.here(campaign, now);
        var doing = new EnumMap<Doing, Integer>(Doing.class);
        here.stream()
                .filter(who -> !withCard.contains(who.id()))
                .forEach(who -> doing.merge(agents.doing(who, now), 1, Integer::sum));
        int busy =
                (int) here.stream().filter(who -> withCard.contains(who.id())).count();
        return new Team(
                here.size(),
                doing.getOrDefault(Doing.FREE, 0),
                busy,
                doing.getOrDefault(Doing.PAUSED, 0),
                doing.getOrDefault(Doing.WRAP_UP, 0),
                doing.getOrDefault(Doing.MISSED, 0),
                doing.getOrDefault(Doing.IN_USE, 0),
                doing.getOrDefault(Doing.INBOUND, 0) + doing.getOrDefault(Doing.ON_THE_LINE, 0),
                doing.getOrDefault(Doing.NO_TELEPHONE, 0));
    }

    private List<Line> lines(Campaign campaign) {
        var lines = new ArrayList<Line>();
        for (Attempt attempt : work.goingOn(campaign.id())) {
            UUID call = attempt.callId() != null
                    ? attempt.callId()
                    : control.find(attempt.requestId()).map(CallRequest::callId).orElse(null);
            work.entry(attempt.entryId()).ifPresent(entry -> lines.add(new Line(attempt, entry, call)));
        }
        return lines;
    }

    /**
     * Why nothing is dialled: what stops everything first, then what holds agents who are ready, then why entries wait.
     *
     * @param there agents with a telephone who are at a screen, whatever page they have open
     */
    public List<Cause> whyNot(Campaign campaign, int there, Instant now) {
        if (campaign.mode() == Campaign.Mode.PREVIEW) {
            return figures.whyNot(campaign, there, now);
        }
        List<Cause> ofList = figures.whyNot(campaign, 1, now);
        boolean isStopped = ofList.stream().anyMatch(Cause::stops);
        if (isStopped) {
            return ofList;
        }
        Team team = team(campaign, now);
        var causes = new ArrayList<>(whyNobody(team));
        boolean isAhead = campaign.mode().isAhead();
        String held = isAhead ? aheadDialling.held(campaign.id()) : dialling.held(campaign.id());
        if (AHEAD.contains(String.valueOf(held)) || team.ready() > 0 && held != null && !MOMENTARY.contains(held)) {
            causes.add(new Cause(held, 0, null, team.ready() > 0));
        }
        causes.addAll(ofList);
        return causes;
    }

    /** Why nobody is ready; nothing where somebody is. */
    private static List<Cause> whyNobody(Team team) {
        if (team.here() == 0) {
            return List.of(new Cause("nobody_here", 0, null, true));
        }
        var causes = new ArrayList<Cause>();
        if (team.ready() == 0) {
            add(causes, "agents_busy", team.withCard(), false);
            add(causes, "agents_paused", team.paused(), true);
            add(causes, "agents_wrap_up", team.wrapUp(), false);
            add(causes, "agents_missed", team.missed(), true);
            add(causes, "agents_in_use", team.inUse(), true);
            add(causes, "agents_elsewhere", team.elsewhere(), true);
            add(causes, "agents_no_telephone", team.noTelephone(), true);
        }
        return causes;
    }

    private static void add(List<Cause> causes, String code, int count, boolean stops) {
        if (count > 0) {
            causes.add(new Cause(code, count, null, stops));
        }
    }
}
