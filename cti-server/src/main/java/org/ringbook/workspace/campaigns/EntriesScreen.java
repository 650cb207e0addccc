package org.ringbook.workspace.campaigns;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallLog;
import org.ringbook.campaigns.AgentWork;
import org.ringbook.campaigns.AgentWork.Choice;
import org.ringbook.campaigns.Attempt;
import org.ringbook.campaigns.AttemptFilter;
import org.ringbook.campaigns.Campaign;
import org.ringbook.campaigns.CampaignResult;
import org.ringbook.campaigns.CampaignResults;
import org.ringbook.campaigns.Campaigns;
import org.ringbook.campaigns.Entry;
import org.ringbook.campaigns.EntryFilter;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.refusals.Refused;
import org.ringbook.scripts.ScriptRuns;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.PartyLinks;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.ringbook.workspace.calls.CallAudio;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Entries and attempts of a call list as a supervisor looks through them: what came of each, its recording, and corrections. */
@Controller
class EntriesScreen {

    private static final int PAGE = 50;

    private final Campaigns campaigns;
    private final CampaignResults results;
    private final AgentWork work;
    private final ScriptRuns scripts;
    private final CallLog calls;
    private final CallAudio audio;
    private final Staff staff;
    private final PartyLinks parties;
    private final NumberPlan plan;

    EntriesScreen(
            Campaigns campaigns,
            CampaignResults results,
            AgentWork work,
            ScriptRuns scripts,
            CallLog calls,
            CallAudio audio,
            Staff staff,
            PartyLinks parties,
            NumberPlan plan) {
        this.campaigns = campaigns;
        this.results = results;
        this.work = work;
        this.scripts = scripts;
        this.calls = calls;
        this.audio = audio;
        this.staff = staff;
        this.parties = parties;
        this.plan = plan;
    }

    private Campaign existing(UUID id) {
        return campaigns.find(id).orElseThrow(NoSuchPage::new);
    }

    private Map<UUID, CampaignResult> dispositions() {
        return results.all().stream().collect(Collectors.toMap(CampaignResult::id, Function.identity()));
    }

    /**
     * Attempts that were answered or not, newest first, with what can be heard of them.
     *
     * @param result id of the disposition, or {@code none} for conversations without one
     */
    @GetMapping("/campaigns/{id}/attempts")
    String attempts(
            @PathVariable UUID id,
            @RequestParam(required = false) String result,
            @RequestParam(required = false) UUID agent,
            @RequestParam(required = false) UUID after,
            Viewer viewer,
            Model model) {
        viewer.require(Role.SUPERVISOR);
        List<Attempt> found = work.attempts(AttemptFilter.of(existing(id).id(), result, agent), after, PAGE + 1);
        List<Attempt> shown = found.subList(0, Math.min(PAGE, found.size()));
        model.addAttribute("campaign", existing(id));
        model.addAttribute("attempts", shown);
        model.addAttribute("next", found.size() > PAGE ? shown.get(PAGE - 1).id() : null);
        model.addAttribute("entries", entriesOf(shown));
        model.addAttribute("sounds", audio.inList(callsOf(shown), viewer));
        model.addAttribute(
                "corrections", work.corrections(shown.stream().map(Attempt::id).toList()));
        model.addAttribute("dispositions", dispositions());
        model.addAttribute(
                "people", staff.all().stream().filter(StaffMember::active).toList());
        model.addAttribute("result", result);
        model.addAttribute("agent", agent);
        return after == null ? "campaigns/attempts" : "campaigns/attempts :: rows";
    }

    private List<Call> callsOf(List<Attempt> attempts) {
        return calls.records(
                attempts.stream().map(Attempt::callId).filter(Objects::nonNull).toList());
    }

    private Map<UUID, Entry> entriesOf(List<Attempt> attempts) {
        return attempts.stream()
                .map(Attempt::entryId)
                .distinct()
                .flatMap(one -> work.entry(one).stream())
                .collect(Collectors.toMap(Entry::id, Function.identity()));
    }

    /** All attempts with what came of them and what was answered, for a spreadsheet. */
    @GetMapping("/campaigns/{id}/results.csv")
    void resultsCsv(@PathVariable UUID id, Viewer viewer, HttpServletResponse response, Model model)
            throws IOException {
        viewer.require(Role.SUPERVISOR);
        UUID campaign = existing(id).id();
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"results.csv\"");
        try (Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8)) {
            new ResultsCsv((Print) model.getAttribute("print"), viewer, dispositions(), work, scripts)
                    .write(out, scripts.questionsOf(campaign), after -> work.attemptsOfCampaign(campaign, after, 500));
        }
    }

    /** @param number a number of theirs, or a part of the name */
    @GetMapping("/campaigns/{id}/entries")
    String entries(
            @PathVariable UUID id,
            @RequestParam(required = false) String state,
            @RequestParam(required = false) UUID list,
            @RequestParam(required = false) String sleeps,
            @RequestParam(required = false) String number,
            @RequestParam(required = false) UUID after,
            Viewer viewer,
            Model model) {
        viewer.require(Role.SUPERVISOR);
        Campaign campaign = existing(id);
        String typed = number == null ? "" : number.strip();
        var phone = plan.parse(typed);
        List<Entry> found = work.entries(
                new EntryFilter(
                        id,
                        state == null ? null : Entry.State.of(state).orElse(null),
                        list,
                        sleeps == null || sleeps.isBlank() ? null : sleeps,
                        null,
                        phone.orElse(null),
                        phone.isEmpty() && !typed.isEmpty() ? typed : null),
                after,
                PAGE + 1);
        model.addAttribute("campaign", campaign);
        model.addAttribute("entries", found.subList(0, Math.min(PAGE, found.size())));
        model.addAttribute("next", found.size() > PAGE ? found.get(PAGE - 1).id() : null);
        model.addAttribute("states", Entry.State.values());
        model.addAttribute("state", state);
        model.addAttribute("list", list);
        model.addAttribute("sleeps", sleeps);
        model.addAttribute("typed", typed);
        model.addAttribute("dispositions", dispositions());
        return after == null ? "campaigns/entries" : "campaigns/entries :: rows";
    }

    @GetMapping("/campaigns/entries/{entry}")
    String entry(@PathVariable UUID entry, Viewer viewer, Model model) {
        viewer.require(Role.SUPERVISOR);
        Entry one = work.entry(entry).orElseThrow(NoSuchPage::new);
        List<Attempt> attempts = work.attemptsOf(entry);
        model.addAttribute("campaign", existing(one.campaignId()));
        model.addAttribute("entry", one);
        model.addAttribute(
                "party",
                one.partyId() == null
                        ? null
                        : parties.of(List.of(one.partyId())).get(one.partyId()));
        model.addAttribute("attempts", attempts);
        model.addAttribute(
                "corrections",
                work.corrections(attempts.stream().map(Attempt::id).toList()));
        model.addAttribute(
                "scripts", scripts.of(attempts.stream().map(Attempt::id).toList()));
        model.addAttribute("sounds", audio.inList(callsOf(attempts), viewer));
        model.addAttribute("dispositions", dispositions());
        model.addAttribute("offered", results.offered());
        return "campaigns/entry";
    }

    /** @param when of a callback, as {@link CallbackTime} reads it */
    @PostMapping("/campaigns/attempts/{attempt}/correct")
    String correct(
            @PathVariable UUID attempt,
            @RequestParam UUID disposition,
            @RequestParam(required = false) String why,
            @RequestParam(required = false) String when,
            Viewer viewer,
            Model model,
            RedirectAttributes after) {
        viewer.require(Role.SUPERVISOR);
        Attempt one = work.attempt(attempt).orElseThrow(NoSuchPage::new);
        try {
            ZoneId zone = zoneOf(one, viewer);
            Instant at = CallbackTime.of(when, Instant.now(), zone);
            work.correct(attempt, new Choice(disposition, null, null, at, true, zone), why, viewer.member());
        } catch (Refused refused) {
            after.addFlashAttribute("refused", ((Print) model.getAttribute("print")).why(refused));
        }
        return "redirect:/campaigns/entries/" + one.entryId();
    }

    /** In which a time to call again is read. */
    private ZoneId zoneOf(Attempt attempt, Viewer viewer) {
        return work.entry(attempt.entryId())
                .map(Entry::timeZone)
                .map(ZoneId::of)
                .orElse(viewer.zone());
    }

    /** All entries with what came of them, for a spreadsheet. */
    @GetMapping("/campaigns/{id}/entries.csv")
    void csv(@PathVariable UUID id, Viewer viewer, HttpServletResponse response, Model model) throws IOException {
        viewer.require(Role.SUPERVISOR);
        existing(id);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"campaign.csv\"");
        try (Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8)) {
            EntriesCsv.write(
                    out,
                    (Print) model.getAttribute("print"),
                    viewer,
                    dispositions(),
                    after -> work.entries(EntryFilter.all(id), after, 500));
        }
    }
}
