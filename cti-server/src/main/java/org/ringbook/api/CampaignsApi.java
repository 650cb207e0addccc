package org.ringbook.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.campaigns.CallList;
import org.ringbook.campaigns.CallLists;
import org.ringbook.campaigns.CallLists.Person;
import org.ringbook.campaigns.Campaign;
import org.ringbook.campaigns.CampaignDialling;
import org.ringbook.campaigns.CampaignFigures;
import org.ringbook.campaigns.Campaigns;
import org.ringbook.campaigns.DialSettings;
import org.ringbook.campaigns.ListOptions;
import org.ringbook.dialler.CampaignLive;
import org.ringbook.dialrules.Purpose;
import org.ringbook.dialrules.WeekHours;
import org.ringbook.numbers.PhoneNumber;
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
@Tag(
        name = "Call lists",
        description =
                "People to be called, with the rules by which they are. Supervisors and administrators keep call lists; agents see"
                        + " those that they work through while they run.")
class CampaignsApi {

    /** @param hours of the called person: {@code mon-fri 09:00-20:00, sat 10:00-18:00} @param assumedZone id of a time zone */
    @Schema(name = "CampaignInput")
    record Input(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "Autumn")
            String name,

            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    allowableValues = {"advertising", "service", "survey", "debt", "invitation"})
            String purpose,

            @Schema(nullable = true) String script,
            @Schema(nullable = true) LocalDate startsOn,
            @Schema(nullable = true) LocalDate endsOn,
            @Schema(nullable = true) String hours,

            @Schema(nullable = true, example = "Europe/Moscow")
            String assumedZone,

            @Schema(nullable = true) Integer wrapUpSeconds,
            @Schema(nullable = true) Integer mostAttempts,

            @Schema(nullable = true, description = "Who works through it, by staff id; left out: every agent")
            List<UUID> people,

            @Schema(
                    nullable = true,
                    allowableValues = {"preview", "progressive", "power", "predictive"},
                    description =
                            "Who begins a call: the agent, or the server when an agent is ready, or (`power`, `predictive`) a little"
                                    + " before, within the limit that an administrator allowed. Left out: as it is, in a new one"
                                    + " `preview`")
            String mode,

            @Schema(
                    nullable = true,
                    description =
                            "The number that is shown where the server dials: one of your list in the rules of dialling. Left out: as it"
                                    + " is; empty: none",
                    example = "+74957770001")
            String callerId,

            @Schema(
                    nullable = true,
                    description = "You sign that the server may dial, where the rules ask for that. Left out: as it is")
            Boolean signed,

            @Schema(nullable = true) Integer version) {

        /** @param was before; null for a new one */
        Campaign with(Campaign was) {
            return new Campaign(
                    was == null ? null : was.id(),
                    name,
                    Purpose.of(String.valueOf(purpose))
                            .orElseThrow(() -> NotDone.wrong(
                                    "purpose", "purpose is one of: advertising, service, survey, debt, invitation.")),
                    dialled(was == null ? Campaign.Mode.PREVIEW : was.mode()),
                    Campaign.State.DRAFT,
                    null,
                    script,
                    startsOn,
                    endsOn,
                    hours == null ? null : WeekHours.of(hours),
                    zone(),
                    wrapUpSeconds == null ? Campaign.USUAL_WRAP_UP_SECONDS : wrapUpSeconds,
                    mostAttempts == null ? Campaign.USUAL_ATTEMPTS : mostAttempts,
                    people == null
                            ? List.of()
                            : people.stream().filter(Objects::nonNull).toList(),
                    null,
                    0);
        }

        private Campaign.Mode dialled(Campaign.Mode otherwise) {
            return mode == null
                    ? otherwise
                    : Campaign.Mode.of(mode)
                            .orElseThrow(() ->
                                    NotDone.wrong("mode", "mode is one of: preview, progressive, power, predictive."));
        }

        private boolean saysHowItIsDialled() {
            return callerId != null || signed != null;
        }

        private PhoneNumber shown() {
            try {
                return callerId == null || callerId.isBlank() ? null : PhoneNumber.of(callerId);
            } catch (IllegalArgumentException none) {
                throw NotDone.wrong("callerId", "callerId is a number with a plus: +74957770001.");
            }
        }

        private ZoneId zone() {
            try {
                return assumedZone == null ? null : ZoneId.of(assumedZone);
            } catch (DateTimeException none) {
                throw NotDone.wrong(
                        "assumedZone",
                        "\"" + Shown.text(assumedZone) + "\" is no time zone. Write it as Europe/Moscow.");
            }
        }
    }

    /** @param figures how far it is @param dialling how the server dials for it @param ahead null unless it is dialled ahead */
    @Schema(name = "CampaignWithFigures")
    record One(
            @JsonUnwrapped Campaign campaign,
            DialSettings dialling,
            @Schema(nullable = true) CampaignLive.Ahead ahead,
            CampaignFigures.Figures figures,
            List<CampaignFigures.Cause> whyNotDialling) {}

    @Schema(name = "CampaignState")
    record State(
            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    allowableValues = {"ready", "running", "paused", "finished", "archived"})
            String state) {}

    /** @param numbers as people write them; the first is tried first */
    @Schema(name = "CampaignPerson")
    record Somebody(
            @Schema(nullable = true) UUID partyId,
            @Schema(nullable = true) String name,
            @Schema(nullable = true) String company,
            @Schema(nullable = true) String note,

            @Schema(nullable = true, description = "What your system calls them: sent again, they are updated")
            String externalId,

            @Schema(nullable = true) String city,

            @Schema(nullable = true, example = "Asia/Yekaterinburg")
            String timeZone,

            @Schema(nullable = true) UUID ownerId,
            @Schema(nullable = true) Integer priority,
            @Schema(nullable = true) Map<String, String> fields,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            List<String> numbers) {

        Person person() {
            return new Person(
                    partyId,
                    name,
                    company,
                    note,
                    externalId,
                    city,
                    timeZone,
                    ownerId,
                    priority == null ? 0 : priority,
                    fields,
                    numbers);
        }
    }

    @Schema(name = "CampaignPeople")
    record People(@Schema(nullable = true) String origin, List<Somebody> people) {}

    private final Campaigns campaigns;
    private final CampaignFigures figures;
    private final CampaignDialling dialling;
    private final CampaignLive live;
    private final CallLists lists;
    private final Staff staff;

    CampaignsApi(
            Campaigns campaigns,
            CampaignFigures figures,
            CampaignDialling dialling,
            CampaignLive live,
            CallLists lists,
            Staff staff) {
        this.campaigns = campaigns;
        this.dialling = dialling;
        this.live = live;
        this.figures = figures;
        this.lists = lists;
        this.staff = staff;
    }

    private StaffMember member(SignedIn me) {
        return staff.find(me.id()).orElseThrow(() -> NotDone.notAllowed("You are not on the staff any more."));
    }

    private StaffMember supervisor(SignedIn me) {
        if (!me.mayAs(Role.SUPERVISOR)) {
            throw NotDone.notAllowed("Supervisors and administrators keep call lists.");
        }
        return member(me);
    }

    @GetMapping("/api/campaigns")
    @Operation(operationId = "listCampaigns", summary = "All call lists, newest first")
    Page<Campaign> list(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestParam(required = false) @Parameter(description = "true: those that are put away") String archived,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, Set.of("archived"));
        return new Page<>(
                me.mayAs(Role.SUPERVISOR) ? campaigns.list("true".equals(archived)) : campaigns.runningOf(me.id()),
                null);
    }

    @PostMapping("/api/campaigns")
    @Operation(operationId = "addCampaign", summary = "Make a call list")
    @ApiResponse(responseCode = "201", description = "Made, as a draft")
    ResponseEntity<Campaign> add(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @RequestBody Input sent) {
        Campaign saved = save(sent, null, supervisor(me));
        return ResponseEntity.created(URI.create("/api/campaigns/" + saved.id()))
                .body(saved);
    }

    private Campaign existing(String id) {
        return campaigns
                .find(CallSearch.Ids.read("id", id))
                .orElseThrow(() -> NotDone.notFound("There is no such call list."));
    }

    @GetMapping("/api/campaigns/{id}")
    @Operation(operationId = "getCampaign", summary = "One call list, how far it is, and why nothing is dialled")
    One one(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        supervisor(me);
        Campaign campaign = existing(id);
        return new One(
                campaign,
                dialling.of(campaign.id()),
                live.aheadOf(campaign, Instant.now()),
                figures.of(campaign.id()),
                live.whyNot(campaign, 1, Instant.now()));
    }

    @PutMapping("/api/campaigns/{id}")
    @Operation(operationId = "changeCampaign", summary = "Change a call list")
    Campaign change(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody Input sent) {
        return save(sent, existing(id), supervisor(me));
    }

    private Campaign save(Input sent, Campaign before, StaffMember by) {
        return campaigns.save(sent.with(before), before == null ? null : sent.version(), by, id -> {
            // As it was where nothing is said of it: a program need not know how the server dials.
            if (sent.saysHowItIsDialled()) {
                DialSettings was = dialling.of(id);
                dialling.save(
                        id,
                        sent.callerId() == null ? was.callerId() : sent.shown(),
                        sent.signed() == null ? was.isSigned() : sent.signed(),
                        by);
            }
        });
    }

    @PostMapping("/api/campaigns/{id}/state")
    @Operation(operationId = "moveCampaign", summary = "Start, pause, finish or put away a call list")
    Campaign move(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody State sent) {
        Campaign.State to = Campaign.State.of(String.valueOf(sent.state()))
                .orElseThrow(
                        () -> NotDone.wrong("state", "state is one of: ready, running, paused, finished, archived."));
        return campaigns.move(existing(id).id(), to, supervisor(me));
    }

    @PostMapping("/api/campaigns/{id}/people")
    @Operation(
            operationId = "addPeopleToCampaign",
            summary = "Put people on a call list, up to 20,000 at once",
            description = "All or none. Who is there already, by `externalId`, client, or number and name, is updated.")
    CallList people(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody People sent) {
        List<Person> all = sent.people() == null
                ? List.of()
                : sent.people().stream()
                        .filter(Objects::nonNull)
                        .map(Somebody::person)
                        .toList();
        return lists.add(existing(id).id(), CallList.Source.API, sent.origin(), all, supervisor(me));
    }

    @GetMapping("/api/lists")
    @Operation(operationId = "listCallLists", summary = "What was loaded into a call list, newest first")
    Page<CallList> loads(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestParam String campaign,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, Set.of("campaign"));
        supervisor(me);
        return new Page<>(lists.ofCampaign(existing(campaign).id()), null);
    }

    @PostMapping(
            value = "/api/lists",
            consumes = {"text/csv", "text/plain", "application/octet-stream"})
    @Operation(
            operationId = "uploadCallList",
            summary = "Look through a file of people to be called",
            description =
                    "Nothing is written: look at `/api/lists/{id}` until its state is `checked`, then `POST /api/lists/{id}/load`.")
    @ApiResponse(responseCode = "202", description = "It is being looked through; `Location` says where to look.")
    ResponseEntity<CallList> upload(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestParam String campaign,
            @RequestParam(required = false) @Parameter(description = "Where the data come from") String origin,
            @RequestParam(required = false) @Parameter(description = "`vicidial` for its field set without a header")
                    String profile,
            @io.swagger.v3.oas.annotations.parameters.RequestBody @Schema(type = "string") @RequestBody byte[] file) {
        StaffMember by = supervisor(me);
        Words.word("profile", profile, word -> Optional.of(word).filter("vicidial"::equals), "vicidial");
        var options = new ListOptions(null, null, profile, null, 0, null, Map.of());
        CallList list = lists.upload(existing(campaign).id(), CallList.Source.API, null, file, origin, options, by);
        return ResponseEntity.accepted()
                .location(URI.create("/api/lists/" + list.id()))
                .body(list);
    }

    private CallList existingList(SignedIn me, String id) {
        supervisor(me);
        return lists.find(CallSearch.Ids.read("id", id)).orElseThrow(() -> NotDone.notFound("There is no such list."));
    }

    @GetMapping("/api/lists/{id}")
    @Operation(operationId = "getCallList", summary = "One load, with its counts")
    CallList load(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        return existingList(me, id);
    }

    @GetMapping("/api/lists/{id}/refused")
    @Operation(operationId = "listRefusedRows", summary = "Rows that were not taken, with why")
    Page<CallLists.RefusedRow> refused(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestParam(required = false) @Parameter(description = "`next` of the page before") Long after) {
        List<CallLists.RefusedRow> rows =
                lists.refused(existingList(me, id).id(), after == null ? 0 : after, Page.LONGEST);
        return new Page<>(
                rows,
                rows.size() < Page.LONGEST
                        ? null
                        : Long.toString(rows.get(rows.size() - 1).row()));
    }

    @PostMapping("/api/lists/{id}/load")
    @Operation(operationId = "loadCallList", summary = "Write what was looked through")
    CallList write(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        return lists.load(existingList(me, id).id(), supervisor(me));
    }

    @PostMapping("/api/lists/{id}/undo")
    @Operation(
            operationId = "undoCallList",
            summary = "Take a load back: whom nobody has tried goes, the others are tried no more")
    CallList undo(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        UUID list = existingList(me, id).id();
        lists.undo(list, supervisor(me));
        return lists.find(list).orElseThrow();
    }
}
