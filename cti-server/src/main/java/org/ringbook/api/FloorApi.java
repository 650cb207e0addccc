package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.calls.CallPermissions;
import org.ringbook.calls.log.CallReader;
import org.ringbook.floor.Floor;
import org.ringbook.rights.Action;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@RestController
@Tag(
        name = "Floor",
        description = "Who talks, rings, waits and is paused now, and the queues. Of those whose calls one may see.")
class FloorApi {

    private final Floor floor;
    private final FloorStreams streams;
    private final CallReader calls;
    private final Staff staff;

    FloorApi(Floor floor, FloorStreams streams, CallReader calls, Staff staff) {
        this.floor = floor;
        this.streams = streams;
        this.calls = calls;
        this.staff = staff;
    }

    @GetMapping("/api/floor")
    @Operation(operationId = "floor", summary = "The floor as it is now")
    FloorDocument now(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, HttpServletRequest request) {
        OnlyKnown.parameters(request, Set.of());
        return document(me.id());
    }

    private FloorDocument document(UUID who) {
        StaffMember member = staff.find(who)
                .filter(StaffMember::active)
                .orElseThrow(() -> NotDone.notAllowed("You are not on the staff any more."));
        CallPermissions may = calls.permissions(member);
        Collection<UUID> people = may.people();
        return FloorDocument.of(
                floor.board(person -> people == null || people.contains(person), call -> may.may(Action.SEE, call)),
                floor.settings());
    }

    @GetMapping(path = "/api/floor/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            operationId = "floorStream",
            summary = "The floor, again whenever it changes",
            description =
                    "Server-sent events: `floor` with the same document as GET /api/floor, once a second at the most, the"
                            + " first at once; `beat` when nothing changed for 10 s. At most 50 at once.")
    ResponseEntity<SseEmitter> stream(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestParam(defaultValue = "false") @Parameter(description = "Ends after the first document")
                    boolean first,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, Set.of("first"));
        SseEmitter emitter = streams.open(() -> document(me.id()), first);
        return emitter == null
                ? ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                        .header("Retry-After", "5")
                        .build()
                : ResponseEntity.ok().header("X-Accel-Buffering", "no").body(emitter);
    }
}
