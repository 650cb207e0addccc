package org.ringbook.workspace.recordings;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallLog;
import org.ringbook.recordings.Completeness;
import org.ringbook.recordings.PlaybackAudit;
import org.ringbook.recordings.TalkSearch;
import org.ringbook.recordings.audio.TalkFigures;
import org.ringbook.rights.Action;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.workspace.Viewer;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** Which calls should have a recording and have none, and why; and who heard what. */
@Controller
class RecordingsScreen {

    private static final int MOST = 200;
    /** More than are seen at once take longer to put down than to find. */
    private static final int PAGE = 50;

    private static final int USUAL_DAYS = 7;

    private final Completeness completeness;
    private final PlaybackAudit audit;
    private final TalkSearch talk;
    private final CallLog log;
    private final Staff staff;

    RecordingsScreen(Completeness completeness, PlaybackAudit audit, TalkSearch talk, CallLog log, Staff staff) {
        this.talk = talk;
        this.completeness = completeness;
        this.audit = audit;
        this.log = log;
        this.staff = staff;
    }

    /** A call that should have a recording and has none, as far as the viewer may see it. */
    record Row(Call call, String reason) {}

    @GetMapping("/recordings/missing")
    String completeness(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
            @RequestParam(defaultValue = "0") int past,
            @RequestHeader(name = "HX-Request", required = false) String fragment,
            Viewer viewer,
            Model model) {
        viewer.require(Role.SUPERVISOR);
        LocalDate last = to == null ? viewer.today() : to;
        LocalDate first = from == null ? last.minusDays(USUAL_DAYS - 1) : from;
        Instant begin = viewer.startOf(first);
        Instant end = viewer.startOf(last.plusDays(1));
        model.addAttribute("from", first);
        model.addAttribute("to", last);
        int before = Math.max(0, past);
        Completeness.Look look = completeness.look(begin, end, before, PAGE);
        Completeness.Report report = look.report();
        long named = before + look.wanting().size();
        model.addAttribute("report", report);
        model.addAttribute("wanting", rows(look.wanting(), viewer));
        model.addAttribute("next", named < report.should() - report.have() ? named : null);
        return fragment == null || before == 0 ? "recordings/index" : "recordings/index :: rows";
    }

    /** What is wanting is of calls that stand for themselves: all of them are one question. */
    private List<Row> rows(List<Completeness.Wanting> wanting, Viewer viewer) {
        Map<UUID, Call> calls = log
                .records(wanting.stream().map(Completeness.Wanting::callId).toList())
                .stream()
                .collect(Collectors.toMap(Call::id, Function.identity()));
        return wanting.stream()
                .filter(one -> calls.containsKey(one.callId()))
                .map(one -> new Row(calls.get(one.callId()), one.reason()))
                .filter(row -> viewer.maySee(row.call()))
                .toList();
    }

    /** A conversation with its figures, as they are printed. */
    record Spoken(Call call, TalkFigures talk, int theirs, int ours) {}

    @GetMapping("/recordings/talk")
    String talk(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
            @RequestParam(required = false) Integer silence,
            @RequestParam(required = false) Integer monologue,
            @RequestParam(required = false) Integer ours,
            @RequestParam(required = false) Integer theirs,
            Viewer viewer,
            Model model) {
        viewer.require(Role.SUPERVISOR);
        LocalDate last = to == null ? viewer.today() : to;
        LocalDate first = from == null ? last.minusDays(USUAL_DAYS - 1) : from;
        var asked = new TalkSearch.Asked(
                viewer.startOf(first),
                viewer.startOf(last.plusDays(1)),
                orAny(silence),
                orAny(monologue),
                orAny(ours),
                orAny(theirs));
        var calls = new HashMap<UUID, Call>();
        List<TalkSearch.Found> found = talk.find(
                asked,
                one -> {
                    Call call = log.find(one.callId()).orElse(null);
                    calls.put(one.callId(), call);
                    return call != null && viewer.permissions().may(Action.HEAR, call);
                },
                MOST);
        model.addAttribute(
                "spoken",
                found.stream()
                        .map(one -> new Spoken(
                                calls.get(one.callId()),
                                one.talk(),
                                percent(one.talk().theirs(), one.talk()),
                                percent(one.talk().ours(), one.talk())))
                        .toList());
        model.addAttribute("from", first);
        model.addAttribute("to", last);
        model.addAttribute("silence", silence);
        model.addAttribute("monologue", monologue);
        model.addAttribute("ours", ours);
        model.addAttribute("theirs", theirs);
        return "recordings/talk";
    }

    private static int orAny(Integer asked) {
        return asked == null ? 0 : asked;
    }

    private static int percent(BigDecimal part, TalkFigures talk) {
        return (int) Math.round(100 * part.doubleValue() / talk.seconds().doubleValue());
    }

    /** One line of the audit trail. */
    record Line(PlaybackAudit.Play play, String name, Call call) {}

    @GetMapping("/recordings/plays")
    String plays(
            @RequestParam(required = false) UUID staffId,
            @RequestParam(required = false) Long before,
            Viewer viewer,
            Model model) {
        viewer.require(Role.ADMINISTRATOR);
        List<PlaybackAudit.Play> found = audit.find(staffId, null, before, MOST);
        Map<UUID, Optional<Call>> calls = found.stream()
                .map(PlaybackAudit.Play::callId)
                .distinct()
                .collect(Collectors.toMap(Function.identity(), log::find));
        model.addAttribute(
                "lines",
                found.stream()
                        .map(play -> new Line(
                                play,
                                staff.find(play.staffId())
                                        .map(StaffMember::name)
                                        .orElse(play.login()),
                                calls.get(play.callId()).orElse(null)))
                        .toList());
        model.addAttribute(
                "people",
                staff.all().stream().filter(one -> Objects.nonNull(one.login())).toList());
        model.addAttribute("person", staffId);
        model.addAttribute(
                "more", found.size() < MOST ? null : found.get(MOST - 1).id());
        return "recordings/plays";
    }
}
