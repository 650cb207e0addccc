package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ringbook.access.SignedIn;
import org.ringbook.agents.TelephoneNumbers;
import org.ringbook.control.Asking;
import org.ringbook.control.CallControl;
import org.ringbook.control.CallRequest;
import org.ringbook.control.Entrance;
import org.ringbook.control.RequestState;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.telephony.CallCommands.Supervision;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(
        name = "Call control",
        description =
                "Commands to the telephone system about a call that goes on. Each is answered with a request that is under way"
                        + " (202); `GET /api/call-requests/{id}` tells how it went. The same `Idempotency-Key` (or `requestId`) is the"
                        + " same request, however often it comes. You command your own telephones; supervisors also calls that they"
                        + " see. `GET /api/calls/{id}/commands` names what is possible with a call now.")
class CallControlApi {

    private static final String TAKEN = "Asked of the telephone system; `Location` leads to the request.";
    private static final String REFUSED = "Not done; `detail` says why, `code` for programs.";
    /** What a telephone system refuses at once is refused at once. */
    private static final Duration PATIENCE = Duration.ofSeconds(7);

    /**
     * @param telephone of ours that is meant; left out for your own in this call
     * @param requestId what you call this request, at most 100 characters
     */
    @Schema(name = "CallCommand")
    record Input(
            @Schema(example = "101", nullable = true) String telephone,
            @Schema(nullable = true) String requestId) {}

    /**
     * @param to extension or number
     * @param attended whether the colleague is asked first; then complete the request, or cancel it
     */
    @Schema(name = "TransferCommand")
    record TransferInput(
            @Schema(example = "103", requiredMode = Schema.RequiredMode.REQUIRED)
            String to,

            @Schema(example = "false", nullable = true) Boolean attended,
            @Schema(example = "101", nullable = true) String telephone,
            @Schema(nullable = true) String requestId) {}

    /**
     * @param of the colleague's telephone; left out for the one that speaks
     * @param telephone yours that is rung; left out for your first
     */
    @Schema(name = "SupervisionCommand")
    record SupervisionInput(
            @Schema(example = "101", nullable = true) String of,
            @Schema(example = "103", nullable = true) String telephone,
            @Schema(nullable = true) String requestId) {}

    /** @param commands what you may do with the call as it is, and its telephone system can */
    @Schema(name = "CallCommands")
    record Offers(Set<String> commands) {}

    private final CallControl control;
    private final Staff staff;
    private final VisibleCalls visible;

    CallControlApi(CallControl control, Staff staff, VisibleCalls visible) {
        this.control = control;
        this.staff = staff;
        this.visible = visible;
    }

    @GetMapping("/api/calls/{id}/commands")
    @Operation(operationId = "commandsOfCall", summary = "What you may do with a call as it is now")
    Offers offers(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        return new Offers(control.offers(self(me), visible.find(me, CallSearch.Ids.read("id", id))).stream()
                .map(one -> one.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    @PostMapping("/api/calls/{id}/hangup")
    @Operation(
            operationId = "hangUp",
            summary = "Hang up",
            description =
                    "Your telephone's part in the call; supervisors name the `telephone` of a colleague, or leave it out for"
                            + " the one of ours that takes part.")
    @ApiResponse(responseCode = "202", description = TAKEN)
    @ApiResponse(responseCode = "409", description = REFUSED)
    ResponseEntity<CallRequestView> hangUp(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestHeader(name = "Idempotency-Key", required = false) String key,
            @PathVariable String id,
            @RequestBody(required = false) Input sent,
            Locale locale) {
        Input input = orEmpty(sent);
        return answer(control.hangUp(asking(me, key, input.requestId()), call(id), input.telephone()), locale);
    }

    @PostMapping("/api/calls/{id}/transfer")
    @Operation(
            operationId = "transfer",
            summary = "Hand the other side on to a colleague or a number",
            description =
                    "At once, or with `attended` after asking: the request is then `answered` when the colleague speaks, and"
                            + " `POST /api/call-requests/{id}/complete` joins both.")
    @ApiResponse(responseCode = "202", description = TAKEN)
    @ApiResponse(responseCode = "409", description = REFUSED)
    @ApiResponse(responseCode = "429", description = "A limit is met (`code` begins with `limit.`).")
    ResponseEntity<CallRequestView> transfer(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestHeader(name = "Idempotency-Key", required = false) String key,
            @PathVariable String id,
            @RequestBody TransferInput input,
            Locale locale) {
        String to = TelephoneNumbers.digits(input.to())
                .orElseThrow(() -> NotDone.wrong("to", "Say to whom: an extension or a number, such as \"103\"."));
        CallRequest request = control.transfer(
                asking(me, key, input.requestId()),
                call(id),
                input.telephone(),
                to,
                Boolean.TRUE.equals(input.attended()));
        return answer(request, locale);
    }

    @PostMapping("/api/calls/{id}/pickup")
    @Operation(
            operationId = "pickUp",
            summary = "Answer what rings at a colleague's telephone",
            description =
                    "Your telephone rings; when you answer it, you have the call. For colleagues of one team, or of a company"
                            + " without teams; supervisors for all.")
    @ApiResponse(responseCode = "202", description = TAKEN)
    @ApiResponse(responseCode = "409", description = REFUSED)
    ResponseEntity<CallRequestView> pickUp(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestHeader(name = "Idempotency-Key", required = false) String key,
            @PathVariable String id,
            @RequestBody(required = false) Input sent,
            Locale locale) {
        Input input = orEmpty(sent);
        return answer(control.pickUp(asking(me, key, input.requestId()), call(id), input.telephone()), locale);
    }

    @PostMapping("/api/calls/{id}/hold")
    @Operation(
            operationId = "hold",
            summary = "Let the other side wait with music",
            description = "Where the telephone system can; to go on is done at the telephone.")
    @ApiResponse(responseCode = "202", description = TAKEN)
    @ApiResponse(responseCode = "409", description = REFUSED)
    ResponseEntity<CallRequestView> hold(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestHeader(name = "Idempotency-Key", required = false) String key,
            @PathVariable String id,
            @RequestBody(required = false) Input sent,
            Locale locale) {
        Input input = orEmpty(sent);
        return answer(control.hold(asking(me, key, input.requestId()), call(id), input.telephone()), locale);
    }

    @PostMapping("/api/calls/{id}/listen")
    @Operation(
            operationId = "listen",
            summary = "Listen to a colleague's conversation",
            description =
                    "Needs the right `listen`. Your telephone rings, and when you answer it you hear both and are heard by none."
                            + " Who listened to whom and when is kept.")
    @ApiResponse(responseCode = "202", description = TAKEN)
    @ApiResponse(responseCode = "409", description = REFUSED)
    ResponseEntity<CallRequestView> listen(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestHeader(name = "Idempotency-Key", required = false) String key,
            @PathVariable String id,
            @RequestBody(required = false) SupervisionInput sent,
            Locale locale) {
        return supervise(me, key, id, sent, Supervision.LISTEN, locale);
    }

    @PostMapping("/api/calls/{id}/whisper")
    @Operation(
            operationId = "whisper",
            summary = "Listen, and be heard by the colleague alone",
            description = "Like `listen`; the other side does not hear you.")
    @ApiResponse(responseCode = "202", description = TAKEN)
    @ApiResponse(responseCode = "409", description = REFUSED)
    ResponseEntity<CallRequestView> whisper(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestHeader(name = "Idempotency-Key", required = false) String key,
            @PathVariable String id,
            @RequestBody(required = false) SupervisionInput sent,
            Locale locale) {
        return supervise(me, key, id, sent, Supervision.WHISPER, locale);
    }

    @PostMapping("/api/calls/{id}/barge")
    @Operation(
            operationId = "bargeIn",
            summary = "Join a colleague's conversation",
            description = "Like `listen`; both hear you.")
    @ApiResponse(responseCode = "202", description = TAKEN)
    @ApiResponse(responseCode = "409", description = REFUSED)
    ResponseEntity<CallRequestView> barge(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestHeader(name = "Idempotency-Key", required = false) String key,
            @PathVariable String id,
            @RequestBody(required = false) SupervisionInput sent,
            Locale locale) {
        return supervise(me, key, id, sent, Supervision.BARGE, locale);
    }

    private ResponseEntity<CallRequestView> supervise(
            SignedIn me, String key, String id, SupervisionInput sent, Supervision how, Locale locale) {
        SupervisionInput input = sent == null ? new SupervisionInput(null, null, null) : sent;
        CallRequest request =
                control.supervise(asking(me, key, input.requestId()), call(id), input.of(), input.telephone(), how);
        return answer(request, locale);
    }

    private ResponseEntity<CallRequestView> answer(CallRequest taken, Locale locale) {
        CallRequest request = control.settled(taken, PATIENCE);
        if (request.state() == RequestState.REFUSED) {
            throw NotDone.conflict(null, request.cause(), request.words().in(locale));
        }
        return ResponseEntity.accepted()
                .location(URI.create("/api/call-requests/" + request.id()))
                .body(CallRequestView.of(request, locale));
    }

    private Asking asking(SignedIn me, String key, String requestId) {
        return new Asking(self(me), Entrance.API, key != null ? key : requestId);
    }

    private StaffMember self(SignedIn me) {
        return staff.find(me.id()).orElseThrow(() -> NotDone.notAllowed("You are not on the staff list."));
    }

    private static Input orEmpty(Input sent) {
        return sent == null ? new Input(null, null) : sent;
    }

    private static UUID call(String id) {
        return CallSearch.Ids.read("id", id);
    }
}
