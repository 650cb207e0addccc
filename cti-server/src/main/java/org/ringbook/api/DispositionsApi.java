package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ringbook.events.Disposition;
import org.ringbook.events.Dispositions;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Dispositions", description = "What can be chosen after a call: the company's own list.")
class DispositionsApi {

    @Schema(name = "DispositionInput")
    record Input(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "Перезвонить")
            String name,

            @Schema(description = "For those who read English", nullable = true, example = "Call again")
            String nameEn,

            @ArraySchema(
                    schema = @Schema(allowableValues = {"task", "reason", "deal"}),
                    arraySchema =
                            @Schema(
                                    description =
                                            "What it asks for: a next step, a reason, a deal of the client, which is made as it is chosen"))
            List<String> asks,

            @Schema(description = "Whether it is offered; left out means yes", nullable = true)
            Boolean active,

            @Schema(description = "Of the deal that it asks for; left out: the first that is offered", nullable = true)
            UUID dealTypeId) {

        Disposition with(UUID id) {
            Set<Disposition.Asks> wanted = asks == null
                    ? Set.of()
                    : Set.copyOf(asks.stream()
                            .map(word -> Words.word("asks", word, Input::asks, "task, reason, deal"))
                            .toList());
            return new Disposition(id, name, nameEn, 0, wanted, active == null || active, dealTypeId);
        }

        private static Optional<Disposition.Asks> asks(String word) {
            return Arrays.stream(Disposition.Asks.values())
                    .filter(one -> one.word().equals(word))
                    .findFirst();
        }
    }

    private final Dispositions dispositions;

    DispositionsApi(Dispositions dispositions) {
        this.dispositions = dispositions;
    }

    @GetMapping("/api/dispositions")
    @Operation(
            operationId = "listDispositions",
            summary = "What can be chosen after a call",
            description = "Those that are offered first, in their order; then those that are not offered any more.")
    Page<Disposition> list() {
        return new Page<>(dispositions.all(), null);
    }

    @PostMapping("/api/dispositions")
    @Operation(
            operationId = "addDisposition",
            summary = "Add a disposition",
            description = "For administrators. It stands last.")
    @ApiResponse(responseCode = "201", description = "Added")
    ResponseEntity<Disposition> add(@RequestBody Input sent) {
        Disposition saved = dispositions.save(sent.with(null));
        return ResponseEntity.created(URI.create("/api/dispositions")).body(saved);
    }

    @PutMapping("/api/dispositions/{id}")
    @Operation(
            operationId = "changeDisposition",
            summary = "Change a disposition",
            description =
                    "For administrators. Calls that have it show the new name; one that is not offered any more stays theirs.")
    Disposition change(@PathVariable String id, @RequestBody Input sent) {
        UUID known = dispositions
                .find(CallSearch.Ids.read("id", id))
                .map(Disposition::id)
                .orElseThrow(() -> NotDone.notFound("There is no such disposition."));
        return dispositions.save(sent.with(known));
    }
}
