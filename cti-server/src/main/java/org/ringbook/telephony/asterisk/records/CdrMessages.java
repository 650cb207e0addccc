package org.ringbook.telephony.asterisk.records;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * CDR retold as AMI messages: each row is a calling channel and one that it was connected to, or tried to be. Whole seconds
 * only; who hung up, hold, and who was rung without answering in the same attempt are not in it.
 */
final class CdrMessages {

    /** Whole seconds may hide nearly two. */
    private static final Duration BUSY_WITHIN = Duration.ofSeconds(2);

    private final Predicate<String> known;
    private final BiFunction<String, Instant, String> legByName;
    private final List<RecordedEvent> reported = new ArrayList<>();

    private CdrMessages(Predicate<String> known, BiFunction<String, Instant, String> legByName) {
        this.known = known;
        this.legByName = legByName;
    }

    /**
     * @param rows in the order in which they were written
     * @param known channels whose beginning was heard live
     * @param legByName the id of a channel that was heard, by its name and when it lived; null when it was not heard.
     *     CDR has the names alone of those that were called
     */
    static List<RecordedEvent> of(
            List<Row> rows, Predicate<String> known, BiFunction<String, Instant, String> legByName) {
        var messages = new CdrMessages(known, legByName);
        Map<String, Instant> ends = new HashMap<>();
        for (Row row : rows) {
            ends.merge(row.get("uniqueid"), row.at(), (one, other) -> one.isAfter(other) ? one : other);
        }
        rows.forEach(row -> messages.report(row, ends.get(row.get("uniqueid"))));
        messages.reported.sort(Comparator.comparing(RecordedEvent::at));
        return messages.reported;
    }

    private void report(Row row, Instant end) {
        String caller = row.get("uniqueid");
        String name = row.get("channel");
        if (name.isEmpty()) {
            return;
        }
        Instant start = Instant.parse(row.get("start"));
        String linked = row.get("linkedid");
        if (!known.test(caller)) {
            add(
                    start,
                    caller,
                    "Newchannel",
                    "Channel",
                    name,
                    "Uniqueid",
                    caller,
                    "Linkedid",
                    linked,
                    "ChannelState",
                    "4",
                    "CallerIDNum",
                    row.get("src"),
                    "Exten",
                    row.get("dst"));
        }
        if (!row.get("dstchannel").isEmpty()) {
            called(row, caller, start);
        } else if (!row.get("lastapp").isEmpty()) {
            add(start, caller, "Newexten", "Uniqueid", caller, "Application", row.get("lastapp"));
        }
        add(end, caller, "Hangup", "Channel", name, "Uniqueid", caller, "Linkedid", linked);
    }

    private void called(Row row, String caller, Instant start) {
        String name = row.get("dstchannel");
        String received = legByName.apply(name, start);
        String leg = received != null ? received : "cdr-" + caller + "-" + name.replaceAll("[^A-Za-z0-9]", "-");
        String data = row.get("lastdata").split(",", 2)[0];
        boolean dials = row.get("lastapp").equals("Dial");
        Instant end = row.at();
        if (!known.test(leg)) {
            add(start, leg, "Newchannel", "Channel", name, "Uniqueid", leg, "Linkedid", caller, "ChannelState", "0");
            if (row.get("lastapp").equals("Queue")) {
                add(start, caller, "QueueCallerJoin", "Uniqueid", caller, "Queue", data);
            }
            add(
                    start,
                    leg,
                    "DialBegin",
                    "Uniqueid",
                    caller,
                    "DestUniqueid",
                    leg,
                    "DestChannel",
                    name,
                    "DialString",
                    dials ? data.substring(data.indexOf('/') + 1) : "");
            if (rang(row, dials, start)) {
                add(start, leg, "DialState", "DestUniqueid", leg, "DialStatus", "RINGING");
            }
        }
        if (row.get("disposition").equals("ANSWERED") && !row.get("answer").isEmpty()) {
            spoke(row, caller, leg, Instant.parse(row.get("answer")), end);
        } else {
            String status = switch (row.get("disposition")) {
                case "BUSY" -> "BUSY";
                case "FAILED" -> "CHANUNAVAIL";
                case "CONGESTION" -> "CONGESTION";
                default -> "NOANSWER";
            };
            add(end, leg, "DialEnd", "DestUniqueid", leg, "DialStatus", status);
        }
        add(end, leg, "Hangup", "Channel", name, "Uniqueid", leg);
    }

    /** A telephone that is busy says so at once; when Dial ended with it later, somebody had heard it ring and declined. */
    private static boolean rang(Row row, boolean dials, Instant start) {
        return switch (row.get("disposition")) {
            case "BUSY" -> dials && !row.at().isBefore(start.plus(BUSY_WITHIN));
            case "FAILED" -> false;
            default -> true;
        };
    }

    private void spoke(Row row, String caller, String leg, Instant answer, Instant end) {
        Instant from = end.isAfter(answer) ? answer : end.minus(Duration.ofMillis(1));
        String bridge = "cdr-" + caller + "-" + leg;
        add(from, leg, "DialEnd", "DestUniqueid", leg, "DialStatus", "ANSWER");
        for (String[] side : new String[][] {{caller, row.get("channel")}, {leg, row.get("dstchannel")}}) {
            add(
                    from,
                    side[0],
                    "BridgeEnter",
                    "Channel",
                    side[1],
                    "Uniqueid",
                    side[0],
                    "BridgeUniqueid",
                    bridge,
                    "BridgeType",
                    "basic");
            add(end, side[0], "BridgeLeave", "Channel", side[1], "Uniqueid", side[0], "BridgeUniqueid", bridge);
        }
    }

    private void add(Instant at, String leg, String event, String... headers) {
        reported.add(RecordedEvent.of(at, leg, event, headers));
    }
}
