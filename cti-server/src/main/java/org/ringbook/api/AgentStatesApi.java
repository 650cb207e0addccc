package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.agents.Pauses;
import org.ringbook.agents.Presence;
import org.ringbook.agents.PresenceState;
import org.ringbook.agents.RingsShown;
import org.ringbook.agentstates.AgentStates;
import org.ringbook.control.Entrance;
import org.ringbook.rights.Action;
import org.ringbook.rights.Rights;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(
        name = "Agent states",
        description = "Who was what when, and what showed people their rings. Seen of those whose calls one may see.")
class AgentStatesApi {

    private static final Set<String> PERIOD = Set.of("staff", "from", "to", "limit");
    private static final Set<String> RINGS = Set.of("staff", "from", "to", "limit", "shownBy");
    private static final String SHOWN_BY = "page, notification, program, unseen";

    @Schema(name = "PresenceInput")
    record Input(
            @Schema(allowableValues = {"available", "paused", "dnd"})
            String state,

            @Schema(description = "Of a pause: one of the reasons of the settings", nullable = true, example = "lunch")
            String reason) {}

    /** @param since null for somebody who has not been seen since the start of the server */
    @Schema(name = "Presence")
    record Now(String state, @Schema(nullable = true) String reason, Instant since, List<String> reasons) {}

    @Schema(name = "RingShown")
    record Shown(
            UUID callId,
            UUID staffId,
            Instant rangAt,

            @Schema(allowableValues = {"page", "notification", "program", "unseen"})
            String shownBy,

            @Schema(description = "From the ring until it was shown", nullable = true)
            Long afterMillis) {

        static Shown of(RingsShown.Ring ring) {
            return new Shown(
                    ring.callId(),
                    ring.staffId(),
                    ring.rangAt(),
                    ring.shownBy().word(),
                    ring.after() == null ? null : ring.after().toMillis());
        }
    }

    private final AgentStates states;
    private final RingsShown rings;
    private final Presence presence;
    private final Pauses pauses;
    private final Staff staff;
    private final Rights rights;

    AgentStatesApi(AgentStates states, RingsShown rings, Presence presence, Pauses pauses, Staff staff, Rights rights) {
        this.states = states;
        this.rings = rings;
        this.presence = presence;
        this.pauses = pauses;
        this.staff = staff;
        this.rights = rights;
    }

    @GetMapping("/api/presence")
    @Operation(operationId = "ownPresence", summary = "Whether one can be reached, and what can be chosen")
    Now now(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me) {
        Presence.Status status = presence.of(me.id());
        String state = switch (status.state()) {
            case OFFLINE -> "offline";
            case AVAILABLE -> "available";
            case AWAY -> "paused";
            case DND -> "dnd";
        };
        return new Now(state, status.reason(), status.since(), pauses.reasons());
    }

    @PutMapping("/api/presence")
    @Operation(
            operationId = "choosePresence",
            summary = "Take a pause, or come back",
            description = "Queues of a PBX that can be told are told. `away` is taken for `paused`.")
    Now choose(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @RequestBody Input sent) {
        PresenceState state = switch (sent.state() == null ? "" : sent.state()) {
            case "available" -> PresenceState.AVAILABLE;
            case "paused", "away" -> PresenceState.AWAY;
            case "dnd" -> PresenceState.DND;
            default -> throw NotDone.wrong("state", "state is available, paused or dnd.");
        };
        if (sent.reason() != null && !pauses.reasons().contains(sent.reason())) {
            throw NotDone.wrong("reason", "reason is one of: " + String.join(", ", pauses.reasons()) + ".");
        }
        pauses.choose(member(me), state, sent.reason(), Entrance.API);
        return now(me);
    }

    @GetMapping("/api/agent-states")
    @Operation(
            operationId = "listAgentStates",
            summary = "Who was what when",
            description =
                    "All that was so in any moment of the period, the newest first. One state at a time for each person.")
    Page<AgentStates.Interval> list(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestParam(required = false)
                    @Parameter(description = "Id of one of our people; left out: all that may be seen")
                    String staff,
            @RequestParam(required = false) @Parameter(description = "Left out: a day before `to`") String from,
            @RequestParam(required = false) @Parameter(description = "Left out: now") String to,
            @RequestParam(required = false) @Parameter(description = "1 to 500", example = "50") Integer limit,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, PERIOD);
        Instant end = moment("to", to, Instant.now());
        Instant begin = moment("from", from, end.minus(Duration.ofDays(1)));
        return new Page<>(states.list(people(me, staff), begin, end, Page.limit(limit)), null);
    }

    @GetMapping("/api/rings")
    @Operation(
            operationId = "listRings",
            summary = "What showed people that their telephones rang",
            description =
                    "Of people who had a page or the agent program open. The newest first; `unseen`: nothing said that it"
                            + " showed the card.")
    Page<Shown> rings(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestParam(required = false)
                    @Parameter(description = "Id of one of our people; left out: all that may be seen")
                    String staff,
            @RequestParam(required = false) @Parameter(description = "Left out: a day before `to`") String from,
            @RequestParam(required = false) @Parameter(description = "Left out: now") String to,
            @RequestParam(required = false) @Parameter(description = SHOWN_BY, example = "unseen") String shownBy,
            @RequestParam(required = false) @Parameter(description = "1 to 500", example = "50") Integer limit,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, RINGS);
        Instant end = moment("to", to, Instant.now());
        Instant begin = moment("from", from, end.minus(Duration.ofDays(1)));
        RingsShown.By by = shownBy == null
                ? null
                : Arrays.stream(RingsShown.By.values())
                        .filter(one -> one.word().equals(shownBy))
                        .findFirst()
                        .orElseThrow(() -> NotDone.wrong("shownBy", "shownBy is one of: " + SHOWN_BY + "."));
        return new Page<>(
                rings.list(people(me, staff), by, begin, end, Page.limit(limit)).stream()
                        .map(Shown::of)
                        .toList(),
                null);
    }

    /** Whose may be seen of those that are asked for; null for everybody's. */
    private Collection<UUID> people(SignedIn me, String wanted) {
        Collection<UUID> seen = rights.of(member(me)).people(Action.SEE);
        if (wanted == null) {
            return seen;
        }
        UUID one = CallSearch.Ids.read("staff", wanted);
        return seen == null || seen.contains(one) ? List.of(one) : List.of();
    }

    private static Instant moment(String name, String text, Instant unless) {
        if (text == null) {
            return unless;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException none) {
            throw NotDone.wrong(name, name + " is a moment such as 2026-12-01T07:00:00Z.");
        }
    }

    private StaffMember member(SignedIn me) {
        return staff.find(me.id()).orElseThrow(() -> NotDone.notAllowed("You are not on the staff any more."));
    }
}
