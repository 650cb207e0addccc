package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.dialrules.DoNotCallEntry;
import org.ringbook.dialrules.DoNotCallImport;
import org.ringbook.dialrules.DoNotCallList;
import org.ringbook.dialrules.Purpose;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.staff.Role;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(
        name = "Do not call",
        description =
                "Whom nobody calls, by hand or from a list. A line is ended, never deleted. Adding what stands already changes"
                        + " nothing.")
class DoNotCallApi {

    /** Exactly one of number, prefix and party. */
    @Schema(name = "DoNotCallInput")
    record Input(
            @Schema(nullable = true, example = "+79161112233")
            String number,

            @Schema(
                    nullable = true,
                    description = "Beginning of numbers, with the country code; supervisors alone, and for any purpose",
                    example = "7495123")
            String prefix,

            @Schema(nullable = true, description = "A person or company, with all numbers of theirs")
            UUID party,

            @Schema(
                    nullable = true,
                    description = "For which alone it holds; left out: any",
                    allowableValues = {"advertising", "service", "survey", "debt", "invitation"})
            String purpose,

            @Schema(nullable = true, description = "Campaign for which alone a number is listed; left out: any")
            UUID campaign,

            @Schema(nullable = true, example = "asked on the telephone")
            String reason) {}

    @Schema(name = "DoNotCallEnd")
    record End(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "asked for calls again")
            String reason) {}

    @Schema(name = "DoNotCallLine")
    record Line(
            UUID id,
            @Schema(nullable = true) String number,
            @Schema(nullable = true) String prefix,
            @Schema(nullable = true) UUID party,
            @Schema(nullable = true) String purpose,
            @Schema(nullable = true) UUID campaign,
            @Schema(nullable = true) String register,
            Instant since,
            @Schema(nullable = true) Instant until,
            @Schema(nullable = true) String reason,

            @Schema(nullable = true, description = "Person of ours who added it")
            UUID by) {

        static Line of(DoNotCallEntry entry) {
            return new Line(
                    entry.id(),
                    entry.number() == null ? null : entry.number().toString(),
                    entry.prefix(),
                    entry.party(),
                    entry.purpose() == null ? null : entry.purpose().code(),
                    entry.campaign(),
                    entry.register(),
                    entry.since(),
                    entry.until(),
                    entry.reason(),
                    entry.by());
        }
    }

    private final DoNotCallList list;
    private final DoNotCallImport imports;
    private final NumberPlan plan;

    DoNotCallApi(DoNotCallList list, DoNotCallImport imports, NumberPlan plan) {
        this.list = list;
        this.imports = imports;
        this.plan = plan;
    }

    @GetMapping("/api/do-not-call")
    @Operation(operationId = "listDoNotCall", summary = "Whom nobody calls", description = "Newest first.")
    Page<Line> list(
            @RequestParam(required = false) @Parameter(description = "Digits of the number") String number,
            @RequestParam(required = false, defaultValue = "false")
                    @Parameter(description = "true: also those that ended")
                    boolean ended,
            @RequestParam(required = false) Integer limit,
            @RequestParam(required = false) String after) {
        int most = Page.limit(limit);
        String digits = number == null ? "" : number.replaceAll("\\D", "");
        List<DoNotCallList.Shown> found = list.list(
                digits.isEmpty() ? null : digits, !ended, Words.id("after", after), Math.min(most + 1, Page.LONGEST));
        List<Line> lines =
                found.stream().limit(most).map(one -> Line.of(one.entry())).toList();
        boolean more = found.size() > most || most == Page.LONGEST && found.size() == most;
        return new Page<>(lines, more ? lines.get(lines.size() - 1).id().toString() : null);
    }

    @PostMapping("/api/do-not-call")
    @Operation(operationId = "addDoNotCall", summary = "Call somebody no more")
    @ApiResponse(responseCode = "201", description = "It stands: from this moment on nobody calls them.")
    ResponseEntity<Line> add(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @RequestBody Input sent) {
        Purpose purpose =
                Words.word("purpose", sent.purpose(), Purpose::of, "advertising, service, survey, debt, invitation");
        long named = List.of(sent.number() != null, sent.prefix() != null, sent.party() != null).stream()
                .filter(Boolean::booleanValue)
                .count();
        if (named != 1) {
            throw NotDone.wrong("number", "Say one of: number, prefix, party.");
        }
        requireKept(sent);
        if (sent.prefix() != null && !me.mayAs(Role.SUPERVISOR)) {
            throw NotDone.notAllowed("Supervisors and administrators put beginnings of numbers on the list.");
        }
        DoNotCallEntry added;
        if (sent.party() != null) {
            added = list.add(sent.party(), purpose, sent.reason(), me.id());
        } else if (sent.prefix() != null) {
            added = list.addPrefix(sent.prefix(), sent.reason(), me.id());
        } else {
            added = list.add(number(sent.number()), purpose, sent.campaign(), sent.reason(), me.id());
        }
        return ResponseEntity.created(URI.create("/api/do-not-call/" + added.id()))
                .body(Line.of(added));
    }

    /** What would be left out is refused: a line for one campaign must not hold for all. */
    private static void requireKept(Input sent) {
        if (sent.prefix() != null && (sent.purpose() != null || sent.campaign() != null)) {
            throw NotDone.wrong(
                    "prefix", "A beginning of numbers holds for every purpose and campaign. Leave them out.");
        }
        if (sent.party() != null && sent.campaign() != null) {
            throw NotDone.wrong("campaign", "A person or company is listed for every campaign. Leave it out.");
        }
    }

    private PhoneNumber number(String text) {
        return plan.parse(text)
                .orElseThrow(() -> NotDone.wrong(
                        "number",
                        "\"" + Shown.text(text) + "\" is no telephone number. Write it with the country code, such as"
                                + " +79161112233."));
    }

    @GetMapping("/api/do-not-call/{id}")
    @Operation(operationId = "getDoNotCall", summary = "One line")
    Line line(@PathVariable String id) {
        return list.find(CallSearch.Ids.read("id", id))
                .map(Line::of)
                .orElseThrow(() -> NotDone.notFound("There is no such line of the do-not-call list."));
    }

    @PostMapping("/api/do-not-call/{id}/end")
    @Operation(
            operationId = "endDoNotCall",
            summary = "They may be called again",
            description =
                    "Of a person or company the lines of their numbers end, too. Lines of a register end with the register.")
    Line end(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody End sent) {
        list.end(CallSearch.Ids.read("id", id), sent.reason(), me.id());
        return line(id);
    }

    @PostMapping(
            value = "/api/do-not-call/imports",
            consumes = {"text/csv", "text/plain"})
    @Operation(
            operationId = "importDoNotCall",
            summary = "Add the numbers of a file",
            description =
                    "A number first in each row, UTF-8. With `register` and `country` it is a national register: it holds for"
                            + " advertising, and numbers of it that are not in the new list any more end. National digits are read as"
                            + " that country's; a file that is older than the newest one, or in which many rows are no"
                            + " numbers of that country, is refused whole.")
    DoNotCallImport.Imported read(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestParam(required = false) String register,
            @RequestParam(required = false) String country,
            @RequestParam(required = false) @Parameter(description = "The day of the list; left out: today")
                    String dated,
            @RequestParam(required = false, defaultValue = "false")
                    @Parameter(
                            description =
                                    "true: the file is whole. Asked for when more than a tenth of the register would end")
                    boolean confirmed,
            @io.swagger.v3.oas.annotations.parameters.RequestBody
                    @Schema(type = "string", example = "+79161112233\n+79161112234")
                    InputStream numbers)
            throws IOException {
        LocalDate day = Words.day("dated", dated);
        return imports.read(
                new DoNotCallImport.Source(
                        "API",
                        register,
                        country,
                        day == null ? LocalDate.now(ZoneOffset.UTC) : day,
                        me.id(),
                        confirmed),
                numbers);
    }
}
