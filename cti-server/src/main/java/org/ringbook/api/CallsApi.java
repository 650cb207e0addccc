package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ringbook.access.SignedIn;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallDispositions;
import org.ringbook.calls.log.CallLog;
import org.ringbook.calls.log.CallReader;
import org.ringbook.calls.log.Correlations;
import org.ringbook.calls.log.LegQualities;
import org.ringbook.calls.log.LegQuality;
import org.ringbook.contacts.CallerDirectory;
import org.ringbook.events.Disposition;
import org.ringbook.events.Dispositions;
import org.ringbook.recordings.Recording;
import org.ringbook.recordings.Recordings;
import org.ringbook.staff.Staff;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Calls", description = "The record of all calls. Agents see their own, supervisors and administrators all.")
class CallsApi {

    private static final Set<String> PARAMETERS = new HashSet<>(CallSearch.FILTERS);

    static {
        PARAMETERS.addAll(List.of("after", "limit"));
    }

    private final CallLog log;
    private final CallReader reader;
    private final Staff staff;
    private final VisibleCalls visible;
    private final CallSearch search;
    private final CallerDirectory directory;
    private final Recordings recordings;
    private final CallDispositions ofCalls;
    private final Dispositions dispositions;
    private final LegQualities qualities;

    CallsApi(
            CallLog log,
            CallReader reader,
            VisibleCalls visible,
            CallSearch search,
            CallerDirectory directory,
            Recordings recordings,
            Staff staff,
            CallDispositions ofCalls,
            Dispositions dispositions,
            LegQualities qualities) {
        this.qualities = qualities;
        this.ofCalls = ofCalls;
        this.dispositions = dispositions;
        this.reader = reader;
        this.staff = staff;
        this.recordings = recordings;
        this.log = log;
        this.visible = visible;
        this.search = search;
        this.directory = directory;
    }

    @GetMapping("/api/calls")
    @Operation(summary = "Calls, newest first", description = "Calls that still go on are among them.")
    @CallFilters
    @Parameter(name = "after", in = ParameterIn.QUERY, description = "`next` of the page before")
    @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 500", example = "50")
    Page<CallView> list(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestParam(required = false) @Parameter(hidden = true) String after,
            @RequestParam(required = false) @Parameter(hidden = true) Integer limit,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, PARAMETERS);
        CallLog.CallPage page =
                reader.find(search.read(request, me), visible.permissions(me), Cursor.of(after), Page.limit(limit));
        return new Page<>(views(page.items()), page.next());
    }

    @GetMapping("/api/calls/{id}")
    @Operation(
            summary = "One call",
            description = "Also by the id of a call that turned out to be part of another: the answer is that one, and"
                    + " `Content-Location` says where it stands. The same goes for another source's record of it, which"
                    + " `record=own` tells as that source told it.")
    ResponseEntity<CallView> one(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable @Parameter(example = "019ad000-0000-7000-8000-000000000001") String id,
            @RequestParam(required = false) @Parameter(description = "`own` for that record alone", example = "own")
                    String record) {
        UUID asked = CallSearch.Ids.read("id", id);
        if (record != null && !record.equals("own")) {
            throw NotDone.wrong("record", "\"" + Shown.text(record) + "\" is no record. Known: own.");
        }
        Call call = record == null ? visible.find(me, asked) : visible.record(me, asked);
        return ResponseEntity.ok()
                .header("Content-Location", "/api/calls/" + call.id())
                .body(view(call));
    }

    CallView view(Call call) {
        return views(List.of(call)).get(0);
    }

    /** Without what became of its recordings, and who else saw it: neither stands in a table. */
    List<CallView> outlines(List<Call> calls) {
        Map<UUID, CallView.Chosen> chosen = chosenAfter(calls);
        return calls.stream()
                .map(call -> CallView.of(call, staff, who(call), chosen.get(call.id()), List.of(), List.of()))
                .toList();
    }

    private CallView.Who who(Call call) {
        return call.external() == null ? null : CallView.Who.of(directory.whoIs(call.external()));
    }

    List<CallView> views(List<Call> calls) {
        Map<UUID, List<Correlations.Correlation>> seen = log.correlations().of(calls);
        Map<UUID, List<Recording>> recorded = recordings.of(calls);
        Map<UUID, CallView.Chosen> chosen = chosenAfter(calls);
        Map<UUID, List<LegQuality>> sounded =
                qualities.of(calls.stream().map(Call::id).toList());
        return calls.stream()
                .map(call -> CallView.of(
                        withSound(call, recorded.getOrDefault(call.id(), List.of())),
                        staff,
                        who(call),
                        chosen.get(call.id()),
                        seen.getOrDefault(call.id(), List.of()).stream()
                                .map(CallView.Seen::of)
                                .toList(),
                        sounded.getOrDefault(call.id(), List.of())))
                .toList();
    }

    private Map<UUID, CallView.Chosen> chosenAfter(List<Call> calls) {
        Map<UUID, UUID> ids = ofCalls.of(calls.stream().map(Call::id).toList());
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<UUID, CallView.Chosen> known = dispositions.all().stream()
                .collect(Collectors.toMap(Disposition::id, one -> new CallView.Chosen(one.id(), one.name())));
        return ids.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, one -> known.get(one.getValue())));
    }

    /** What became of a recording is known by the room that keeps the sound, and not by the log. */
    private static Call withSound(Call call, List<Recording> recorded) {
        if (recorded.isEmpty()) {
            return call;
        }
        Map<UUID, Call.Recording> told = call.recordings().stream()
                .collect(Collectors.toMap(Call.Recording::id, one -> one, (one, same) -> one));
        return call.with(recorded.stream()
                .map(one -> told.getOrDefault(
                                one.id(), new Call.Recording(one.id(), one.startedAt(), one.seconds(), one.status()))
                        .with(one.seconds(), one.status()))
                .toList());
    }
}
