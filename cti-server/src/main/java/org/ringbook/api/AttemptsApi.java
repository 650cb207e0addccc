package org.ringbook.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.ringbook.access.SignedIn;
import org.ringbook.campaigns.AgentWork;
import org.ringbook.campaigns.AgentWork.Choice;
import org.ringbook.campaigns.Attempt;
import org.ringbook.campaigns.Campaign;
import org.ringbook.campaigns.Campaigns;
import org.ringbook.campaigns.Entry;
import org.ringbook.campaigns.EntryFilter;
import org.ringbook.campaigns.TechnicalResult;
import org.ringbook.dialler.AgentsAtWork;
import org.ringbook.dialler.Dialler;
import org.ringbook.dialler.Dialler.NotDialled;
import org.ringbook.scripts.ScriptRun;
import org.ringbook.scripts.ScriptRuns;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Call lists")
class AttemptsApi {

    /**
     * @param gate what the rules of dialling said in that moment
     * @param state prepared, placed, ended, not_placed, unknown, withdrawn
     * @param noResult whether nobody chose anything in time
     */
    @Schema(name = "CallAttempt")
    record View(
            UUID id,
            UUID campaignId,
            UUID entryId,
            String number,
            UUID staffId,
            String telephone,
            @JsonRawValue @Schema(type = "object") String gate,
            Attempt.State state,
            UUID callId,
            Instant createdAt,
            Instant rangAt,
            Instant answeredAt,
            Instant endedAt,
            BigDecimal talkSeconds,
            TechnicalResult technical,
            UUID dispositionId,
            String reason,
            boolean noResult,
            Instant resultedAt) {

        static View of(Attempt one) {
            return new View(
                    one.id(),
                    one.campaignId(),
                    one.entryId(),
                    one.number().toString(),
                    one.staffId(),
                    one.telephone(),
                    one.gate(),
                    one.state(),
                    one.callId(),
                    one.createdAt(),
                    one.rangAt(),
                    one.answeredAt(),
                    one.endedAt(),
                    one.talkSeconds(),
                    one.technical(),
                    one.dispositionId(),
                    one.reason(),
                    one.noResult(),
                    one.resultedAt());
        }
    }

    /** @param mine false for a callback that anybody may make */
    @Schema(name = "CallAttemptResult")
    record Chosen(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            UUID disposition,

            @Schema(nullable = true) String reason,
            @Schema(nullable = true) String note,

            @Schema(nullable = true, description = "Of a callback: when")
            Instant callAt,

            @Schema(nullable = true) Boolean mine) {}

    @Schema(name = "CallAttemptCorrection")
    record Corrected(
            UUID disposition,
            String why,

            @Schema(nullable = true, description = "Of a callback: when")
            Instant callAt) {}

    /** @param answer as it was typed */
    @Schema(name = "ScriptAnswer")
    record Answer(String question, String label, String answer) {}

    /** @param version of the script by which the attempt went */
    @Schema(name = "ScriptAnswers")
    record Answers(UUID scriptId, String script, int version, List<Answer> answers) {

        static Answers of(ScriptRun run) {
            return new Answers(
                    run.script().id(),
                    run.script().name(),
                    run.script().version(),
                    run.answered().stream()
                            .map(one -> new Answer(one.question(), one.label(), one.answer()))
                            .toList());
        }
    }

    /** @param theirTime when it is due by the clock of the person; null where their zone is not known */
    @Schema(name = "Callback")
    record Callback(@JsonUnwrapped Entry entry, Instant dueAt, String timeZone, OffsetDateTime theirTime) {

        static Callback of(Entry entry, ZoneId zone) {
            return new Callback(
                    entry,
                    entry.nextAt(),
                    zone == null ? null : zone.getId(),
                    zone == null ? null : entry.nextAt().atZone(zone).toOffsetDateTime());
        }
    }

    @Schema(name = "SkippedEntry")
    record Skipped(String reason) {}

    private final AgentWork work;
    private final Dialler dialler;
    private final Campaigns campaigns;
    private final AgentsAtWork atWork;
    private final ScriptRuns scripts;
    private final Staff staff;

    AttemptsApi(
            AgentWork work,
            Dialler dialler,
            Campaigns campaigns,
            AgentsAtWork atWork,
            ScriptRuns scripts,
            Staff staff) {
        this.campaigns = campaigns;
        this.atWork = atWork;
        this.scripts = scripts;
        this.work = work;
        this.dialler = dialler;
        this.staff = staff;
    }

    private StaffMember member(SignedIn me) {
        return staff.find(me.id()).orElseThrow(() -> NotDone.notAllowed("You are not on the staff any more."));
    }

    private void requireSupervisor(SignedIn me) {
        if (!me.mayAs(Role.SUPERVISOR)) {
            throw NotDone.notAllowed("Supervisors and administrators see whole call lists.");
        }
    }

    @GetMapping("/api/entries")
    @Operation(operationId = "listEntries", summary = "Who is on a call list")
    Page<Entry> entries(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestParam String campaign,
            @RequestParam(required = false) String state,
            @RequestParam(required = false) @Parameter(description = "The load that they came with, by id") String list,
            @RequestParam(required = false) @Parameter(description = "`next` of the page before") String after,
            @RequestParam(required = false) @Parameter(description = "1 to 500", example = "50") Integer limit,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, Set.of("campaign", "state", "list", "after", "limit"));
        requireSupervisor(me);
        Entry.State of = Words.word("state", state, Entry.State::of, "new, waiting, sleeping, callback, success …");
        int most = Page.limit(limit);
        return page(
                work.entries(
                        new EntryFilter(
                                CallSearch.Ids.read("campaign", campaign),
                                of,
                                Words.id("list", list),
                                null,
                                null,
                                null,
                                null),
                        Words.id("after", after),
                        most + 1),
                most,
                Entry::id);
    }

    private static <T> Page<T> page(List<T> found, int most, Function<T, UUID> id) {
        boolean more = found.size() > most;
        List<T> items = more ? List.copyOf(found.subList(0, most)) : found;
        return new Page<>(items, more ? id.apply(items.get(most - 1)).toString() : null);
    }

    @GetMapping("/api/entries/{id}")
    @Operation(operationId = "getEntry", summary = "One of them")
    Entry entry(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        Entry entry = work.entry(CallSearch.Ids.read("id", id))
                .orElseThrow(() -> NotDone.notFound("There is no such entry."));
        if (!me.id().equals(entry.reservedBy())) {
            requireSupervisor(me);
        }
        return entry;
    }

    @PostMapping("/api/campaigns/{id}/next")
    @Operation(
            operationId = "nextEntry",
            summary = "Take the next entry",
            description =
                    "It is yours for 60 seconds; ask again to keep it. 204 when nobody may be called now. Where the server"
                            + " dials (`progressive`), asking says that you are there: within 15 seconds your telephone may ring.")
    @ApiResponse(responseCode = "204", description = "Nobody may be called now.")
    ResponseEntity<Entry> next(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        UUID campaign = CallSearch.Ids.read("id", id);
        StaffMember who = member(me);
        return next(campaign, who)
                .map(before -> ResponseEntity.ok(before.entry()))
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    /** Where the server dials it is the server that takes the next one. */
    private Optional<AgentWork.Before> next(UUID id, StaffMember who) {
        Campaign campaign = campaigns.find(id).orElse(null);
        if (campaign == null
                || !campaign.dialMode().isAutomatic()
                || campaign.state() != Campaign.State.RUNNING
                || !campaign.isWorkedBy(who.id())) {
            return work.next(id, who);
        }
        atWork.isHere(id, who.id(), Instant.now());
        return work.before(who);
    }

    @PostMapping("/api/entries/{id}/dial")
    @Operation(operationId = "dialEntry", summary = "Call the entry that is yours: your telephone rings first")
    View dial(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id, Locale locale) {
        try {
            return View.of(dialler.dial(CallSearch.Ids.read("id", id), null, member(me)));
        } catch (NotDialled refused) {
            throw NotDone.conflict(null, refused.code(), refused.notice().in(locale));
        }
    }

    @PostMapping("/api/entries/{id}/skip")
    @Operation(operationId = "skipEntry", summary = "Do not call the entry that is yours now, and say why")
    Entry skip(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody Skipped sent) {
        UUID entry = CallSearch.Ids.read("id", id);
        work.skip(entry, sent.reason(), member(me));
        return work.entry(entry).orElseThrow();
    }

    @GetMapping("/api/attempts")
    @Operation(operationId = "listAttempts", summary = "Attempts of a call list, newest first")
    Page<View> attempts(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestParam String campaign,
            @RequestParam(required = false) @Parameter(description = "`next` of the page before") String after,
            @RequestParam(required = false) @Parameter(description = "1 to 500", example = "50") Integer limit,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, Set.of("campaign", "after", "limit"));
        requireSupervisor(me);
        int most = Page.limit(limit);
        List<Attempt> found =
                work.attemptsOfCampaign(CallSearch.Ids.read("campaign", campaign), Words.id("after", after), most + 1);
        return page(found.stream().map(View::of).toList(), most, View::id);
    }

    private Attempt existing(SignedIn me, String id) {
        Attempt attempt = work.attempt(CallSearch.Ids.read("id", id))
                .orElseThrow(() -> NotDone.notFound("There is no such attempt."));
        if (!me.id().equals(attempt.staffId())) {
            requireSupervisor(me);
        }
        return attempt;
    }

    @GetMapping("/api/attempts/{id}")
    @Operation(operationId = "getAttempt", summary = "One attempt, with the call that it was")
    View attempt(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        return View.of(existing(me, id));
    }

    @PostMapping("/api/attempts/{id}/result")
    @Operation(operationId = "chooseResult", summary = "Say what came of your attempt")
    View result(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody Chosen sent) {
        UUID attempt = existing(me, id).id();
        work.result(
                attempt,
                new Choice(
                        sent.disposition(),
                        sent.reason(),
                        sent.note(),
                        sent.callAt(),
                        sent.mine() == null || sent.mine()),
                member(me));
        return View.of(work.attempt(attempt).orElseThrow());
    }

    @PostMapping("/api/attempts/{id}/correct")
    @Operation(operationId = "correctResult", summary = "Correct a result; who did it and why is kept")
    View correct(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody Corrected sent) {
        UUID attempt = existing(me, id).id();
        work.correct(attempt, new Choice(sent.disposition(), null, null, sent.callAt(), true), sent.why(), member(me));
        return View.of(work.attempt(attempt).orElseThrow());
    }

    @GetMapping("/api/callbacks")
    @Operation(
            operationId = "listCallbacks",
            summary = "Promises to call again, the soonest first",
            description =
                    "Each is an entry and a task (`callbackTask`), which calls it to mind ten minutes before. Agents see their own"
                            + " and anybody's.")
    Page<Callback> callbacks(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestParam(required = false) String campaign,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, Set.of("campaign"));
        List<Entry> found =
                work.promises(Words.id("campaign", campaign), me.mayAs(Role.SUPERVISOR) ? null : me.id(), Page.LONGEST);
        Map<UUID, ZoneId> zones =
                work.zonesOfPromises(found.stream().map(Entry::id).toList());
        return new Page<>(
                found.stream()
                        .map(one -> Callback.of(
                                one, one.timeZone() == null ? zones.get(one.id()) : ZoneId.of(one.timeZone())))
                        .toList(),
                null);
    }

    @GetMapping("/api/attempts/{id}/answers")
    @Operation(operationId = "getAnswers", summary = "What was answered in an attempt, as it was typed")
    Answers answers(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        return scripts.of(existing(me, id).id())
                .map(Answers::of)
                .orElseThrow(() -> NotDone.notFound("This attempt goes by no script."));
    }

    @PutMapping("/api/attempts/{id}/answers")
    @Operation(
            operationId = "answer",
            summary = "Keep answers of your attempt",
            description =
                    "By the keys of questions; a blank one is taken back, and others stay. They are durable when this returns.")
    Answers answer(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody Map<String, String> sent) {
        Attempt attempt = existing(me, id);
        if (!me.id().equals(attempt.staffId())) {
            throw NotDone.notAllowed("This attempt is a colleague's.");
        }
        sent.forEach((question, answer) -> scripts.answer(attempt.id(), question, answer));
        return answers(me, id);
    }
}
