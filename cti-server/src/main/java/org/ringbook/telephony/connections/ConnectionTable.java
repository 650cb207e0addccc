package org.ringbook.telephony.connections;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Connections in the database. In the transaction of whoever calls; waits for the database. */
@Component
class ConnectionTable {

    private static final String COLUMNS = "name, kind, keys, vals, secrets, created_at, changed_at";

    private final JdbcClient jdbc;

    ConnectionTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param sealed all its secrets; null when it has none */
    record Row(
            String name,
            String kind,
            Map<String, String> values,
            byte[] sealed,
            Instant createdAt,
            Instant changedAt) {}

    List<Row> all() {
        return jdbc.sql("select " + COLUMNS + " from connection order by name")
                .query(ConnectionTable::read)
                .list();
    }

    Optional<Row> find(String name) {
        return jdbc.sql("select " + COLUMNS + " from connection where name = ?")
                .param(name)
                .query(ConnectionTable::read)
                .optional();
    }

    void insert(String name, String kind, Map<String, String> values, byte[] sealed) {
        var keys = new ArrayList<>(values.keySet());
        jdbc.sql("insert into connection (name, kind, keys, vals, secrets) values (?, ?, ?, ?, ?)")
                .params(
                        name,
                        kind,
                        keys.toArray(String[]::new),
                        keys.stream().map(values::get).toArray(String[]::new),
                        sealed)
                .update();
    }

    void update(String name, Map<String, String> values, byte[] sealed) {
        var keys = new ArrayList<>(values.keySet());
        jdbc.sql("update connection set keys = ?, vals = ?, secrets = ?, changed_at = now() where name = ?")
                .params(
                        keys.toArray(String[]::new),
                        keys.stream().map(values::get).toArray(String[]::new),
                        sealed,
                        name)
                .update();
    }

    /** Moves what was kept open among the sealed; the connection is otherwise as it was. */
    void seal(String name, Map<String, String> open, byte[] sealed) {
        var keys = new ArrayList<>(open.keySet());
        jdbc.sql("update connection set keys = ?, vals = ?, secrets = ? where name = ?")
                .params(
                        keys.toArray(String[]::new),
                        keys.stream().map(open::get).toArray(String[]::new),
                        sealed,
                        name)
                .update();
    }

    boolean delete(String name) {
        return jdbc.sql("delete from connection where name = ?").param(name).update() == 1;
    }

    private static Row read(ResultSet row, int number) throws SQLException {
        String[] keys = (String[]) row.getArray("keys").getArray();
        String[] vals = (String[]) row.getArray("vals").getArray();
        var values = new LinkedHashMap<String, String>();
        for (int at = 0; at < keys.length; at++) {
            values.put(keys[at], vals[at]);
        }
        return new Row(
                row.getString("name"),
                row.getString("kind"),
                values,
                row.getBytes("secrets"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }
}
