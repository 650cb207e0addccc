package org.ringbook.workspace.campaigns;

import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ringbook.agents.Presence;
import org.ringbook.agents.PresenceState;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallLog.CallFilter;
import org.ringbook.calls.log.CallReader;
import org.ringbook.campaigns.AgentWork;
import org.ringbook.campaigns.AgentWork.Before;
import org.ringbook.campaigns.AgentWork.Choice;
import org.ringbook.campaigns.Campaign;
import org.ringbook.campaigns.CampaignChanged;
import org.ringbook.campaigns.CampaignFigures;
import org.ringbook.campaigns.CampaignResult;
import org.ringbook.campaigns.CampaignResults;
import org.ringbook.campaigns.Campaigns;
import org.ringbook.campaigns.Entry;
import org.ringbook.dialler.AgentsAtWork;
import org.ringbook.dialler.Dialler;
import org.ringbook.dialler.Dialler.NotDialled;
import org.ringbook.dialler.FreeAgents;
import org.ringbook.dialler.FreeAgents.Doing;
import org.ringbook.refusals.Refused;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.PartyLinks;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * An agent at work on a call list: who is next and why, the card before the voice, what is said, and what came of it, with keys alone. The
 * page asks every two seconds how it stands, and so says that somebody is there.
 */
@Controller
class ListWorkScreen {

    private static final int CALLS_SHOWN = 3;
    private static final int PROMISES_SHOWN = 5;
    private static final Duration WAITING_FOR = Duration.ofSeconds(10);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

    private final Campaigns campaigns;
    private final AgentWork work;
    private final Dialler dialler;
    private final AgentsAtWork atWork;
    private final FreeAgents agents;
    private final CampaignResults results;
    private final CampaignFigures figures;
    private final Presence presence;
    private final CallReader calls;
    private final PartyLinks parties;
    private final ScriptPanel panel;
    private final Map<UUID, Waiting> waiting = new ConcurrentHashMap<>();

    /** Why nothing is dialled, and from when. @param until it may be told again */
    private record Waiting(Campaign.State state, List<CampaignFigures.Cause> causes, Instant nextAt, Instant until) {}

    ListWorkScreen(
            Campaigns campaigns,
            AgentWork work,
            Dialler dialler,
            AgentsAtWork atWork,
            FreeAgents agents,
            CampaignResults results,
            CampaignFigures figures,
            Presence presence,
            CallReader calls,
            PartyLinks parties,
            ScriptPanel panel) {
        this.campaigns = campaigns;
        this.work = work;
        this.dialler = dialler;
        this.atWork = atWork;
        this.agents = agents;
        this.results = results;
        this.figures = figures;
        this.presence = presence;
        this.calls = calls;
        this.parties = parties;
        this.panel = panel;
    }

    /** Whether the page exchanges the card alone; a browser that sends a form itself gets the whole page. */
    @ModelAttribute("part")
    boolean part(@RequestHeader(name = "HX-Request", defaultValue = "false") boolean part) {
        return part;
    }

    @GetMapping("/campaigns/{id}/work")
    String page(@PathVariable UUID id, Viewer viewer, Model model) {
        Campaign campaign = campaigns.find(id).orElseThrow(NoSuchPage::new);
        if (!campaign.isWorkedBy(viewer.member().id())) {
            throw new NoSuchPage();
        }
        fill(campaign, viewer, model);
        return "campaigns/work";
    }

    /**
     * How it stands now.
     *
     * @param seen what the page shows already; then nothing is sent
     */
    @GetMapping("/campaigns/{id}/work/now")
    String now(
            @PathVariable UUID id,
            @RequestParam(required = false) String seen,
            Viewer viewer,
            Model model,
            HttpServletResponse response) {
        Campaign campaign = campaigns.find(id).orElseThrow(NoSuchPage::new);
        if (!campaign.isWorkedBy(viewer.member().id())) {
            throw new NoSuchPage();
        }
        fill(campaign, viewer, model);
        if (model.getAttribute("token").equals(seen)) {
            response.setStatus(HttpStatus.NO_CONTENT.value());
        }
        return "campaigns/work :: work";
    }

    private void fill(Campaign campaign, Viewer viewer, Model model) {
        Call own = dialler.callOf(viewer.member());
        Optional<Before> before = work.before(viewer.member());
        boolean inbound = own != null && own.direction() == Call.Direction.INBOUND;
        PresenceState state = presence.of(viewer.member().id()).state();
        // Nobody keeps a card that they cannot call.
        if (before.filter(one -> one.entry().state() == Entry.State.RESERVED)
                .filter(one -> inbound
                        || state == PresenceState.AWAY
                        || one.answer() == null
                        || !one.answer().allowed())
                .isPresent()) {
            work.giveBack(viewer.member());
            before = Optional.empty();
        }
        boolean ready = state != PresenceState.AWAY
                && own == null
                && campaign.state() == Campaign.State.RUNNING
                && !viewer.member().extensions().isEmpty();
        boolean byTheServer = campaign.dialMode().isAutomatic();
        if (byTheServer && campaign.state() == Campaign.State.RUNNING) {
            atWork.isHere(campaign.id(), viewer.member().id(), Instant.now());
        }
        if (before.isEmpty() && ready && !byTheServer) {
            before = next(campaign, viewer);
        }
        // What they are is asked while a line could be dialled for them, and no call or card says it.
        Doing doing =
                byTheServer && own == null && before.isEmpty() ? agents.doing(viewer.member(), Instant.now()) : null;
        boolean paused = state == PresenceState.AWAY || doing == Doing.PAUSED;
        model.addAttribute("missed", doing == Doing.MISSED);
        model.addAttribute("wrapUp", doing == Doing.WRAP_UP);
        model.addAttribute("inUse", doing == Doing.IN_USE);
        model.addAttribute("byTheServer", byTheServer);
        model.addAttribute("campaign", campaign);
        model.addAttribute("before", before.orElse(null));
        model.addAttribute("inbound", inbound ? own : null);
        model.addAttribute("busy", inbound ? null : own);
        model.addAttribute("paused", paused);
        model.addAttribute("pausedInThePbx", paused && state != PresenceState.AWAY);
        model.addAttribute("noTelephone", viewer.member().extensions().isEmpty());
        model.addAttribute("at", Instant.now());
        List<Entry> promises = work.promises(campaign.id(), viewer.member().id(), PROMISES_SHOWN);
        model.addAttribute("promises", promises);
        model.addAttribute(
                "theirTimes", TheirTimes.of(promises, work, (Print) model.getAttribute("print"), viewer.zone()));
        if (before.isPresent()) {
            card(before.get(), viewer, model);
        } else {
            Waiting waiting = waiting(campaign);
            model.addAttribute("causes", waiting.causes());
            model.addAttribute("nextAt", waiting.nextAt());
        }
        model.addAttribute(
                "token", token(before.orElse(null), own, state, campaign, model) + (doing == null ? "" : doing));
    }

    /** Paused, or given to others in this very moment, it has nobody for them. */
    private Optional<Before> next(Campaign campaign, Viewer viewer) {
        try {
            return work.next(campaign.id(), viewer.member());
        } catch (Refused meanwhile) {
            return Optional.empty();
        }
    }

    /** Each idle page asks every two seconds, and the answer counts all entries: one for all of them for some time. */
    private Waiting waiting(Campaign campaign) {
        Instant now = Instant.now();
        return waiting.compute(
                campaign.id(),
                (id, known) -> known != null
                                && known.state() == campaign.state()
                                && known.until().isAfter(now)
                        ? known
                        : new Waiting(
                                campaign.state(),
                                figures.whyNot(campaign, 1, now),
                                figures.nextAt(id),
                                now.plus(WAITING_FOR)));
    }

    /** What goes on in a list is seen at once. */
    @EventListener
    void changed(CampaignChanged change) {
        waiting.remove(change.campaign());
    }

    private static String token(Before before, Call own, PresenceState state, Campaign campaign, Model model) {
        String line = own == null ? "free-" : own.id() + "-";
        return before == null
                ? line + "none-" + state + "-" + campaign.state() + "-" + model.getAttribute("nextAt")
                : line + before.entry().id() + "-" + before.entry().state() + "-"
                        + (before.attempt() == null
                                ? ""
                                : before.attempt().state() + "-"
                                        + before.attempt().moreTime() + "-"
                                        + before.attempt().dispositionId())
                        + (before.answer() == null ? "" : before.answer().allowed());
    }

    private void card(Before before, Viewer viewer, Model model) {
        Entry entry = before.entry();
        ZoneId zone = zoneOf(before, viewer);
        Instant now = Instant.now();
        model.addAttribute(
                "party",
                entry.partyId() == null
                        ? null
                        : parties.of(List.of(entry.partyId())).get(entry.partyId()));
        model.addAttribute("localTime", CLOCK.withZone(zone).format(now));
        model.addAttribute("zone", zone);
        model.addAttribute(
                "otherZone",
                !zone.getRules().getOffset(now).equals(viewer.zone().getRules().getOffset(now)));
        model.addAttribute("contacts", lastCalls(entry));
        model.addAttribute("attempts", work.attemptsOf(entry.id()));
        model.addAttribute("results", results.offered());
        model.addAttribute(
                "dispositions",
                results.all().stream().collect(Collectors.toMap(CampaignResult::id, Function.identity())));
        model.addAttribute(
                "script",
                FilledText.of(before.campaign().script(), entry, viewer.member().name()));
        model.addAttribute(
                "panel",
                panel.of(
                        before.campaign(),
                        entry,
                        before.attempt(),
                        viewer.member().name()));
    }

    private List<Call> lastCalls(Entry entry) {
        var numbers = entry.numbers().stream().map(Entry.Number::number).toList();
        return calls.findOwn(new CallFilter(null, null, null, null, null, numbers, null, null), CALLS_SHOWN);
    }

    /** Where they are, if that is known; else the viewer's own. */
    private static ZoneId zoneOf(Before before, Viewer viewer) {
        if (before.entry().timeZone() != null) {
            return ZoneId.of(before.entry().timeZone());
        }
        Set<ZoneId> zones =
                before.answer() == null ? Set.of() : before.answer().zones().zones();
        return zones.stream()
                .min(Comparator.comparing(ZoneId::getId))
                .orElse(
                        before.campaign().assumedZone() == null
                                ? viewer.zone()
                                : before.campaign().assumedZone());
    }

    /** @param number id of one of theirs; null for the one that is next */
    @PostMapping("/campaigns/{id}/work/dial")
    String dial(
            @PathVariable UUID id,
            @RequestParam UUID entry,
            @RequestParam(required = false) UUID number,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        return act(id, viewer, response, model, () -> dialler.dial(entry, number, viewer.member()));
    }

    @PostMapping("/campaigns/{id}/work/skip")
    String skip(
            @PathVariable UUID id,
            @RequestParam UUID entry,
            @RequestParam(required = false) String reason,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        return act(id, viewer, response, model, () -> work.skip(entry, reason, viewer.member()));
    }

    @PostMapping("/campaigns/{id}/work/more-time")
    String moreTime(
            @PathVariable UUID id,
            @RequestParam UUID attempt,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        return act(id, viewer, response, model, () -> work.moreTime(attempt, viewer.member()));
    }

    /** @param when as {@link CallbackTime} reads it, in the time of the person @param mine whether whoever promises calls */
    @PostMapping("/campaigns/{id}/work/result")
    String result(
            @PathVariable UUID id,
            @RequestParam UUID attempt,
            @RequestParam UUID disposition,
            @RequestParam(required = false) String note,
            @RequestParam(required = false) String reason,
            @RequestParam(required = false) String when,
            @RequestParam(required = false) String zone,
            @RequestParam(defaultValue = "true") boolean mine,
            @RequestParam Map<String, String> sent,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        Instant at = CallbackTime.of(when, Instant.now(), read(zone, viewer));
        // Once the reason is there, Enter chooses it again.
        model.addAttribute("refusedResult", disposition);
        return act(id, viewer, response, model, () -> {
            keepAnswers(attempt, sent, viewer);
            work.result(
                    attempt,
                    new Choice(
                            disposition,
                            reason == null || reason.isBlank() ? null : reason,
                            note,
                            at,
                            mine,
                            read(zone, viewer)),
                    viewer.member());
        });
    }

    /** What was typed in the last step and is not on the server yet. */
    private void keepAnswers(UUID attempt, Map<String, String> sent, Viewer viewer) {
        work.attempt(attempt)
                .filter(one -> viewer.member().id().equals(one.staffId()))
                .ifPresent(one -> panel.keep(attempt, sent));
    }

    private static ZoneId read(String zone, Viewer viewer) {
        try {
            return zone == null || zone.isBlank() ? viewer.zone() : ZoneId.of(zone);
        } catch (DateTimeException unknown) {
            return viewer.zone();
        }
    }

    /** What was typed, as a time: theirs, and the viewer's where it is another. */
    @GetMapping("/campaigns/when")
    @ResponseBody
    Map<String, String> when(
            @RequestParam(required = false) String when,
            @RequestParam(required = false) String zone,
            Viewer viewer,
            Model model) {
        Print print = (Print) model.getAttribute("print");
        Instant at = CallbackTime.of(when, Instant.now(), read(zone, viewer));
        if (at == null) {
            return Map.of("words", when == null || when.isBlank() ? "" : print.say("campaigns.when.unclear"));
        }
        String theirs = CLOCK.withZone(read(zone, viewer)).format(at);
        String ours = print.time(at);
        return Map.of(
                "words",
                theirs.equals(ours)
                        ? print.dayAndTime(at)
                        : print.say(
                                "campaigns.when.both",
                                print.weekdayAndDate(
                                        at.atZone(read(zone, viewer)).toLocalDate()),
                                theirs,
                                print.dayAndTime(at)));
    }

    /** Their telephone rang in vain, or they had work after a call, and they are there now. */
    @PostMapping("/campaigns/{id}/work/ready")
    String ready(@PathVariable UUID id, Viewer viewer, HttpServletResponse response, Model model) {
        return act(
                id,
                viewer,
                response,
                model,
                () -> agents.isReady(viewer.member().id()));
    }

    @PostMapping("/campaigns/{id}/work/leave")
    String leave(@PathVariable UUID id, Viewer viewer) {
        atWork.left(viewer.member().id());
        work.giveBack(viewer.member());
        return "redirect:/campaigns";
    }

    private String act(UUID id, Viewer viewer, HttpServletResponse response, Model model, Runnable action) {
        Print print = (Print) model.getAttribute("print");
        try {
            action.run();
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refused", print.why(refused));
            model.addAttribute("refusedField", refused.field());
        } catch (NotDialled refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refused", print.notice(refused.notice()));
        }
        fill(campaigns.find(id).orElseThrow(NoSuchPage::new), viewer, model);
        return Boolean.TRUE.equals(model.getAttribute("part")) ? "campaigns/work :: work" : "campaigns/work";
    }
}
