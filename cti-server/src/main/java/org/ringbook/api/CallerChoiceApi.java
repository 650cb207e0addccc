package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.calls.Call;
import org.ringbook.events.CallerChoices;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Calls")
class CallerChoiceApi {

    @Schema(name = "CallerChoice")
    record Choice(
            @Schema(
                    description = "Contact or company, by id: one of those who have the number",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            UUID partyId,

            @Schema(description = "Whether the number means them in later calls, too", nullable = true)
            Boolean forGood) {}

    private final CallerChoices choices;
    private final VisibleCalls visible;

    CallerChoiceApi(CallerChoices choices, VisibleCalls visible) {
        this.choices = choices;
        this.visible = visible;
    }

    @PutMapping("/api/calls/{id}/caller")
    @Operation(
            operationId = "chooseCaller",
            summary = "Say who of several a caller was",
            description = "Where a number is several people's. The card, the timeline and notes of the call follow.")
    Choice choose(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody Choice sent) {
        if (sent.partyId() == null) {
            throw NotDone.wrong("partyId", "Say who it was: partyId is missing.");
        }
        choices.choose(call(me, id), sent.partyId(), Boolean.TRUE.equals(sent.forGood()), me.id());
        return sent;
    }

    @DeleteMapping("/api/calls/{id}/caller")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "forgetCaller",
            summary = "Take that back",
            description = "What was chosen of this call, and of its number for good.")
    void forget(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        choices.forget(call(me, id));
    }

    private Call call(SignedIn me, String id) {
        return visible.find(me, CallSearch.Ids.read("id", id));
    }
}
