package org.ringbook.softphones;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Accounts in the database. In the transaction of whoever calls; waits for the database. */
@Component
class SipAccountTable {

    private final JdbcClient jdbc;

    SipAccountTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param login null where it is the extension */
    record Row(String extension, String login, byte[] sealed, Instant changedAt) {}

    Optional<SipPbx> pbx() {
        return jdbc.sql("select address, transport, digits from sip_pbx")
                .query((row, number) ->
                        new SipPbx(row.getString("address"), row.getString("transport"), row.getString("digits")))
                .optional();
    }

    void save(SipPbx pbx) {
        jdbc.sql("insert into sip_pbx (address, transport, digits) values (?, ?, ?) on conflict (the_one)"
                        + " do update set address = excluded.address, transport = excluded.transport,"
                        + " digits = excluded.digits")
                .params(pbx.address(), pbx.transport(), pbx.digits())
                .update();
    }

    void forgetPbx() {
        jdbc.sql("delete from sip_pbx").update();
    }

    List<Row> all() {
        return jdbc.sql("select extension, login, secret, changed_at from sip_account")
                .query((row, number) -> new Row(
                        row.getString("extension"),
                        row.getString("login"),
                        row.getBytes("secret"),
                        row.getObject("changed_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    Optional<Row> find(String extension) {
        return all().stream().filter(row -> row.extension().equals(extension)).findFirst();
    }

    void save(String extension, String login, byte[] sealed) {
        jdbc.sql("insert into sip_account (extension, login, secret) values (?, ?, ?) on conflict (extension)"
                        + " do update set login = excluded.login, secret = excluded.secret, changed_at = now()")
                .params(extension, login, sealed)
                .update();
    }

    void forget(String extension) {
        jdbc.sql("delete from sip_account where extension = ?").param(extension).update();
    }
}
