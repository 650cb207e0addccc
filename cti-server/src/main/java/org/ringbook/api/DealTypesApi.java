package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.ringbook.deals.DealType;
import org.ringbook.deals.DealType.PartState;
import org.ringbook.deals.DealTypes;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** How each kind of deal is led. */
@RestController
@Tag(name = "Pipelines")
class DealTypesApi {

    @Schema(name = "PartState")
    record StateView(
            @Schema(example = "delivered") String key,
            String name,
            @Schema(nullable = true) String nameEn,

            @Schema(allowableValues = {"open", "done", "cancelled"})
            String kind) {

        static StateView of(PartState state) {
            return new StateView(
                    state.key(), state.name(), state.nameEn(), state.kind().word());
        }

        PartState read() {
            return new PartState(
                    key, name, nameEn, Words.word("partStates", kind, PartState.Kind::of, "open, done, cancelled"));
        }
    }

    @Schema(name = "DealType")
    record TypeView(
            UUID id,
            String name,
            @Schema(nullable = true) String nameEn,
            UUID pipelineId,

            @Schema(allowableValues = {"strict", "free", "none"})
            String control,

            List<String> requiredFields,
            List<StateView> partStates,
            boolean partsFinished,
            int position,
            boolean archived,
            int version) {

        static TypeView of(DealType type) {
            return new TypeView(
                    type.id(),
                    type.name(),
                    type.nameEn(),
                    type.pipelineId(),
                    type.control().word(),
                    type.requiredFields(),
                    type.partStates().stream().map(StateView::of).toList(),
                    type.partsFinished(),
                    type.position(),
                    type.archived(),
                    type.version());
        }
    }

    @Schema(name = "DealTypeInput")
    record TypeInput(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String name,

            @Schema(nullable = true) String nameEn,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "Where a new deal begins")
            UUID pipelineId,

            @Schema(
                    allowableValues = {"strict", "free", "none"},
                    requiredMode = Schema.RequiredMode.REQUIRED)
            String control,

            @Schema(description = "Names of fields, `fields.KEY` for own ones", nullable = true)
            List<String> requiredFields,

            @Schema(description = "States of its orders and shipments, in order", nullable = true)
            List<StateView> partStates,

            @Schema(description = "Whether winning asks that no order or shipment is open", nullable = true)
            Boolean partsFinished,

            @Schema(nullable = true) Boolean archived,

            @Schema(description = SeenVersion.FIELD, nullable = true)
            Integer version) {

        DealType with(UUID id) {
            return new DealType(
                    id,
                    name,
                    nameEn,
                    pipelineId,
                    Words.word("control", control, DealType.Control::of, "strict, free, none"),
                    requiredFields,
                    partStates == null
                            ? List.of()
                            : partStates.stream().map(StateView::read).toList(),
                    Boolean.TRUE.equals(partsFinished),
                    0,
                    Boolean.TRUE.equals(archived),
                    version == null ? 0 : version);
        }
    }

    private final DealTypes types;

    DealTypesApi(DealTypes types) {
        this.types = types;
    }

    @GetMapping("/api/deal-types")
    @Operation(operationId = "listDealTypes", summary = "Types of deals", description = "Archived ones stand last.")
    Page<TypeView> types() {
        return new Page<>(types.all().stream().map(TypeView::of).toList(), null);
    }

    @PostMapping("/api/deal-types")
    @Operation(operationId = "addDealType", summary = "Add a type of deals", description = "For administrators.")
    @ApiResponse(responseCode = "201", description = "Added")
    ResponseEntity<TypeView> add(@RequestBody TypeInput sent) {
        return ResponseEntity.created(URI.create("/api/deal-types")).body(TypeView.of(types.save(sent.with(null))));
    }

    @PutMapping("/api/deal-types/{id}")
    @Operation(
            operationId = "changeDealType",
            summary = "Change or archive a type of deals",
            description = "For administrators. All of it is replaced by what is sent.")
    TypeView change(@PathVariable String id, @RequestBody TypeInput sent) {
        UUID known = types.find(CallSearch.Ids.read("id", id))
                .map(DealType::id)
                .orElseThrow(() -> NotDone.notFound("There is no such type."));
        return TypeView.of(types.save(sent.with(known)));
    }
}
