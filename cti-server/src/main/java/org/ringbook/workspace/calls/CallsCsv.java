package org.ringbook.workspace.calls;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallLog.CallPage;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.spreadsheets.Cell;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;

/** The log as a file that a spreadsheet opens by a click, in the viewer's language and zone. */
final class CallsCsv {

    /** With it spreadsheets know that the file is UTF-8. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final Pattern BREAKS = Pattern.compile("[\\r\\n\\t\\u0000]+");

    private static final List<String> COLUMNS = List.of(
            "date",
            "time",
            "direction",
            "who",
            "number",
            "result",
            "disposition",
            "line",
            "queue",
            "agent",
            "answered-by",
            "rang",
            "rings",
            "wait",
            "talk",
            "hold",
            "ended-by",
            "source",
            "id");

    private CallsCsv() {}

    /**
     * @param pages the page that follows a cursor; null is the first
     * @param chosen what was chosen after calls, in the viewer's words
     */
    static void write(
            Writer out,
            Print print,
            Viewer viewer,
            Function<String, CallPage> pages,
            Function<List<Call>, Map<UUID, String>> chosen)
            throws IOException {
        out.write(BYTE_ORDER_MARK);
        // Where the comma parts the decimals, spreadsheets expect columns to be parted by the semicolon.
        char between = viewer.locale().getLanguage().equals("ru") ? ';' : ',';
        var csv = new CSVPrinter(
                out, CSVFormat.EXCEL.builder().setDelimiter(between).get());
        csv.printRecord(COLUMNS.stream().map(name -> print.say("calls.csv." + name)));
        Function<String, DateTimeFormatter> inZone =
                pattern -> DateTimeFormatter.ofPattern(pattern).withZone(viewer.zone());
        DateTimeFormatter day = inZone.apply("yyyy-MM-dd");
        DateTimeFormatter time = inZone.apply("HH:mm:ss");
        String after = null;
        do {
            CallPage page = pages.apply(after);
            Map<UUID, String> dispositions = chosen.apply(page.items());
            for (Call call : page.items()) {
                csv.printRecord(Stream.concat(
                                Stream.of(day.format(call.startedAt()), time.format(call.startedAt())),
                                cells(call, print, dispositions.get(call.id())))
                        .map(CallsCsv::inOneLine));
            }
            after = page.next();
        } while (after != null);
        csv.flush();
    }

    /** But for the first two. */
    private static Stream<String> cells(Call call, Print print, String disposition) {
        return Stream.of(
                print.word("direction", call.direction()),
                print.otherSide(call),
                call.dialled() == null ? digits(call.external()) : call.dialled(),
                print.outcome(call),
                disposition,
                digits(call.line()),
                call.queue(),
                print.party(call, call.agent()),
                print.parties(call, call.answeredBy()),
                print.parties(call, call.rang()),
                call.rings() == null ? "" : call.rings().toString(),
                seconds(call.waitSeconds()),
                seconds(call.talkSeconds()),
                seconds(call.holdSeconds()),
                print.word("ended-by", call.endedBy()),
                call.source(),
                call.id().toString());
    }

    /** Without the plus, with which a spreadsheet would begin to calculate. */
    private static String digits(PhoneNumber number) {
        return number == null ? "" : Long.toString(number.e164());
    }

    private static String seconds(BigDecimal seconds) {
        return seconds == null ? "" : Long.toString(seconds.longValue());
    }

    private static String inOneLine(String cell) {
        return cell == null ? "" : Cell.harmless(BREAKS.matcher(cell).replaceAll(" "));
    }
}
