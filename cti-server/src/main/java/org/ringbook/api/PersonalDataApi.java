package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.privacy.Destruction;
import org.ringbook.privacy.PersonalData;
import org.ringbook.staff.Staff;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Personal data", description = "What is kept of a person, and its destruction. For administrators.")
class PersonalDataApi {

    @Schema(name = "DestructionInput")
    record Input(
            @Schema(
                    description = "For the act, without personal data; at most 500 characters",
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    example = "Request No. 17")
            String reason,

            @Schema(
                    description = "The person's name as it is kept: it cannot be undone",
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    example = "Maria Ivanova")
            String name) {}

    private final PersonalData data;
    private final Destruction destruction;
    private final Staff staff;

    PersonalDataApi(PersonalData data, Destruction destruction, Staff staff) {
        this.data = data;
        this.destruction = destruction;
        this.staff = staff;
    }

    private PersonalData.Held held(String id) {
        return data.held(CallSearch.Ids.read("id", id)).orElseThrow(() -> NotDone.notFound("There is no such person."));
    }

    @GetMapping("/api/contacts/{id}/personal-data")
    @Operation(
            operationId = "countPersonalData",
            summary = "What is kept of a person, counted",
            description =
                    "A dry run of its destruction: of each place how many rows, and whether they are deleted or emptied."
                            + " Numbers that others have, too, stay, and are named in `shared`.")
    PersonalData.Held count(@PathVariable String id) {
        return held(id);
    }

    @GetMapping("/api/contacts/{id}/personal-data.zip")
    @Operation(
            operationId = "downloadPersonalData",
            summary = "All of it as one file",
            description = "`data.json` and the recordings, as a ZIP. Who takes it is noted.")
    @ApiResponse(responseCode = "200", description = "application/zip")
    void file(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            HttpServletResponse response)
            throws IOException {
        UUID person = held(id).id();
        response.setContentType("application/zip");
        response.setHeader("Content-Disposition", "attachment; filename=\"personal-data.zip\"");
        response.setHeader("Cache-Control", "no-store");
        data.write(person, me.id(), response.getOutputStream());
    }

    @PostMapping("/api/contacts/{id}/personal-data/destroy")
    @Operation(
            operationId = "destroyPersonalData",
            summary = "Destroy all of it",
            description = "It cannot be undone. What stays are calls without a person, and the act that is the answer.")
    Destruction.Act destroy(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody Input sent) {
        PersonalData.Held held = held(id);
        if (sent.name() == null
                || !sent.name().strip().equalsIgnoreCase(held.name().strip())) {
            throw NotDone.wrong("name", "The name is not that of the person. Nothing was destroyed.");
        }
        return destruction.destroy(
                held.id(),
                sent.reason(),
                staff.find(me.id()).orElseThrow(() -> NotDone.notAllowed("You are not on the staff any more.")));
    }

    @GetMapping("/api/personal-data/acts")
    @Operation(
            operationId = "listDestructionActs",
            summary = "Acts of destruction",
            description = "The newest 500, without personal data.")
    Page<Destruction.Act> acts() {
        return new Page<>(destruction.acts(), null);
    }
}
