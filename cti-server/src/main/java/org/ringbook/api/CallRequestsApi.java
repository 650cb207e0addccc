package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.control.Asking;
import org.ringbook.control.CallControl;
import org.ringbook.control.CallRequest;
import org.ringbook.control.Entrance;
import org.ringbook.control.RequestState;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Call control")
class CallRequestsApi {

    private static final int PAGE = 100;

    /**
     * @param paused true for no calls from the queues, false for calls again
     * @param reason for the PBX's own reports, at most 60 characters
     */
    @Schema(name = "QueuePause")
    record PauseInput(
            @Schema(example = "true") boolean paused,
            @Schema(example = "lunch", nullable = true) String reason,
            @Schema(nullable = true) String requestId) {}

    private final CallControl control;
    private final Staff staff;

    CallRequestsApi(CallControl control, Staff staff) {
        this.control = control;
        this.staff = staff;
    }

    @GetMapping("/api/call-requests")
    @Operation(
            operationId = "listCallRequests",
            summary = "What was asked of the telephone systems, newest first",
            description =
                    "Your own; supervisors see everybody's. `state=refused` is the list of refusals, `supervision=true` who"
                            + " listened to whom.")
    Page<CallRequestView> list(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestParam(required = false) String state,
            @RequestParam(defaultValue = "false") boolean supervision,
            @RequestParam(required = false) String after,
            Locale locale) {
        UUID of = me.mayAs(Role.SUPERVISOR) ? null : me.id();
        List<CallRequest> found = control.asked(of, state(state), supervision, time(after), PAGE);
        String next = found.size() < PAGE ? null : found.get(PAGE - 1).askedAt().toString();
        return new Page<>(
                found.stream().map(one -> CallRequestView.of(one, locale)).toList(), next);
    }

    @GetMapping("/api/call-requests/{id}")
    @Operation(
            operationId = "getCallRequest",
            summary = "How a request goes",
            description =
                    "`accepted`, `ringing`, `answered`, `ended` with its `cause`; of a command that calls nobody `done`;"
                            + " `refused` with words; `unknown` when nobody knows whether it was done: it is not repeated by itself.")
    CallRequestView get(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id, Locale locale) {
        return CallRequestView.of(own(me, id), locale);
    }

    @PostMapping("/api/call-requests/{id}/complete")
    @Operation(
            operationId = "completeTransfer",
            summary = "Join the other side with the colleague who was asked",
            description =
                    "Of a transfer with `attended`. Where the telephone system joins both at hanging up, the words say so.")
    @ApiResponse(responseCode = "202", description = "Asked of the telephone system.")
    @ApiResponse(responseCode = "409", description = "Not done; `detail` says why.")
    ResponseEntity<CallRequestView> complete(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id, Locale locale) {
        CallRequest request = control.complete(asking(me, null), own(me, id).id());
        return ResponseEntity.accepted().body(CallRequestView.of(request, locale));
    }

    @PostMapping("/api/call-requests/{id}/cancel")
    @Operation(
            operationId = "cancelCallRequest",
            summary = "Take a request back",
            description = "Stops what rings for it, a consultation, or your listening.")
    @ApiResponse(responseCode = "202", description = "Asked of the telephone system.")
    @ApiResponse(responseCode = "409", description = "Not done; `detail` says why.")
    ResponseEntity<CallRequestView> cancel(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id, Locale locale) {
        CallRequest request = control.cancel(asking(me, null), own(me, id).id());
        return ResponseEntity.accepted().body(CallRequestView.of(request, locale));
    }

    @PostMapping("/api/queue-pauses/{person}")
    @Operation(
            operationId = "pauseInQueues",
            summary = "Give a person no calls from the PBX's queues, or calls again",
            description =
                    "`person` is an id of the staff list, or `me`. Everybody pauses themselves, supervisors also others.")
    @ApiResponse(responseCode = "202", description = "`done` when the telephone system says that it is so.")
    @ApiResponse(responseCode = "409", description = "Not done; `detail` says why.")
    ResponseEntity<CallRequestView> pause(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestHeader(name = "Idempotency-Key", required = false) String key,
            @PathVariable String person,
            @RequestBody PauseInput input,
            Locale locale) {
        StaffMember whom = person.equals("me")
                ? self(me)
                : staff.find(CallSearch.Ids.read("person", person))
                        .orElseThrow(() -> NotDone.notFound("There is no such person on the staff list."));
        CallRequest request = control.settled(
                control.pauseInQueues(
                        asking(me, key != null ? key : input.requestId()), whom, input.paused(), input.reason()),
                java.time.Duration.ofSeconds(7));
        if (request.state() == RequestState.REFUSED) {
            throw NotDone.conflict(null, request.cause(), request.words().in(locale));
        }
        return ResponseEntity.accepted().body(CallRequestView.of(request, locale));
    }

    private CallRequest own(SignedIn me, String id) {
        return control.find(CallSearch.Ids.read("id", id))
                .filter(known -> known.staffId().equals(me.id()) || me.mayAs(Role.SUPERVISOR))
                .orElseThrow(() -> NotDone.notFound("There is no such request, or it is not one of yours."));
    }

    private Asking asking(SignedIn me, String key) {
        return new Asking(self(me), Entrance.API, key);
    }

    private StaffMember self(SignedIn me) {
        return staff.find(me.id()).orElseThrow(() -> NotDone.notAllowed("You are not on the staff list."));
    }

    private static RequestState state(String text) {
        try {
            return text == null ? null : RequestState.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw NotDone.wrong(
                    "state",
                    "\"" + Shown.text(text)
                            + "\" is no state. Write accepted, ringing, answered, ended, done, refused or unknown.");
        }
    }

    private static Instant time(String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException wrong) {
            throw NotDone.wrong("after", "\"" + Shown.text(text) + "\" is no time, such as 2026-03-02T09:00:00Z.");
        }
    }
}
