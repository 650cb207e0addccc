package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.deals.By;
import org.ringbook.deals.Deals;
import org.ringbook.deals.Participant;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Who else is in a deal. */
@RestController
@Tag(name = "Deals")
class DealParticipantsApi {

    @Schema(name = "DealParticipant")
    record ParticipantView(
            @Schema(description = "A company or a person") UUID partyId,

            @Schema(
                    allowableValues = {
                        "decides",
                        "influences",
                        "pays",
                        "receives",
                        "competitor",
                        "subcontractor",
                        "introduced"
                    })
            String role) {

        static ParticipantView of(Participant one) {
            return new ParticipantView(one.partyId(), one.role().word());
        }

        Participant read() {
            if (partyId == null || role == null) {
                throw NotDone.wrong("participants", "Each one has a partyId and a role.");
            }
            return new Participant(
                    partyId,
                    Words.word(
                            "role",
                            role,
                            Participant.Role::of,
                            "decides, influences, pays, receives, competitor, subcontractor, introduced"));
        }
    }

    @Schema(name = "DealParticipants")
    record ParticipantsInput(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            List<ParticipantView> participants) {}

    private final Deals deals;
    private final DealViews views;

    DealParticipantsApi(Deals deals, DealViews views) {
        this.deals = deals;
        this.views = views;
    }

    @GetMapping("/api/deals/{id}/participants")
    @Operation(operationId = "participantsOfDeal", summary = "Who else is in it")
    Page<ParticipantView> participants(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        return new Page<>(
                deals.participants(views.existing(me, id).id()).stream()
                        .map(ParticipantView::of)
                        .toList(),
                null);
    }

    @PutMapping("/api/deals/{id}/participants")
    @Operation(operationId = "setParticipantsOfDeal", summary = "Say who else is in it; all are replaced")
    Page<ParticipantView> participants(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody ParticipantsInput sent) {
        if (sent.participants() == null) {
            throw NotDone.wrong("participants", "Send a list; an empty one takes all out.");
        }
        List<Participant> all =
                sent.participants().stream().map(ParticipantView::read).toList();
        return new Page<>(
                deals.participants(views.existing(me, id).id(), all, By.api(views.member(me))).stream()
                        .map(ParticipantView::of)
                        .toList(),
                null);
    }
}
