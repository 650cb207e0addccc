package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.webhooks.Attempt;
import org.ringbook.webhooks.Delivery;
import org.ringbook.webhooks.Webhook;
import org.ringbook.webhooks.Webhooks;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Webhooks", description = "Other systems that are told what becomes of calls. For administrators.")
class WebhooksApi {

    private static final Set<String> LIST_PARAMETERS = Set.of("state", "after", "limit");

    /**
     * @param events left out means all
     * @param active left out means on, or as it is
     */
    @Schema(name = "WebhookInput")
    record Input(
            @Schema(example = "Our CRM", requiredMode = Schema.RequiredMode.REQUIRED)
            String name,

            @Schema(example = "https://crm.example.org/calls", requiredMode = Schema.RequiredMode.REQUIRED)
            String url,

            @Schema(example = "[\"call.ended\"]", nullable = true)
            List<String> events,

            @Schema(nullable = true) Boolean active) {

        Webhook.Input read() {
            return new Webhook.Input(name, url, events, active);
        }
    }

    /**
     * @param from of the changes, inclusive
     * @param to exclusive
     */
    @Schema(name = "WebhookReplay")
    record Period(
            @Schema(example = "2026-11-30T06:00:00Z") Instant from,
            @Schema(example = "2026-11-30T07:00:00Z") Instant to) {}

    /** @param count how many changes are sent */
    @Schema(name = "WebhookReplayed")
    record Replayed(int count) {}

    private final Webhooks webhooks;

    WebhooksApi(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    @GetMapping("/api/webhooks")
    @Operation(
            operationId = "listWebhooks",
            summary = "Webhooks, by name, without their secrets",
            description = "`waiting` changes have not arrived and are tried again; `last` is the newest that was sent.")
    Page<Webhooks.State> list() {
        return new Page<>(webhooks.states(), null);
    }

    @PostMapping("/api/webhooks")
    @Operation(
            operationId = "createWebhook",
            summary = "Make a webhook",
            description =
                    "It is told what happens from now on. The secret, which signs what is sent, is in this answer and never"
                            + " again.")
    @ApiResponse(responseCode = "201", description = "Made")
    ResponseEntity<Webhook.Made> make(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @RequestBody Input sent) {
        Webhook.Made made = webhooks.make(sent.read(), me.login());
        return ResponseEntity.created(
                        URI.create("/api/webhooks/" + made.webhook().id()))
                .body(made);
    }

    @GetMapping("/api/webhooks/{id}")
    @Operation(operationId = "getWebhook", summary = "One webhook, and how it is doing")
    Webhooks.State one(@PathVariable String id) {
        return webhooks.state(id(id)).orElseThrow(WebhooksApi::none);
    }

    @PutMapping("/api/webhooks/{id}")
    @Operation(operationId = "changeWebhook", summary = "Change a webhook, switch it on or off")
    Webhook change(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody Input sent) {
        return webhooks.change(id(id), sent.read(), me.login()).orElseThrow(WebhooksApi::none);
    }

    @DeleteMapping("/api/webhooks/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "deleteWebhook", summary = "Delete a webhook, with what is still to be sent to it")
    void delete(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        if (!webhooks.delete(id(id), me.login())) {
            throw none();
        }
    }

    @PostMapping("/api/webhooks/{id}/secret")
    @Operation(
            operationId = "renewWebhookSecret",
            summary = "Make a new secret",
            description = "It is in this answer and never again. The old one signs nothing more.")
    Webhook.Made secret(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        return webhooks.newSecret(id(id), me.login()).orElseThrow(WebhooksApi::none);
    }

    @PostMapping("/api/webhooks/{id}/test")
    @Operation(
            operationId = "testWebhook",
            summary = "Send a test now and wait for what is answered",
            description = "A message of the type `webhook.test` without a call, also to a webhook that is off.")
    Attempt test(@PathVariable String id) {
        return webhooks.test(id(id)).orElseThrow(WebhooksApi::none);
    }

    @GetMapping("/api/webhooks/{id}/deliveries")
    @Operation(
            operationId = "listWebhookDeliveries",
            summary = "What was sent and what waits, newest first",
            description = "With what was answered last, as long as the settings say (`ringbook.webhooks.keep`).")
    Page<Delivery> deliveries(
            @PathVariable String id,
            @RequestParam(required = false) @Parameter(description = "`waiting`, `delivered` or `given_up`")
                    String state,
            @RequestParam(required = false) @Parameter(description = "`next` of the page before") Long after,
            @RequestParam(required = false) @Parameter(description = "1 to 500", example = "50") Integer limit,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, LIST_PARAMETERS);
        UUID webhook = webhooks.find(id(id)).orElseThrow(WebhooksApi::none).id();
        int most = Page.limit(limit);
        List<Delivery> found = webhooks.deliveries(webhook, state(state), after, most + 1);
        return found.size() <= most
                ? new Page<>(found, null)
                : new Page<>(
                        found.subList(0, most),
                        Long.toString(found.get(most - 1).number()));
    }

    private static Delivery.State state(String asked) {
        if (asked == null) {
            return null;
        }
        try {
            return Delivery.State.valueOf(asked.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw NotDone.wrong(
                    "state", "\"" + Shown.text(asked) + "\" is no state. Known: waiting, delivered, given_up.");
        }
    }

    @PostMapping("/api/webhooks/{id}/deliveries/{number}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            operationId = "replayWebhookDelivery",
            summary = "Send a change once more",
            description = "With the same id, whether it has arrived or not.")
    void replay(@PathVariable String id, @PathVariable long number) {
        if (!webhooks.replay(id(id), number)) {
            throw NotDone.notFound("This webhook has no such delivery, or it is too old. Send its time once more.");
        }
    }

    @PostMapping("/api/webhooks/{id}/replay")
    @Operation(
            operationId = "replayWebhookPeriod",
            summary = "Send all changes of a time once more",
            description =
                    "Also those that were not sent because the webhook was off or was not there. Changes are kept as long as"
                            + " the settings say (`ringbook.feed.keep`).")
    Replayed replay(@PathVariable String id, @RequestBody Period period) {
        return webhooks.replay(id(id), period.from(), period.to())
                .map(Replayed::new)
                .orElseThrow(WebhooksApi::none);
    }

    private static UUID id(String text) {
        return CallSearch.Ids.read("id", text);
    }

    private static NotDone none() {
        return NotDone.notFound("There is no such webhook, or it was deleted.");
    }
}
