package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ringbook.access.SignedIn;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallPermissions;
import org.ringbook.calls.log.CallLog;
import org.ringbook.calls.log.CallReader;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Calls")
class CallsCsv {

    /** As the fields of a call stand in JSON, those that fit into one cell. */
    private static final List<Column> COLUMNS = columns();

    private static final Map<Enum<?>, String> WORDS = new ConcurrentHashMap<>();

    private record Column(String name, Function<CallView, Object> value) {}

    private static List<Column> columns() {
        var columns = new ArrayList<Column>();
        for (RecordComponent field : Call.class.getRecordComponents()) {
            if (fitsIntoACell(field)) {
                Method accessor = field.getAccessor();
                columns.add(new Column(field.getName(), view -> value(accessor, view.call())));
            }
            if (field.getName().equals("external")) {
                columns.add(new Column(
                        "contact",
                        view -> view.contact() == null ? null : view.contact().name()));
                columns.add(new Column(
                        "company",
                        view -> view.contact() == null ? null : view.contact().company()));
            }
        }
        columns.add(new Column(
                "disposition",
                view -> view.disposition() == null ? null : view.disposition().name()));
        columns.add(new Column(
                "agentPerson",
                view -> view.agentPerson() == null ? null : view.agentPerson().name()));
        columns.add(new Column("answeredByPeople", view -> names(view.answeredByPeople())));
        columns.add(new Column("rangPeople", view -> names(view.rangPeople())));
        return List.copyOf(columns);
    }

    private static boolean fitsIntoACell(RecordComponent field) {
        boolean texts = field.getGenericType() instanceof ParameterizedType list
                && list.getActualTypeArguments()[0] == String.class;
        return !field.getName().equals("sourceId") && (field.getType() != List.class || texts);
    }

    private static Object value(Method accessor, Call call) {
        try {
            return accessor.invoke(call);
        } catch (ReflectiveOperationException everyFieldCanBeRead) {
            throw new IllegalStateException(everyFieldCanBeRead);
        }
    }

    /** So many are asked for and in memory at once. */
    private static final int PIECE = 2_500;

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
        CallLog.CallPage page = reader.outlines(filter, who, null, PIECE);
        response.setContentType("text/csv; charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"calls.csv\"");
        CsvLines csv = new CsvLines(response.getOutputStream());
        for (Column column : COLUMNS) {
            csv.word(column.name);
        }
        csv.end();
        while (page != null) {
            CompletableFuture<CallLog.CallPage> next = next(filter, who, page.next());
            print(csv, page.items());
            page = joined(next);
        }
        csv.flush();
    }

    /** The database reads on while this is written. */
    private CompletableFuture<CallLog.CallPage> next(CallLog.CallFilter filter, CallPermissions who, String after) {
        return after == null
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.supplyAsync(() -> reader.outlines(filter, who, after, PIECE));
    }

    private static CallLog.CallPage joined(CompletableFuture<CallLog.CallPage> next) {
        try {
            return next.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException why ? why : failed;
        }
    }

    private void print(CsvLines csv, List<Call> found) throws IOException {
        for (CallView view : calls.outlines(found)) {
            for (Column column : COLUMNS) {
                print(csv, column.value.apply(view));
            }
            csv.end();
        }
    }

    private static void print(CsvLines csv, Object value) throws IOException {
        if (value instanceof Instant time) {
            csv.time(time);
        } else if (value instanceof Enum<?> word) {
            csv.word(WORDS.computeIfAbsent(word, one -> one.name().toLowerCase(Locale.ROOT)));
        } else if (value instanceof List<?> texts) {
            csv.text(joined(texts));
        } else {
            csv.text(value == null ? null : value.toString());
        }
    }

    private static String joined(List<?> texts) {
        return texts.size() == 1
                ? String.valueOf(texts.get(0))
                : texts.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private static String names(List<CallView.Person> people) {
        if (people.size() == 1) {
            return people.get(0).name();
        }
        return people.stream()
                .map(CallView.Person::name)
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
