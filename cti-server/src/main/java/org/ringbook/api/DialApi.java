package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Locale;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.agents.ClickToCall;
import org.ringbook.calls.Call;
import org.ringbook.control.Asking;
import org.ringbook.control.CallControl;
import org.ringbook.control.Entrance;
import org.ringbook.numbers.Extension;
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
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Calls")
class DialApi {

    /**
     * @param from extension to ring first; may be left out for the sender's own first telephone
     * @param to number to call then
     * @param requestId what you call this request, at most 100 characters; the header {@code Idempotency-Key} says the same
     */
    @Schema(name = "Dial")
    record Dial(
            @Schema(example = "101") String from,

            @Schema(example = "+79161234567", requiredMode = Schema.RequiredMode.REQUIRED)
            String to,

            @Schema(nullable = true) String requestId,

            @Schema(
                    nullable = true,
                    description =
                            "Why a number of the do-not-call list is called all the same; for whoever has the right to")
            String override) {}

    /** @param call address that leads to the call as soon as there is one */
    @Schema(name = "Dialled")
    record Dialled(UUID request, String from, String to, String call) {}

    private final ClickToCall clickToCall;
    private final Staff staff;
    private final VisibleCalls visible;
    private final CallsApi calls;
    private final CallControl control;

    DialApi(ClickToCall clickToCall, Staff staff, VisibleCalls visible, CallsApi calls, CallControl control) {
        this.clickToCall = clickToCall;
        this.staff = staff;
        this.visible = visible;
        this.calls = calls;
        this.control = control;
    }

    @PostMapping("/api/calls")
    @Operation(
            summary = "Call a number (click-to-call)",
            operationId = "dial",
            description = "Rings the telephone `from` first, then the number. Agents dial from their own telephones;"
                    + " supervisors and administrators also for others. The same `Idempotency-Key` (or `requestId`) is the"
                    + " same call, however often it comes; so is the same number from the same telephone within 5 seconds."
                    + " `GET /api/call-requests/{request}` tells how it goes.")
    @ApiResponse(responseCode = "202", description = "Asked of the PBX; `Location` leads to the call when it is there.")
    @ApiResponse(responseCode = "409", description = "The PBX or the rights do not allow it; `detail` says why.")
    @ApiResponse(
            responseCode = "429",
            description = "A limit is met (`code` begins with `limit.`); nothing was dialled.")
    ResponseEntity<Dialled> dial(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestHeader(name = "Idempotency-Key", required = false) String key,
            @RequestBody Dial asked,
            Locale locale) {
        if (asked.to() == null || asked.to().isBlank()) {
            throw NotDone.wrong("to", "Say which number to call: \"to\".");
        }
        StaffMember self = self(me);
        var asking = new Asking(self, Entrance.API, key != null ? key : asked.requestId(), asked.override());
        ClickToCall.Dialled dialled =
                clickToCall.dial(asking, whose(me, asked.from()), asked.from(), asked.to(), locale.getLanguage());
        String address = "/api/calls/requests/" + dialled.id();
        return ResponseEntity.accepted()
                .location(URI.create(address))
                .body(new Dialled(dialled.id(), dialled.from(), dialled.to(), address));
    }

    @GetMapping("/api/calls/requests/{id}")
    @Operation(
            summary = "The call that came of a click-to-call",
            description = "202 while the PBX has not begun it; then the call, and `Content-Location` says where it"
                    + " stands for good.")
    @ApiResponse(responseCode = "200", description = "The call")
    @ApiResponse(responseCode = "202", description = "Not begun yet: ask again after `Retry-After` seconds.")
    ResponseEntity<CallView> request(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        UUID request = CallSearch.Ids.read("id", id);
        var call = visible.findByRequest(me, request);
        if (call.isEmpty() && waits(me, request)) {
            return ResponseEntity.accepted().header("Retry-After", "1").build();
        }
        Call found = call.orElseThrow(() -> NotDone.notFound(
                "No call came of this request: the PBX did not begin one, or the request is not one of yours."));
        return ResponseEntity.ok()
                .header("Content-Location", "/api/calls/" + found.id())
                .body(calls.view(found));
    }

    private boolean waits(SignedIn me, UUID request) {
        return control.find(request)
                .filter(known ->
                        known.staffId().equals(me.id()) && !known.state().isOver())
                .isPresent();
    }

    private StaffMember self(SignedIn me) {
        return staff.find(me.id()).orElseThrow(() -> NotDone.notAllowed("You are not on the staff list."));
    }

    private StaffMember whose(SignedIn me, String from) {
        StaffMember self = self(me);
        if (from == null || from.isBlank() || !me.mayAs(Role.SUPERVISOR)) {
            return self;
        }
        if (!Extension.isExtension(from.strip())) {
            throw NotDone.wrong("from", "\"" + Shown.text(from) + "\" is no extension. Write its digits, such as 101.");
        }
        return staff.byExtension(new Extension(from.strip()))
                .orElseThrow(() -> NotDone.wrong(
                        "from",
                        "Nobody on the staff list has the telephone " + from.strip()
                                + ". An administrator adds it to a person."));
    }
}
