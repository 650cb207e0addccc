package org.ringbook.workspace.calls;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallLog;
import org.ringbook.recordings.RecordedCalls;
import org.ringbook.rights.Action;
import org.ringbook.staff.Role;
import org.ringbook.workspace.Viewer;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Conversations that can be heard, newest first, each with a player in its row. */
@Controller
class RecordedCallsScreen {

    private static final int PAGE = 50;
    private static final int USUAL_DAYS = 7;

    private final RecordedCalls recorded;
    private final CallLog log;
    private final CallAudio audio;
    private final ChosenDispositions chosen;

    RecordedCallsScreen(RecordedCalls recorded, CallLog log, CallAudio audio, ChosenDispositions chosen) {
        this.recorded = recorded;
        this.log = log;
        this.audio = audio;
        this.chosen = chosen;
    }

    /**
     * @param last start of the recording that the page before ended with, in milliseconds since 1970
     * @param lastId that recording
     */
    @GetMapping("/recordings")
    String list(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
            @RequestParam(required = false) Instant last,
            @RequestParam(required = false) UUID lastId,
            Viewer viewer,
            Model model) {
        viewer.require(Role.SUPERVISOR);
        LocalDate end = to == null ? viewer.today() : to;
        LocalDate begin = from == null ? end.minusDays(USUAL_DAYS - 1) : from;
        var calls = new HashMap<UUID, Call>();
        RecordedCalls.Page page = recorded.find(
                viewer.startOf(begin),
                last == null || lastId == null
                        ? RecordedCalls.Place.of(viewer.startOf(end.plusDays(1)))
                        : new RecordedCalls.Place(last, lastId),
                some -> heard(some, viewer, calls),
                PAGE);
        List<Call> found = page.calls().stream().map(calls::get).toList();
        model.addAttribute("from", begin);
        model.addAttribute("to", end);
        model.addAttribute("calls", found);
        model.addAttribute("sounds", audio.inList(found, viewer));
        model.addAttribute("chosen", chosen.of(found, viewer));
        model.addAttribute("next", page.next());
        return last == null ? "calls/recorded" : "calls/recorded :: rows";
    }

    private List<UUID> heard(List<UUID> some, Viewer viewer, Map<UUID, Call> calls) {
        log.records(some).stream()
                .filter(call -> viewer.permissions().may(Action.HEAR, call))
                .forEach(call -> calls.put(call.id(), call));
        return some.stream().filter(calls::containsKey).toList();
    }
}
