package org.ringbook.contacts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** What somebody chose a column of an imported file to hold, by the column's name; remembered for the next file that has it. */
final class ColumnChoices {

    private final JdbcTemplate jdbc;

    ColumnChoices(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    static String key(String header) {
        return SearchText.key(header).strip();
    }

    /** By {@link #key}, of those that were chosen. */
    Map<String, String> of(List<String> headers) {
        var choices = new HashMap<String, String>();
        jdbc.query(
                "select header, field from contact_import_column where header = any(?)",
                row -> {
                    choices.put(row.getString(1), row.getString(2));
                },
                (Object) headers.stream().map(ColumnChoices::key).toArray(String[]::new));
        return choices;
    }

    /** @param choices by {@link #key} */
    void remember(Map<String, String> choices) {
        jdbc.batchUpdate(
                "insert into contact_import_column (header, field) values (?, ?)"
                        + " on conflict (header) do update set field = excluded.field, chosen_at = now()",
                choices.entrySet(),
                100,
                (statement, choice) -> {
                    statement.setString(1, choice.getKey());
                    statement.setString(2, choice.getValue());
                });
    }
}
