package org.ringbook.webhooks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The webhooks in the database. Waits for it; any thread. */
@Component
class WebhookTable {

    private static final String COLUMNS = "id, name, url, events, active, off_reason, created_at";

    private final JdbcClient jdbc;

    WebhookTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Webhook> all() {
        return jdbc.sql("select " + COLUMNS + " from webhook order by name, id")
                .query(WebhookTable::read)
                .list();
    }

    Optional<Webhook> find(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from webhook where id = ?")
                .param(id)
                .query(WebhookTable::read)
                .optional();
    }

    void add(Webhook webhook, byte[] secret) {
        jdbc.sql("insert into webhook (id, name, url, events, active, secret) values (?, ?, ?, ?, ?, ?)")
                .params(
                        webhook.id(),
                        webhook.name(),
                        webhook.url(),
                        webhook.events().toArray(String[]::new),
                        webhook.active(),
                        secret)
                .update();
    }

    void change(Webhook webhook) {
        jdbc.sql("update webhook set name = ?, url = ?, events = ?, active = ?, off_reason = null where id = ?")
                .params(
                        webhook.name(),
                        webhook.url(),
                        webhook.events().toArray(String[]::new),
                        webhook.active(),
                        webhook.id())
                .update();
    }

    void secret(UUID id, byte[] secret) {
        jdbc.sql("update webhook set secret = ? where id = ?")
                .params(secret, id)
                .update();
    }

    Optional<byte[]> secret(UUID id) {
        return jdbc.sql("select secret from webhook where id = ?")
                .param(id)
                .query((row, number) -> row.getBytes(1))
                .optional();
    }

    void gone(UUID id) {
        jdbc.sql("update webhook set active = false, off_reason = 'gone' where id = ?")
                .param(id)
                .update();
    }

    boolean delete(UUID id) {
        return jdbc.sql("delete from webhook where id = ?").param(id).update() == 1;
    }

    private static Webhook read(ResultSet row, int number) throws SQLException {
        return new Webhook(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("url"),
                List.of((String[]) row.getArray("events").getArray()),
                row.getBoolean("active"),
                row.getString("off_reason"),
                row.getTimestamp("created_at").toInstant());
    }
}
