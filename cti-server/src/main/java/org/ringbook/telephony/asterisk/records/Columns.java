package org.ringbook.telephony.asterisk.records;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.ringbook.times.DurationReader;
import org.ringbook.times.TimeReader;
import org.ringbook.times.TimeReading;

/** The columns of CEL and of CDR, and what is made of their values. For one reading, on one thread. */
final class Columns {

    /** As cel_custom.conf has them in Asterisk's sample. */
    private static final Pattern EPOCH = Pattern.compile("[0-9]{9,11}(\\.[0-9]{1,9})?");

    private static final Pattern ZONED = Pattern.compile(".*[+-][0-9]{2}(:?[0-9]{2})?");

    static final List<String> CEL_FILE = List.of(
            "eventtype",
            "eventtime",
            "cid_name",
            "cid_num",
            "cid_ani",
            "cid_rdnis",
            "cid_dnid",
            "exten",
            "context",
            "channame",
            "appname",
            "appdata",
            "amaflags",
            "accountcode",
            "uniqueid",
            "linkedid",
            "peer",
            "userfield",
            "userdeftype",
            "extra");

    /** As cdr_csv writes them with {@code loguniqueid} and {@code newcdrcolumns}, and with {@code loguserfield} off. */
    static final List<String> CDR_FILE = List.of(
            "accountcode",
            "src",
            "dst",
            "dcontext",
            "clid",
            "channel",
            "dstchannel",
            "lastapp",
            "lastdata",
            "start",
            "answer",
            "end",
            "duration",
            "billsec",
            "disposition",
            "amaflags",
            "uniqueid",
            "peeraccount",
            "linkedid",
            "sequence");

    /** The same with {@code loguserfield}. */
    static final List<String> CDR_FILE_WITH_USER_FIELD = List.of(
            "accountcode",
            "src",
            "dst",
            "dcontext",
            "clid",
            "channel",
            "dstchannel",
            "lastapp",
            "lastdata",
            "start",
            "answer",
            "end",
            "duration",
            "billsec",
            "disposition",
            "amaflags",
            "uniqueid",
            "userfield",
            "peeraccount",
            "linkedid",
            "sequence");

    /** Databases may hold the number of an event in place of its name; the same from Asterisk 12 to 22. */
    private static final List<String> EVENTS = List.of(
            "",
            "CHAN_START",
            "CHAN_END",
            "HANGUP",
            "ANSWER",
            "APP_START",
            "APP_END",
            "BRIDGE_ENTER",
            "BRIDGE_EXIT",
            "PARK_START",
            "PARK_END",
            "BLINDTRANSFER",
            "ATTENDEDTRANSFER",
            "USER_DEFINED",
            "LINKEDID_END",
            "PICKUP",
            "FORWARD",
            "LOCAL_OPTIMIZE");

    private static final DateTimeFormatter LOCAL = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd")
            .optionalStart()
            .appendLiteral(' ')
            .optionalEnd()
            .optionalStart()
            .appendLiteral('T')
            .optionalEnd()
            .appendPattern("HH:mm:ss")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .toFormatter(java.util.Locale.ROOT);

    private static final long ROUNDED_SECONDS = 2;
    private static final Duration AN_HOUR_TWICE = Duration.ofMinutes(30);

    /** Lines of a file stand in it as they were written. */
    private static final Duration OUT_OF_ORDER = Duration.ofMinutes(1);

    private final ZoneId zone;
    private final boolean lastFirst;
    private final Instant now;
    /** The time of the row that was read before this one. */
    private Instant before;

    /** For rows from the first to the last. @param zone of times that are written without one */
    Columns(ZoneId zone) {
        this(zone, false, Instant.now());
    }

    private Columns(ZoneId zone, boolean lastFirst, Instant now) {
        this.zone = zone;
        this.lastFirst = lastFirst;
        this.now = now;
        this.before = lastFirst ? now : Instant.MIN;
    }

    /** For the lines of a file, the last first. @param until nothing later is looked for, by the clock of the PBX */
    static Columns lastFirst(ZoneId zone, Instant until) {
        Instant ours = Instant.now();
        return new Columns(zone, true, until.isAfter(ours) ? until : ours);
    }

    /** @return null when the line is no row of that kind */
    Row row(List<String> names, List<String> values) {
        var columns = new HashMap<String, String>();
        for (int i = 0; i < Math.min(names.size(), values.size()); i++) {
            String value = values.get(i);
            if (value != null && !value.isEmpty()) {
                columns.put(names.get(i), value);
            }
        }
        return row(columns);
    }

    Row row(Map<String, String> columns) {
        String event = columns.getOrDefault("eventtype", "");
        if (event.matches("[0-9]{1,2}") && Integer.parseInt(event) < EVENTS.size()) {
            columns.put("eventtype", EVENTS.get(Integer.parseInt(event)));
        }
        boolean cel = columns.containsKey("eventtime");
        Instant at = cel ? time(columns.get("eventtime"), null) : end(columns);
        if (at == null || !columns.containsKey("uniqueid")) {
            return null;
        }
        before = at;
        return new Row(at, columns);
    }

    /** A table may have the start alone, as "calldate", and how long the call took. */
    private Instant end(Map<String, String> columns) {
        long lasted = seconds(columns.get("duration"));
        long spoken = seconds(columns.get("billsec"));
        Instant end = time(columns.get("end"), null);
        Instant start = start(columns, end, lasted);
        Instant otherEnd = otherwise(columns.get("end"), end);
        if (otherEnd != null && !took(start, end, lasted)) {
            Instant otherStart = start(columns, otherEnd, lasted);
            end = took(otherStart, otherEnd, lasted) ? otherEnd : end;
            start = end.equals(otherEnd) ? otherStart : start;
        }
        if (start == null) {
            return null;
        }
        if (end == null) {
            end = start.plusSeconds(lasted);
        }
        Instant answer = time(columns.get("answer"), spoken == 0 ? null : end.minusSeconds(spoken));
        end = end.isBefore(start) ? start : end;
        if (answer != null && (answer.isBefore(start) || answer.isAfter(end))) {
            answer = null;
        }
        if (answer == null && spoken > 0) {
            answer = end.minusSeconds(spoken);
        }
        columns.remove("answer");
        columns.put("start", start.toString());
        columns.put("end", end.toString());
        if (answer != null) {
            columns.put("answer", answer.toString());
        }
        return end;
    }

    /** How long it took does not depend on what the clocks showed meanwhile. */
    private Instant start(Map<String, String> columns, Instant end, long lasted) {
        String text = columns.getOrDefault("start", columns.get("calldate"));
        return time(text, end == null || lasted == 0 ? null : end.minusSeconds(lasted));
    }

    private static boolean took(Instant start, Instant end, long seconds) {
        return start != null
                && seconds > 0
                && Math.abs(Duration.between(start, end).toSeconds() - seconds) <= ROUNDED_SECONDS;
    }

    /** The other time that the PBX's clock showed the same; null when there is none. */
    private Instant otherwise(String text, Instant told) {
        try {
            if (told == null) {
                return null;
            }
            LocalDateTime time = LocalDateTime.parse(text.strip(), LOCAL);
            Instant first = time.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
            Instant second = time.atZone(zone).withLaterOffsetAtOverlap().toInstant();
            return first.equals(second) ? null : told.equals(first) ? second : first;
        } catch (DateTimeException zoned) {
            return null;
        }
    }

    private static long seconds(String text) {
        Duration duration = DurationReader.read(text);
        return duration == null ? 0 : duration.toSeconds();
    }

    /**
     * Seconds since 1970 with a fraction, ISO 8601 with a zone, or the local time of the PBX. When the clocks go back, an
     * hour comes twice: rows are written in the order of time, so a time that would lie before the row above it belongs
     * to the second one.
     *
     * @param near when it must have been, as far as that is known otherwise; else null
     * @return null for what is no time, is unset, or cannot be
     */
    private Instant time(String text, Instant near) {
        Instant told = text == null || text.isBlank() ? null : told(text.strip(), near);
        return TimeReading.orNull(told, now);
    }

    private Instant told(String given, Instant near) {
        try {
            if (EPOCH.matcher(given).matches()) {
                int dot = given.indexOf('.');
                String fraction = dot < 0 ? "" : given.substring(dot + 1);
                return Instant.ofEpochSecond(
                        Long.parseLong(dot < 0 ? given : given.substring(0, dot)),
                        Long.parseLong((fraction + "000000000").substring(0, 9)));
            }
            if (given.endsWith("Z") || ZONED.matcher(given).matches()) {
                String iso = given.replace(' ', 'T').replaceFirst("([+-][0-9]{2})([0-9]{2})$", "$1:$2");
                return java.time.OffsetDateTime.parse(iso.matches(".*[+-][0-9]{2}") ? iso + ":00" : iso)
                        .toInstant();
            }
            return local(LocalDateTime.parse(given, LOCAL), near);
        } catch (DateTimeException otherwise) {
            return new TimeReader(zone).read(given, now).orNull();
        }
    }

    private Instant local(LocalDateTime time, Instant near) {
        Instant first = time.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
        Instant second = time.atZone(zone).withLaterOffsetAtOverlap().toInstant();
        if (near != null) {
            boolean later = Duration.between(near, second)
                            .abs()
                            .compareTo(Duration.between(near, first).abs())
                    < 0;
            return later ? second : first;
        }
        if (lastFirst) {
            return second.isAfter(before.plus(OUT_OF_ORDER)) ? first : second;
        }
        return first.plus(AN_HOUR_TWICE).isBefore(before) ? second : first;
    }
}
