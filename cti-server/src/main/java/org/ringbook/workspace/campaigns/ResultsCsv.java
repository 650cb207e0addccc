package org.ringbook.workspace.campaigns;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.ringbook.campaigns.AgentWork;
import org.ringbook.campaigns.Attempt;
import org.ringbook.campaigns.CampaignResult;
import org.ringbook.campaigns.Entry;
import org.ringbook.scripts.ScriptRun;
import org.ringbook.scripts.ScriptRuns;
import org.ringbook.scripts.ScriptRuns.AskedIn;
import org.ringbook.spreadsheets.Cell;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;

/** Each attempt of a call list in a row, with what was chosen and answered. */
final class ResultsCsv {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final List<String> COLUMNS = List.of(
            "tried",
            "name",
            "number",
            "called-by",
            "technical",
            "talk",
            "result",
            "reason",
            "external-id",
            "call-id",
            "id");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Print print;
    private final Viewer viewer;
    private final Map<UUID, CampaignResult> results;
    private final AgentWork work;
    private final ScriptRuns scripts;

    ResultsCsv(Print print, Viewer viewer, Map<UUID, CampaignResult> results, AgentWork work, ScriptRuns scripts) {
        this.print = print;
        this.viewer = viewer;
        this.results = results;
        this.work = work;
        this.scripts = scripts;
    }

    /** @param questions a column each @param pages the attempts that follow an id; null is the first page */
    void write(Writer out, List<AskedIn> questions, Function<UUID, List<Attempt>> pages) throws IOException {
        out.write(BYTE_ORDER_MARK);
        char between = viewer.locale().getLanguage().equals("ru") ? ';' : ',';
        var csv = new CSVPrinter(
                out, CSVFormat.EXCEL.builder().setDelimiter(between).get());
        var head = new ArrayList<String>();
        COLUMNS.forEach(name -> head.add(print.say("campaigns.csv." + name)));
        boolean several = questions.stream().map(AskedIn::scriptId).distinct().count() > 1;
        questions.forEach(
                one -> head.add(inOneLine(one.question().label() + (several ? " (" + one.script() + ")" : ""))));
        csv.printRecord(head);
        List<Attempt> page = pages.apply(null);
        while (!page.isEmpty()) {
            Map<UUID, ScriptRun> runs =
                    scripts.of(page.stream().map(Attempt::id).toList());
            Map<UUID, Entry> entries = new HashMap<>();
            for (Attempt attempt : page) {
                Entry entry = entries.computeIfAbsent(
                        attempt.entryId(), id -> work.entry(id).orElse(null));
                csv.printRecord(cells(attempt, entry, runs.get(attempt.id()), questions));
            }
            page = pages.apply(page.get(page.size() - 1).id());
        }
        csv.flush();
    }

    private List<String> cells(Attempt attempt, Entry entry, ScriptRun run, List<AskedIn> questions) {
        CampaignResult result = attempt.dispositionId() == null ? null : results.get(attempt.dispositionId());
        var cells = new ArrayList<String>();
        cells.add(at(attempt.createdAt()));
        cells.add(entry == null ? null : entry.name() == null ? entry.company() : entry.name());
        cells.add(Long.toString(attempt.number().e164()));
        cells.add(print.person(attempt.staffId()));
        cells.add(
                attempt.technical() == null
                        ? print.word("campaigns.attempt", attempt.state())
                        : print.word("campaigns.technical", attempt.technical()));
        cells.add(attempt.talkSeconds() == null ? null : attempt.talkSeconds().toPlainString());
        cells.add(
                result != null
                        ? result.disposition().name(viewer.locale())
                        : attempt.noResult() ? print.say("campaigns.no-result") : null);
        cells.add(attempt.reason());
        cells.add(entry == null ? null : entry.externalId());
        cells.add(attempt.callId() == null ? null : attempt.callId().toString());
        cells.add(attempt.id().toString());
        questions.forEach(one -> cells.add(
                run == null || !run.script().id().equals(one.scriptId())
                        ? null
                        : run.answers().get(one.question().key())));
        return cells.stream().map(ResultsCsv::inOneLine).toList();
    }

    private String at(Instant time) {
        return TIME.withZone(viewer.zone()).format(time);
    }

    private static String inOneLine(String cell) {
        return cell == null ? "" : Cell.harmless(cell.replaceAll("[\\r\\n\\t\\u0000]+", " "));
    }
}
