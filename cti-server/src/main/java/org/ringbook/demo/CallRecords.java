package org.ringbook.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** What the exchange writes down for billing: one row for each pair of legs, told when the first of them ends. */
final class CallRecords {

    private static final DateTimeFormatter LOCAL_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    private static final class Row {
        final Channel from;
        final Channel to;
        final Instant start;
        final String context;
        final String exten;
        final Party caller;
        final String application;
        final String data;
        Instant answer;
        Instant end;
        boolean busy;

        Row(Channel from, Channel to, Instant start) {
            this.from = from;
            this.to = to;
            this.start = start;
            this.context = from.context;
            this.exten = from.exten;
            this.caller = from.caller;
            this.application = from.application;
            this.data = from.data;
        }

        String disposition() {
            return answer != null ? "ANSWERED" : busy ? "BUSY" : "NO ANSWER";
        }
    }

    private final LiveCall call;
    private final List<Row> rows = new ArrayList<>();

    CallRecords(LiveCall call) {
        this.call = call;
    }

    void dialled(Channel from, Channel to) {
        rows.add(new Row(from, to, call.now()));
    }

    void answered(Channel to) {
        rows.stream().filter(row -> row.to == to).forEach(row -> row.answer = call.now());
    }

    void busy(Channel to) {
        rows.stream().filter(row -> row.to == to).forEach(row -> row.busy = true);
    }

    void ended(Channel leg) {
        rows.stream()
                .filter(row -> row.end == null && (row.from == leg || row.to == leg))
                .forEach(row -> row.end = call.now());
    }

    /** Tells the rows of a leg that ends. Who called and reached nobody has one too. */
    void tell(Channel from) {
        if (from == call.lead && rows.isEmpty()) {
            dialled(from, null);
        }
        ended(from);
        var own = rows.stream().filter(row -> row.from == from).toList();
        own.forEach(this::tell);
        rows.removeAll(own);
    }

    private void tell(Row row) {
        var name = row.caller.name() == null ? "" : row.caller.name();
        call.exchange.tell(call.exchange
                .event("Cdr", "cdr")
                .with("AccountCode", "")
                .with("Source", row.caller.number())
                .with("Destination", row.exten)
                .with("DestinationContext", row.context)
                .with("CallerID", "\"%s\" <%s>".formatted(name, row.caller.number()))
                .with("Channel", row.from.name)
                .with("DestinationChannel", row.to == null ? "" : row.to.name)
                .with("LastApplication", row.application)
                .with("LastData", row.data)
                .with("StartTime", LOCAL_TIME.format(row.start))
                .with("AnswerTime", row.answer == null ? "" : LOCAL_TIME.format(row.answer))
                .with("EndTime", LOCAL_TIME.format(row.end))
                .with("Duration", seconds(row.start, row.end))
                .with("BillableSeconds", row.answer == null ? 0 : seconds(row.answer, row.end))
                .with("Disposition", row.disposition())
                .with("AMAFlags", "DOCUMENTATION")
                .with("UniqueID", row.from.uniqueId)
                .with("UserField", ""));
    }

    private static long seconds(Instant from, Instant to) {
        return Duration.between(from, to).toSeconds();
    }
}
