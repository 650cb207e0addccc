package org.ringbook.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.contacts.CallerDirectory;
import org.ringbook.contacts.Contacts;
import org.ringbook.contacts.DestroyedNumbers;
import org.ringbook.privacy.PersonalData.Place;
import org.ringbook.recordings.store.Retention;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.StaffMember;
import org.ringbook.telephony.inbox.RawErasure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Destroys what is kept of a person. What stays is a call without a person, and an act that says how much of what was destroyed, by whom
 * and why. It cannot be undone. Any thread; waits for the database and the recordings.
 */
@Component
public class Destruction {

    private static final Logger LOG = LoggerFactory.getLogger(Destruction.class);

    private static final JsonMapper JSON = new JsonMapper();
    private static final SecureRandom DICE = new SecureRandom();
    private static final Duration AROUND = Duration.ofMinutes(5);
    private static final Duration STILL_WRITTEN = Duration.ofMinutes(3);
    private static final int LONGEST_REASON = 500;
    private static final int LISTED = 500;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final PersonalData data;
    private final Retention retention;
    private final RawErasure raw;
    private final DestroyedNumbers destroyed;
    private final Contacts contacts;
    private final CallerDirectory directory;

    Destruction(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            PersonalData data,
            Retention retention,
            RawErasure raw,
            DestroyedNumbers destroyed,
            Contacts contacts,
            CallerDirectory directory) {
        this.directory = directory;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.data = data;
        this.retention = retention;
        this.raw = raw;
        this.destroyed = destroyed;
        this.contacts = contacts;
    }

    /**
     * What was done, without a word of whom.
     *
     * @param number counts up, for people to name it by
     * @param byName who did it, as they were called then
     * @param counts how many of what, as {@link Place#key}
     */
    public record Act(
            UUID id, long number, Instant at, UUID by, String byName, String reason, Map<String, Long> counts) {}

    /**
     * Recordings and what the telephone systems said go first: whatever fails there, the person is still known, and it is done again.
     *
     * @param reason of the act; without personal data
     * @throws Refused when there is no such person, the reason is missing, or a call with them goes on or was just over
     */
    public Act destroy(UUID person, String reason, StaffMember by) {
        String why = reason == null ? "" : reason.strip();
        if (why.isEmpty() || why.length() > LONGEST_REASON) {
            throw Refused.because("reason", "privacy.reason", LONGEST_REASON);
        }
        PersonRows rows = PersonRows.find(jdbc, person).orElseThrow(() -> Refused.because("id", "privacy.gone"));
        refuseTalking(rows);
        List<Place> places = data.places(rows);
        sounds(rows);
        int chunks = words(rows);
        Act act = transaction.execute(status -> rows(rows, places, chunks, why, by));
        contacts.changedElsewhere(List.of(person), rows.numbers());
        directory.fileAnew();
        filesGo();
        return act;
    }

    /** Their rows are gone; what cannot be freed now goes with the next sweep of the store. */
    private void filesGo() {
        try {
            retention.freeWhatWasLetGo(Instant.now());
        } catch (IOException later) {
            LOG.warn("Files of who was destroyed are freed with the next sweep", later);
        }
    }

    private void refuseTalking(PersonRows rows) {
        boolean going = jdbc.sql(
                        "select exists (select from call where id = any(?) and coalesce(ended_at, now()) > ?::timestamptz)")
                .params(
                        rows.calls().toArray(UUID[]::new),
                        Instant.now().minus(STILL_WRITTEN).toString())
                .query(Boolean.class)
                .single();
        if (going) {
            throw Refused.because("id", "privacy.talking");
        }
    }

    private void sounds(PersonRows rows) {
        List<UUID> recordings = jdbc.sql("select id from recording where call_id = any(?)")
                .param(rows.calls().toArray(UUID[]::new))
                .query(UUID.class)
                .list();
        try {
            retention.destroy(recordings, Instant.now());
        } catch (IOException failed) {
            throw new UncheckedIOException("Recordings could not be destroyed; nothing else was", failed);
        }
    }

    private record Said(String source, Instant from, Instant to) {}

    /** @return how many chunks of raw messages were changed */
    private int words(PersonRows rows) {
        List<Said> said = jdbc.sql(
                        "select source, started_at, coalesce(ended_at, started_at) as ended_at from call where id in"
                                + " (select unnest(cast(:calls as uuid[])) union select call_id from call_leg where party = any(:e164))")
                .params(rows.parameters(""))
                .query((row, n) -> new Said(
                        row.getString(1),
                        row.getTimestamp(2).toInstant().minus(AROUND),
                        row.getTimestamp(3).toInstant().plus(AROUND)))
                .list();
        return said.stream()
                        .mapToInt(one -> raw.erase(one.source(), one.from(), one.to(), rows.traces()))
                        .sum()
                + toldLater(said, rows);
    }

    /** After an outage a source tells of a call hours or days later. There only what stands for nobody else is looked for. */
    private int toldLater(List<Said> said, PersonRows rows) {
        var since = new HashMap<String, Instant>();
        said.forEach(one -> since.merge(one.source(), one.from(), (a, b) -> a.isBefore(b) ? a : b));
        Instant now = Instant.now();
        return since.entrySet().stream()
                .mapToInt(one -> raw.erase(one.getKey(), one.getValue(), now, rows.sureTraces()))
                .sum();
    }

    private Act rows(PersonRows rows, List<Place> places, int chunks, String reason, StaffMember by) {
        Map<String, Object> parameters = rows.parameters(token());
        for (Holding holding : Holding.ALL) {
            holding.erasing().forEach(sql -> jdbc.sql(sql).params(parameters).update());
        }
        jdbc.sql("delete from contact where id = ?").param(rows.id()).update();
        destroyed.add(rows.numbers());
        var counts = new LinkedHashMap<String, Long>();
        places.forEach(place -> counts.put(place.key(), place.count()));
        if (chunks > 0) {
            counts.put("raw", (long) chunks);
        }
        UUID id = UUID.randomUUID();
        jdbc.sql("insert into privacy_act (id, at, by, by_name, reason, counts) values (?, now(), ?, ?, ?, ?::jsonb)")
                .params(id, by.id(), by.name(), reason, JSON.writeValueAsString(counts))
                .update();
        return find(id).orElseThrow();
    }

    /** In place of the numbers, the same for all of one person's, so that statistics stay: +999 is nobody's country. */
    private static String token() {
        return "+999%011d".formatted(DICE.nextLong(100_000_000_000L));
    }

    public Optional<Act> find(UUID id) {
        return jdbc.sql("select * from privacy_act where id = ?")
                .param(id)
                .query(Destruction::read)
                .optional();
    }

    /** The newest first. */
    public List<Act> acts() {
        return jdbc.sql("select * from privacy_act order by at desc limit " + LISTED)
                .query(Destruction::read)
                .list();
    }

    private static Act read(ResultSet row, int n) throws SQLException {
        var counts = new LinkedHashMap<String, Long>();
        JSON.readTree(row.getString("counts"))
                .properties()
                .forEach(one -> counts.put(one.getKey(), one.getValue().asLong()));
        return new Act(
                row.getObject("id", UUID.class),
                row.getLong("number"),
                row.getTimestamp("at").toInstant(),
                row.getObject("by", UUID.class),
                row.getString("by_name"),
                row.getString("reason"),
                counts);
    }
}
