package org.ringbook.reports;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.ringbook.reports.ReportTable.Label;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the keys of groups stand for. Names of the ledger never change once they are there, and are kept in memory. Any thread. */
final class Labels {

    private final JdbcClient jdbc;
    private final Map<Integer, String> names = new ConcurrentHashMap<>();

    Labels(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Label of(String kind, int key) {
        return switch (kind) {
            case "line", "queue" -> new Label(kind, key == 0 ? "" : name(key));
            case "person" -> new Label(kind, name(key));
            case "channel" -> new Label(kind, channel(key));
            case "day" -> new Label(kind, LocalDate.ofEpochDay(key).toString());
            case "month" ->
                new Label(kind, LocalDate.of(key / 12, key % 12 + 1, 1).toString());
            default -> new Label(kind, Integer.toString(key));
        };
    }

    private String name(int id) {
        return names.computeIfAbsent(id, this::read);
    }

    private String read(int id) {
        return jdbc.sql("select name from report_name where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    private String channel(int id) {
        return id == 0
                ? ""
                : jdbc.sql("select name from report_channel where id = ?")
                        .param(id)
                        .query(String.class)
                        .optional()
                        .orElse("");
    }

    /** The id of a person of the staff; empty for a telephone that is nobody's. */
    static Optional<UUID> staff(String name) {
        return name.startsWith("tel:") ? Optional.empty() : Optional.of(UUID.fromString(name));
    }
}
