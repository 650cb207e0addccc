package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.ringbook.access.SignedIn;
import org.ringbook.sales.AdCosts;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(
        name = "Costs of advertising",
        description =
                "What advertising cost by day, channel and campaign, in the company's currency, for the report from cost to sale."
                        + " The channel is a lead's utm_source, or the ad channel of the number that was called, whatever its case.")
class AdCostsApi {

    private static final int MOST_BYTES = (5 << 20) + 1;

    @Schema(name = "AdCostRow")
    record Row(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "2026-11-23")
            String day,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "yandex-direct")
            String channel,

            @Schema(description = "Left out: all of the channel", nullable = true)
            String campaign,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            BigDecimal amount) {}

    @Schema(name = "AdCosts")
    record Input(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            List<Row> items,

            @Schema(
                    description = "true: another amount of the same day, channel and campaign gives way",
                    nullable = true)
            Boolean replace,

            @Schema(description = "true: only tell what would happen", nullable = true)
            Boolean dryRun) {}

    private final AdCosts costs;

    AdCostsApi(AdCosts costs) {
        this.costs = costs;
    }

    @GetMapping("/api/ad-costs")
    @Operation(operationId = "listAdCosts", summary = "Costs of advertising, the newest day first")
    Page<AdCosts.Kept> list(
            @RequestParam(required = false) @Parameter(example = "2026-11-01") String from,
            @RequestParam(required = false) @Parameter(example = "2026-11-30") String to,
            @RequestParam(required = false) Integer limit,
            @RequestParam(required = false) String after,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, Set.of("from", "to", "limit", "after"));
        LocalDate first = Words.day("from", from);
        LocalDate last = Words.day("to", to);
        int size = Page.limit(limit);
        List<AdCosts.Kept> found = costs.list(
                first == null ? LocalDate.of(2000, 1, 1) : first,
                last == null ? LocalDate.of(2200, 1, 1) : last,
                Words.id("after", Cursor.of(after)),
                size + 1);
        boolean more = found.size() > size;
        List<AdCosts.Kept> items = more ? found.subList(0, size) : found;
        return new Page<>(items, more ? items.get(size - 1).id().toString() : null);
    }

    @PostMapping("/api/ad-costs")
    @Operation(
            operationId = "addAdCosts",
            summary = "Enter costs",
            description =
                    "All of them or nothing. The same again is known and changes nothing. The same day, channel and campaign with"
                            + " another amount is refused unless `replace` says otherwise; what was replaced stays in the history.")
    AdCosts.Outcome enter(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @RequestBody Input sent) {
        List<AdCosts.Row> rows = sent.items() == null
                ? List.of()
                : sent.items().stream().map(AdCostsApi::row).toList();
        return costs.enter(
                rows,
                new AdCosts.Entry(
                        "api", me.id(), Boolean.TRUE.equals(sent.replace()), Boolean.TRUE.equals(sent.dryRun())));
    }

    private static AdCosts.Row row(Row sent) {
        return sent == null
                ? null
                : new AdCosts.Row(Words.day("day", sent.day()), sent.channel(), sent.campaign(), sent.amount());
    }

    @PostMapping(
            value = "/api/ad-costs/files",
            consumes = {"text/csv", "text/plain"})
    @Operation(
            operationId = "importAdCosts",
            summary = "Enter costs of a CSV file",
            description =
                    "UTF-8; the first line names the columns day, channel, campaign, amount (or день, канал, кампания, сумма),"
                            + " parted by semicolons, commas or tabs.")
    AdCosts.Outcome read(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestParam(required = false, defaultValue = "false") boolean replace,
            @RequestParam(required = false, defaultValue = "false")
                    @Parameter(description = "true: only tell what would happen")
                    boolean dryRun,
            @io.swagger.v3.oas.annotations.parameters.RequestBody
                    @Schema(type = "string", example = "day;channel;campaign;amount\n2026-11-23;radio;;12500,50")
                    InputStream file)
            throws IOException {
        return costs.enter(
                AdCosts.read(file.readNBytes(MOST_BYTES)), new AdCosts.Entry("file", me.id(), replace, dryRun));
    }

    @DeleteMapping("/api/ad-costs/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "deleteAdCost", summary = "A cost counts no more")
    void delete(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        costs.remove(CallSearch.Ids.read("id", id), me.id());
    }
}
