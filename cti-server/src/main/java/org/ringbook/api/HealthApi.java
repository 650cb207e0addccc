package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.ringbook.access.OpenFolders;
import org.ringbook.calls.log.CallLogWriter.Backlog;
import org.ringbook.calls.log.LogGaps;
import org.ringbook.control.LimitAlarm;
import org.ringbook.derivation.GapHealing;
import org.ringbook.http.LoadShedding;
import org.ringbook.notices.Notice;
import org.ringbook.telephony.ConnectionStep;
import org.ringbook.telephony.SourceHealth;
import org.ringbook.telephony.Sources;
import org.ringbook.telephony.WriteStatus;
import org.ringbook.telephony.inbox.Gap;
import org.ringbook.telephony.inbox.SourceCounters;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Health", description = "For supervisors and administrators.")
class HealthApi {

    /**
     * @param counters since the server started
     * @param steps what of the connection works, and of the rest what to do
     */
    @Schema(name = "Source")
    record SourceView(SourceHealth health, SourceCounters.Reading counters, List<ConnectionStep> steps) {}

    /**
     * @param waiting calls that wait in memory to be written
     * @param noRoom changes of calls that did not fit into memory; they come back by themselves
     * @param unwritable calls that the database did not take, since the server started
     * @param holes of the last 30 days: times of which calls were missing, and what became of them
     * @param trouble why nothing is written at present, or soon will not be, and what to do; null when all is well
     */
    @Schema(name = "CallLog")
    record CallLogView(
            int waiting, Instant since, long noRoom, long unwritable, Notice trouble, List<LogGaps.LogGap> holes) {

        static CallLogView of(WriteStatus writing, List<LogGaps.LogGap> holes) {
            Backlog backlog = writing.backlog();
            return new CallLogView(
                    backlog.waiting(),
                    backlog.since(),
                    backlog.noRoom(),
                    backlog.unwritable(),
                    writing.trouble().orElse(null),
                    holes);
        }
    }

    /**
     * @param limits of calls that were met within the last hour
     * @param load what was refused within the last hour because a bound of the server was reached
     * @param machine what of this machine lets others in who should not be
     */
    @Schema(name = "Health")
    record View(
            List<SourceView> sources,
            CallLogView callLog,
            List<Gap> gaps,
            List<Notice> limits,
            List<Notice> load,
            List<Notice> machine) {}

    private final Sources sources;
    private final WriteStatus writing;
    private final GapHealing holes;
    private final LimitAlarm alarm;
    private final LoadShedding shedding;
    private final OpenFolders folders;

    HealthApi(
            Sources sources,
            WriteStatus writing,
            GapHealing holes,
            LimitAlarm alarm,
            LoadShedding shedding,
            OpenFolders folders) {
        this.folders = folders;
        this.shedding = shedding;
        this.alarm = alarm;
        this.sources = sources;
        this.writing = writing;
        this.holes = holes;
    }

    @GetMapping("/api/health/sources")
    @Operation(
            summary = "How the telephone sources are, and how far the call log is behind them",
            description =
                    "`callLog.waiting` calls are known but not written yet; `trouble` says why and what to do. `gaps` are the times of the last 30 days"
                            + " in which a source was not heard, newest first, and what became of them.")
    View sources() {
        Map<String, SourceCounters.Reading> counters = sources.counters();
        List<SourceView> views = sources.health().stream()
                .map(health -> new SourceView(
                        health,
                        counters.get(health.name()),
                        sources.connection(health.name())
                                .map(Sources.Connection::steps)
                                .orElse(List.of())))
                .toList();
        return new View(
                views,
                CallLogView.of(writing, holes.recent()),
                sources.gaps(),
                alarm.warnings(),
                shedding.warnings(),
                folders.warnings());
    }
}
