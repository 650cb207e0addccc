package org.ringbook.contacts.details;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.ringbook.refusals.Refused;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What people allowed and refused, by purpose: the only store of it. Nothing is ever changed, a newer word is added. Any thread; every
 * method waits for the database.
 */
@Component
public class Consents {

    /** Advertising: calls, mail, messages. */
    public static final String ADS = "ads";

    private static final int LONGEST = 255;

    private final JdbcClient jdbc;

    public Consents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param purpose short word of the company's own, {@link #ADS} among them
     * @param how it was said: "form, 95.1.2.3", "on the telephone"
     * @param textVersion which text was agreed to; null when none
     * @param by our person who wrote it down; null for a program
     */
    public record Consent(
            UUID id, String purpose, boolean allowed, Instant at, String how, String textVersion, UUID by) {}

    /** All that was said, the newest first. */
    public List<Consent> of(UUID party) {
        return jdbc.sql("select * from consent where party_id = ? order by at desc, id desc")
                .param(party)
                .query(Consents::row)
                .list();
    }

    /** What counts now, by purpose; nothing of a purpose of which nothing was said. */
    public Map<String, Boolean> now(UUID party) {
        var now = new TreeMap<String, Boolean>();
        of(party).forEach(one -> now.putIfAbsent(one.purpose(), one.allowed()));
        return now;
    }

    public void add(UUID party, Consent consent) {
        if (consent.purpose() == null || !consent.purpose().matches("[a-z][a-z0-9_-]{0,49}")) {
            throw Refused.because("purpose", "contacts.consent.purpose");
        }
        String how = Lines.line("how", consent.how(), LONGEST);
        if (how == null) {
            throw Refused.because("how", "contacts.consent.how", LONGEST);
        }
        try {
            jdbc.sql("insert into consent (id, party_id, purpose, allowed, at, how, text_version, by)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            UUID.randomUUID(),
                            party,
                            consent.purpose(),
                            consent.allowed(),
                            Timestamp.from(consent.at()),
                            how,
                            Lines.line("textVersion", consent.textVersion(), LONGEST),
                            consent.by())
                    .update();
        } catch (DataIntegrityViolationException unknown) {
            throw Refused.because("id", "contacts.party.gone");
        }
    }

    private static Consent row(ResultSet row, int n) throws SQLException {
        return new Consent(
                row.getObject("id", UUID.class),
                row.getString("purpose"),
                row.getBoolean("allowed"),
                row.getTimestamp("at").toInstant(),
                row.getString("how"),
                row.getString("text_version"),
                row.getObject("by", UUID.class));
    }
}
