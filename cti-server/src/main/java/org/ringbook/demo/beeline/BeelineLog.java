package org.ringbook.demo.beeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The statistics and the records of the PBX, as its API tells them. Any thread. */
public final class BeelineLog {

    private final List<Map<String, Object>> rows = Collections.synchronizedList(new ArrayList<>());
    private final List<Map<String, Object>> records = Collections.synchronizedList(new ArrayList<>());

    private List<Map<String, Object>> sorted = List.of();

    void ended(BeelineLeg leg, long id) {
        if (leg.userId().startsWith("MPBX_")) {
            return;
        }
        boolean inbound = leg.inbound();
        Instant end = leg.detached != null ? leg.detached : leg.release;
        Duration talked = leg.answer == null ? Duration.ZERO : Duration.between(leg.answer, end);
        String status = !inbound ? "PLACED" : leg.answer == null ? "MISSED" : "RECIEVED";
        String other = leg.remote == null ? null : leg.remote.digits();
        row(leg.employee, inbound, status, other, leg.start, talked);
        if (leg.recorded) {
            record(id, leg.tracking, leg.employee, inbound, other, leg.answer, talked);
        }
    }

    /** A row of its own, such as of a SIM card, of which nothing is told live. @param other null to leave it out */
    public void row(
            BeelineCloud.Employee employee,
            boolean inbound,
            String status,
            String other,
            Instant start,
            Duration talked) {
        var row = new LinkedHashMap<String, Object>();
        String number = other == null ? null : other.length() < 6 ? other : "+" + other;
        row.put("startDate", start.toEpochMilli());
        row.put("abonent", abonent(employee));
        row.put("direction", inbound ? "INBOUND" : "OUTBOUND");
        row.put("status", status);
        row.put("phone_from", inbound ? number : null);
        row.put("phone_to", inbound ? null : number);
        row.put("duration", talked.toMillis());
        rows.add(row);
    }

    public void record(
            long id,
            String tracking,
            BeelineCloud.Employee employee,
            boolean inbound,
            String other,
            Instant at,
            Duration talked) {
        var record = new LinkedHashMap<String, Object>();
        record.put("id", Long.toString(id));
        record.put("externalId", tracking);
        record.put("phone", other == null ? null : other.substring(Math.max(0, other.length() - 10)));
        record.put("direction", inbound ? "INBOUND" : "OUTBOUND");
        record.put("date", at.toEpochMilli());
        record.put("duration", talked.toMillis());
        record.put("fileSize", talked.toMillis() * 8);
        record.put("comment", null);
        record.put("abonent", abonent(employee));
        records.add(record);
    }

    /** All rows of the statistics, in the order in which they came. */
    public List<Map<String, Object>> all() {
        return List.copyOf(rows);
    }

    public List<Map<String, Object>> allRecords() {
        return List.copyOf(records);
    }

    /** Milliseconds of a record; null when there is none of that id. */
    Long lengthOf(String id) {
        return allRecords().stream()
                .filter(record -> record.get("id").equals(id))
                .map(record -> (Long) record.get("duration"))
                .findFirst()
                .orElse(null);
    }

    public synchronized void clear() {
        sorted = List.of();
        rows.clear();
        records.clear();
    }

    static Map<String, Object> abonent(BeelineCloud.Employee employee) {
        var abonent = new LinkedHashMap<String, Object>();
        abonent.put("userId", employee.userId());
        if (employee.phone() != null) {
            abonent.put("phone", employee.phone());
        }
        abonent.put("firstName", employee.name());
        abonent.put("lastName", "");
        abonent.put("department", "");
        abonent.put("extension", employee.extension());
        return abonent;
    }

    /** Newest first. */
    List<Map<String, Object>> rows(Instant from, Instant to, int page, int size) {
        return newestFirst().stream()
                .filter(row -> within((long) row.get("startDate"), from, to))
                .skip((long) page * size)
                .limit(size)
                .toList();
    }

    /** Sorted once for many pages. */
    private synchronized List<Map<String, Object>> newestFirst() {
        if (sorted.size() != rows.size()) {
            sorted = all().stream()
                    .sorted(Comparator.comparingLong((Map<String, Object> row) -> (long) row.get("startDate"))
                            .reversed())
                    .toList();
        }
        return sorted;
    }

    /** By their ids, at most 100. @param after null for the first */
    List<Map<String, Object>> records(Long after, boolean inclusive, Instant from, Instant to) {
        return allRecords().stream()
                .filter(record -> after == null || number(record) > after || inclusive && number(record) == after)
                .filter(record -> within((long) record.get("date"), from, to))
                .sorted(Comparator.comparingLong(BeelineLog::number))
                .limit(100)
                .toList();
    }

    private static long number(Map<String, Object> record) {
        return Long.parseLong((String) record.get("id"));
    }

    private static boolean within(long at, Instant from, Instant to) {
        return (from == null || at >= from.toEpochMilli()) && (to == null || at < to.toEpochMilli());
    }
}
