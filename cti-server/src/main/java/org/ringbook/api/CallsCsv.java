package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.ringbook.access.SignedIn;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallPermissions;
import org.ringbook.calls.log.CallLog;
import org.ringbook.calls.log.CallReader;
import org.ringbook.spreadsheets.Cell;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Calls")
class CallsCsv {

    private static final String[] HEADER = {
        "id",
        "source",
        "direction",
        "state",
        "result",
        "reason",
        "external",
        "contact",
        "company",
        "line",
        "queue",
        "startedAt",
        "answeredAt",
        "endedAt",
        "waitSeconds",
        "talkSeconds",
        "holdSeconds",
        "endedBy",
        "agent",
        "answeredBy",
        "rang",
        "agentPerson",
        "answeredByPeople",
        "rangPeople"
    };

    private final CallReader reader;
    private final VisibleCalls visible;
    private final CallSearch search;
    private final CallsApi calls;

    CallsCsv(CallReader reader, VisibleCalls visible, CallSearch search, CallsApi calls) {
        this.reader = reader;
        this.visible = visible;
        this.search = search;
        this.calls = calls;
    }

    @GetMapping("/api/calls.csv")
    @Operation(
            summary = "All calls that the filters let through, as CSV",
            description = "UTF-8, commas, times in UTC. A cell that a spreadsheet would take for a formula begins with"
                    + " an apostrophe.")
    @ApiResponse(responseCode = "200", description = "text/csv")
    @CallFilters
    void export(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        OnlyKnown.parameters(request, CallSearch.FILTERS);
        CallLog.CallFilter filter = search.read(request, me);
        CallPermissions who = visible.permissions(me);
        CallLog.CallPage page = reader.find(filter, who, null, Page.LONGEST);
        response.setContentType("text/csv; charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"calls.csv\"");
        var writer = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
        CSVPrinter csv = new CSVPrinter(writer, CSVFormat.RFC4180);
        csv.printRecord((Object[]) HEADER);
        print(csv, page.items());
        while (page.next() != null) {
            page = reader.find(filter, who, page.next(), Page.LONGEST);
            print(csv, page.items());
        }
        csv.flush();
    }

    private void print(CSVPrinter csv, List<Call> found) throws IOException {
        for (CallView view : calls.views(found)) {
            csv.printRecord(row(view).map(CallsCsv::text));
        }
    }

    private static Stream<Object> row(CallView view) {
        Call call = view.call();
        return Stream.of(
                call.id(),
                call.source(),
                call.direction(),
                call.state(),
                call.result(),
                call.reason(),
                call.external(),
                view.contact() == null ? null : view.contact().name(),
                view.contact() == null ? null : view.contact().company(),
                call.line(),
                call.queue(),
                call.startedAt(),
                call.answeredAt(),
                call.endedAt(),
                call.waitSeconds(),
                call.talkSeconds(),
                call.holdSeconds(),
                call.endedBy(),
                call.agent(),
                String.join(" ", call.answeredBy()),
                String.join(" ", call.rang()),
                view.agentPerson() == null ? null : view.agentPerson().name(),
                names(view.answeredByPeople()),
                names(view.rangPeople()));
    }

    private static String names(List<CallView.Person> people) {
        return people.stream()
                .map(CallView.Person::name)
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String text(Object value) {
        if (value == null) {
            return "";
        }
        return Cell.harmless(value instanceof Enum<?> word ? word.name().toLowerCase(Locale.ROOT) : value.toString());
    }
}
