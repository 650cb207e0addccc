package org.ringbook.workspace.campaigns;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.ringbook.campaigns.CampaignResult;
import org.ringbook.campaigns.Entry;
import org.ringbook.spreadsheets.Cell;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;

/** Entries of a call list as a file for a spreadsheet, and for the system that they came from: by its own id of each. */
final class EntriesCsv {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final List<String> COLUMNS = List.of(
            "external-id",
            "name",
            "company",
            "numbers",
            "state",
            "why",
            "attempts",
            "technical",
            "result",
            "tried",
            "callback",
            "agent",
            "id");

    private EntriesCsv() {}

    /** @param pages the entries that follow an id; null is the first page */
    static void write(
            Writer out,
            Print print,
            Viewer viewer,
            Map<UUID, CampaignResult> results,
            Function<UUID, List<Entry>> pages)
            throws IOException {
        out.write(BYTE_ORDER_MARK);
        char between = viewer.locale().getLanguage().equals("ru") ? ';' : ',';
        var csv = new CSVPrinter(
                out, CSVFormat.EXCEL.builder().setDelimiter(between).get());
        csv.printRecord(COLUMNS.stream().map(name -> print.say("campaigns.csv." + name)));
        List<Entry> page = pages.apply(null);
        while (!page.isEmpty()) {
            for (Entry entry : page) {
                csv.printRecord(cells(entry, print, viewer, results).map(EntriesCsv::inOneLine));
            }
            page = pages.apply(page.get(page.size() - 1).id());
        }
        csv.flush();
    }

    private static Stream<String> cells(Entry entry, Print print, Viewer viewer, Map<UUID, CampaignResult> results) {
        CampaignResult result = entry.dispositionId() == null ? null : results.get(entry.dispositionId());
        return Stream.of(
                entry.externalId(),
                entry.name(),
                entry.company(),
                entry.numbers().stream()
                        .map(one -> Long.toString(one.number().e164()))
                        .collect(Collectors.joining(", ")),
                print.word("campaigns.entry", entry.state()),
                entry.sleeps() == null ? "" : print.say("campaigns.why." + entry.sleeps()),
                Integer.toString(entry.attempts()),
                print.word("campaigns.technical", entry.technical()),
                result == null ? "" : result.disposition().name(viewer.locale()),
                at(entry.triedAt(), viewer),
                entry.state() == Entry.State.CALLBACK ? at(entry.nextAt(), viewer) : "",
                print.person(entry.callbackBy()),
                entry.id().toString());
    }

    private static String at(Instant time, Viewer viewer) {
        return time == null
                ? ""
                : DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm")
                        .withZone(viewer.zone())
                        .format(time);
    }

    private static String inOneLine(String cell) {
        return cell == null ? "" : Cell.harmless(cell.replaceAll("[\\r\\n\\t\\u0000]+", " "));
    }
}
