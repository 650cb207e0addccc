package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.fields.Field;
import org.ringbook.fields.Field.Choice;
import org.ringbook.fields.FieldKind;
import org.ringbook.fields.FieldSubject;
import org.ringbook.fields.Fields;
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
        name = "Fields",
        description =
                "What the company keeps of clients, leads and tasks beside what everybody keeps. Values stand in `fields` of each.")
class FieldsApi {

    private static final Set<String> PARAMETERS = Set.of("subject");
    private static final String SUBJECTS = "company, person, lead, task";
    private static final String KINDS = "text, number, money, date, flag, choice, choices, party, staff, link";

    @Schema(name = "FieldChoiceInput")
    record ChoiceInput(
            @Schema(
                    description = "Key of one that there is; left out for a new one",
                    nullable = true,
                    example = "retail")
            String key,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "Розница")
            String name,

            @Schema(description = "For those who read English", nullable = true, example = "Retail")
            String nameEn,

            @Schema(description = "Whether it is offered; left out means yes", nullable = true)
            Boolean active) {

        Choice choice() {
            return new Choice(key, name, nameEn, active == null || active);
        }
    }

    @Schema(name = "FieldInput")
    record Input(
            @Schema(
                    description = "What it is a field of; of a change: left out",
                    nullable = true,
                    allowableValues = {"company", "person", "lead", "task"})
            String subject,

            @Schema(
                    description = "By which programs know it; never changes. Left out: made of the name",
                    nullable = true,
                    example = "segment")
            String key,

            @Schema(
                    description = "What can stand in it; never changes, and is left out of a change",
                    nullable = true,
                    allowableValues = {
                        "text", "number", "money", "date", "flag", "choice", "choices", "party", "staff", "link"
                    })
            String kind,

            @Schema(
                    description = "At most 100 characters",
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    example = "Сегмент")
            String name,

            @Schema(description = "For those who read English", nullable = true, example = "Segment")
            String nameEn,

            @Schema(description = "Whether forms ask for it; left out means no", nullable = true)
            Boolean required,

            @Schema(description = "Whether lists have a column of it; left out means no", nullable = true)
            Boolean listed,

            @Schema(
                    description =
                            "False archives it: it is shown no more, what stands in it is kept; left out means true",
                    nullable = true)
            Boolean active,

            @Schema(
                    description = "Of choice and choices; one that is left out of a change is not offered any more",
                    nullable = true)
            List<ChoiceInput> choices,

            @Schema(
                    description = "Of a change: `version` that it was made from; left out to write over any",
                    nullable = true)
            Integer version) {

        Field with(UUID id) {
            return new Field(
                    id,
                    Words.word("subject", subject, FieldSubject::of, SUBJECTS),
                    key,
                    Words.word("kind", kind, FieldKind::of, KINDS),
                    name,
                    nameEn,
                    0,
                    Boolean.TRUE.equals(required),
                    Boolean.TRUE.equals(listed),
                    active == null || active,
                    choices == null
                            ? List.of()
                            : choices.stream().map(ChoiceInput::choice).toList(),
                    version == null ? 0 : version);
        }
    }

    private final Fields fields;

    FieldsApi(Fields fields) {
        this.fields = fields;
    }

    @GetMapping("/api/fields")
    @Operation(
            operationId = "listFields",
            summary = "Own fields",
            description = "Those that are shown first, in their order; then those that are archived.")
    Page<Field> list(
            @RequestParam(required = false)
                    @Parameter(
                            description = "Only fields of these; left out: of all",
                            schema = @Schema(allowableValues = {"company", "person", "lead", "task"}))
                    String subject,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, PARAMETERS);
        FieldSubject wanted = Words.word("subject", subject, FieldSubject::of, SUBJECTS);
        List<Field> found = Arrays.stream(FieldSubject.values())
                .filter(one -> wanted == null || one == wanted)
                .flatMap(one -> fields.all(one).stream())
                .toList();
        return new Page<>(found, null);
    }

    @PostMapping("/api/fields")
    @Operation(operationId = "addField", summary = "Add a field", description = "For administrators. It stands last.")
    @ApiResponse(responseCode = "201", description = "Added")
    ResponseEntity<Field> add(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @RequestBody Input sent) {
        Field saved = fields.save(sent.with(null), me.id());
        return ResponseEntity.created(URI.create("/api/fields")).body(saved);
    }

    @PutMapping("/api/fields/{id}")
    @Operation(
            operationId = "changeField",
            summary = "Change or archive a field",
            description = "For administrators. All of it is replaced by what is sent, but for subject, key and kind.")
    Field change(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody Input sent) {
        UUID known = fields.find(CallSearch.Ids.read("id", id))
                .map(Field::id)
                .orElseThrow(() -> NotDone.notFound("There is no such field."));
        return fields.save(sent.with(known), me.id());
    }
}
