package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.ringbook.access.SignedIn;
import org.ringbook.calls.Call;
import org.ringbook.flights.FlightFile;
import org.ringbook.flights.FlightRecorder;
import org.ringbook.refusals.Refused;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Calls")
class FlightApi {

    private final VisibleCalls visible;
    private final FlightRecorder recorder;

    FlightApi(VisibleCalls visible, FlightRecorder recorder) {
        this.visible = visible;
        this.recorder = recorder;
    }

    @GetMapping(value = "/api/calls/{id}/flight", produces = "application/jsonl")
    @Operation(
            summary = "The flight of a call: all that it was made of, in one file",
            description =
                    "For supervisors and administrators. One JSON object a line: the head, what the source said, the"
                            + " facts, the call. `replay FILE` makes the call of it once more. Secrets are always masked;"
                            + " `mask=digits` masks numbers and names too, the same ones in the same way.")
    @ApiResponse(responseCode = "409", description = "There is none: `code` and `detail` say why.")
    ResponseEntity<byte[]> flight(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestParam(required = false) @Parameter(example = "digits") String mask,
            HttpServletRequest request)
            throws IOException {
        OnlyKnown.parameters(request, Set.of("mask"));
        if (mask != null && !mask.equals("digits")) {
            throw NotDone.wrong("mask", "\"" + Shown.text(mask) + "\" is no mask. Known: digits.");
        }
        Call call = visible.record(me, CallSearch.Ids.read("id", id));
        var text = new StringWriter();
        try {
            FlightFile.write(recorder.record(call, mask != null), text);
        } catch (Refused none) {
            throw NotDone.conflict(null, none.refusal().key(), none.words(request.getLocale()));
        }
        return ResponseEntity.ok()
                .header("Content-Disposition", "attachment; filename=\"" + FlightFile.nameOf(call) + "\"")
                .body(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
