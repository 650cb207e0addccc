package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.ringbook.notices.Notice;
import org.ringbook.telephony.ConnectionField;
import org.ringbook.telephony.ConnectionForm;
import org.ringbook.telephony.ConnectionStep;
import org.ringbook.telephony.connections.Connection;
import org.ringbook.telephony.connections.Connections;
import org.ringbook.telephony.connections.Trial;
import org.ringbook.telephony.connections.Trials;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(
        name = "Connections",
        description =
                "Telephone systems that are connected on a page, or here. Those of the settings file are not among"
                        + " them. For administrators.")
class ConnectionsApi {

    @Schema(name = "ConnectionInput")
    record Input(
            @Schema(
                    description = "Of a new one, from `/api/connections/kinds`; not changed afterwards",
                    example = "asterisk")
            String kind,

            @Schema(description = "Of a new one: Latin letters, digits, hyphens", example = "office")
            String name,

            @Schema(
                    description =
                            "By the `key` of the kind's fields. A secret that is left out or empty stays as it is, null ends it; it has to be"
                                    + " sent again when the address changes that it is for.",
                    example = "{\"host\":\"192.0.2.10\",\"secret\":\"…\"}")
            Map<String, String> values) {

        @Override
        public String toString() {
            return "Input[" + kind + ", " + name + "]";
        }
    }

    /**
     * @param values without the secrets
     * @param secrets keys of the secrets that are kept
     * @param readable false when the secrets have to be typed again
     * @param overridden whether the settings file has one of that name, which runs in its place
     */
    @Schema(name = "Connection")
    record View(
            String name,
            String kind,
            Map<String, String> values,
            Set<String> secrets,
            Instant createdAt,
            Instant changedAt,
            boolean readable,
            boolean overridden) {}

    @Schema(name = "ConnectionFieldView")
    record FieldView(
            String key,
            String kind,
            String label,
            @Schema(nullable = true) String help,
            boolean needed,
            String usual,
            List<String> choices) {}

    /** @param copies what to copy into the telephone system's own settings; null for nothing */
    @Schema(name = "ConnectionKind")
    record KindView(
            String kind,
            String label,
            @Schema(nullable = true) String where,
            @Schema(nullable = true) String copies,
            List<FieldView> fields) {}

    @Schema(name = "ConnectionStepView")
    record StepView(String kind, String state, String words) {}

    @Schema(name = "ConnectionTrial")
    record TrialView(UUID id, boolean over, boolean good, List<StepView> steps) {}

    private final Connections connections;
    private final Trials trials;

    ConnectionsApi(Connections connections, Trials trials) {
        this.connections = connections;
        this.trials = trials;
    }

    @GetMapping("/api/connections/kinds")
    @Operation(operationId = "listConnectionKinds", summary = "What can be connected, and what each kind asks for")
    Page<KindView> kinds(Locale locale) {
        return new Page<>(
                connections.forms().stream().map(form -> view(form, locale)).toList(), null);
    }

    private KindView view(ConnectionForm form, Locale locale) {
        String kind = form.kind();
        return new KindView(
                kind,
                words(kind, "", locale),
                words(kind, ".where", locale),
                connections.copies(kind, Map.of()),
                form.fields().stream().map(field -> view(kind, field, locale)).toList());
    }

    private static FieldView view(String kind, ConnectionField field, Locale locale) {
        return new FieldView(
                field.key(),
                field.kind().name().toLowerCase(Locale.ROOT),
                words(kind, "." + field.key(), locale),
                words(kind, "." + field.key() + ".help", locale),
                field.needed(),
                field.usual(),
                field.choices());
    }

    private static String words(String kind, String what, Locale locale) {
        return Notice.known("connection." + kind + what)
                .map(notice -> notice.in(locale))
                .orElse(null);
    }

    @GetMapping("/api/connections")
    @Operation(operationId = "listConnections", summary = "Connections, by name, without their secrets")
    Page<View> list() {
        Set<String> ofSettings = connections.ofSettings();
        return new Page<>(
                connections.all().stream().map(one -> view(one, ofSettings)).toList(), null);
    }

    private static View view(Connection one, Set<String> ofSettings) {
        return new View(
                one.name(),
                one.kind(),
                new TreeMap<>(one.values()),
                new TreeSet<>(one.secrets()),
                one.createdAt(),
                one.changedAt(),
                one.readable(),
                ofSettings.contains(one.name()));
    }

    @GetMapping("/api/connections/{name}")
    @Operation(operationId = "getConnection", summary = "One connection, without its secrets")
    View one(@PathVariable String name) {
        return view(connections.find(name).orElseThrow(ConnectionsApi::none), connections.ofSettings());
    }

    @PostMapping("/api/connections")
    @Operation(
            operationId = "createConnection",
            summary = "Connect a telephone system",
            description = "It begins at once. How it does is under `/api/health/sources`.")
    @ApiResponse(responseCode = "201", description = "Connected")
    ResponseEntity<View> add(@RequestBody Input sent) {
        Connection made = connections.add(sent.kind(), sent.name(), values(sent));
        return ResponseEntity.created(URI.create("/api/connections/" + made.name()))
                .body(view(made, connections.ofSettings()));
    }

    @PutMapping("/api/connections/{name}")
    @Operation(
            operationId = "changeConnection",
            summary = "Change a connection",
            description = "It alone is begun anew; calls that go on stay as they are.")
    View change(@PathVariable String name, @RequestBody Input sent) {
        Connection changed = connections.change(name, values(sent)).orElseThrow(ConnectionsApi::none);
        return view(changed, connections.ofSettings());
    }

    @DeleteMapping("/api/connections/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "deleteConnection",
            summary = "Disconnect a telephone system",
            description = "Its calls stay; those that go on end now.")
    void remove(@PathVariable String name) {
        if (!connections.remove(name)) {
            throw none();
        }
    }

    @PostMapping("/api/connections/trials")
    @Operation(
            operationId = "tryConnection",
            summary = "Try a connection without saving it",
            description =
                    "With the `name` of one that is there, secrets that are left out are its own. Ask for the result by"
                            + " its `id` until it is `over`: half a minute at most.")
    @ApiResponse(responseCode = "202", description = "Being tried")
    ResponseEntity<TrialView> tryIt(@RequestBody Input sent, Locale locale) {
        String known = sent.name() == null
                ? null
                : connections.find(sent.name()).map(Connection::name).orElse(null);
        Trial trial = trials.start(sent.kind(), known, sent.name(), values(sent));
        return ResponseEntity.accepted().body(view(trial.result(), locale));
    }

    @GetMapping("/api/connections/trials/{id}")
    @Operation(operationId = "getConnectionTrial", summary = "What came of trying a connection")
    TrialView trial(@PathVariable String id, Locale locale) {
        return trials.find(CallSearch.Ids.read("id", id))
                .map(result -> view(result, locale))
                .orElseThrow(() -> NotDone.notFound("There is no such trial, or it was too long ago."));
    }

    private static TrialView view(Trial.Result result, Locale locale) {
        return new TrialView(
                result.id(),
                result.over(),
                result.over() && result.good(),
                result.steps().stream().map(step -> view(step, locale)).toList());
    }

    private static StepView view(ConnectionStep step, Locale locale) {
        return new StepView(
                step.kind().name().toLowerCase(Locale.ROOT),
                step.state().name().toLowerCase(Locale.ROOT),
                step.words().in(locale));
    }

    private static Map<String, String> values(Input sent) {
        return sent.values() == null ? Map.of() : sent.values();
    }

    private static NotDone none() {
        return NotDone.notFound("There is no such connection.");
    }
}
