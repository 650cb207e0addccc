package org.ringbook.dialrules;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditKind;
import org.ringbook.contacts.NewId;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whom nobody calls: the only store of it. A line is durable when the method returns; it is ended, never deleted. Any thread; every method
 * waits for the database.
 */
@Component
public class DoNotCallList {

    public static final int LONGEST_PAGE = 500;
    /** Of a reason, in characters. */
    public static final int LONGEST_REASON = 255;

    private static final int FEWEST_OF_PREFIX = 3;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    @Autowired
    DoNotCallList(JdbcClient jdbc, PlatformTransactionManager transactions, ApplicationEventPublisher events) {
        this(jdbc, transactions, events, Clock.systemUTC());
    }

    DoNotCallList(
            JdbcClient jdbc, PlatformTransactionManager transactions, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.events = events;
        this.clock = clock;
    }

    /**
     * Adds a number. One that stands already, for the same purpose and campaign, stays as it is.
     *
     * @param purpose for which alone; null for any
     * @param campaign for which alone; null for any
     * @param by person of ours; null for a program
     * @return the line that stands
     */
    public DoNotCallEntry add(PhoneNumber number, Purpose purpose, UUID campaign, String reason, UUID by) {
        DoNotCallEntry entry = DoNotCallEntry.of(number, clock.instant(), tidied(reason), by)
                .only(purpose)
                .onlyOf(campaign);
        return transaction.execute(status -> put(entry, null));
    }

    /**
     * Adds a person or company: they, whatever number of theirs, and each number that they have now, which stays when the card is gone.
     *
     * @return the line of the party
     */
    public DoNotCallEntry add(UUID party, Purpose purpose, String reason, UUID by) {
        Instant now = clock.instant();
        String why = tidied(reason);
        return transaction.execute(status -> {
            DoNotCallEntry whole = put(DoNotCallEntry.of(party, now, why, by).only(purpose), null);
            jdbc.sql("select number from contact_number where :party in (contact_id, company_id)")
                    .param("party", party)
                    .query(Long.class)
                    .list()
                    .forEach(number -> put(
                            DoNotCallEntry.of(new PhoneNumber(number), now, why, by)
                                    .only(purpose),
                            whole.id()));
            return whole;
        });
    }

    /** @param prefix digits of E.164 with which numbers begin */
    public DoNotCallEntry addPrefix(String prefix, String reason, UUID by) {
        String digits = prefix == null ? "" : prefix.replaceAll("[+ ()-]", "");
        if (!digits.matches("[1-9]\\d{" + (FEWEST_OF_PREFIX - 1) + ",14}")) {
            throw Refused.because("prefix", "dialrules.dnc.prefix", FEWEST_OF_PREFIX);
        }
        var entry = new DoNotCallEntry(
                null, null, digits, null, null, null, null, clock.instant(), null, tidied(reason), by);
        return transaction.execute(status -> put(entry, null));
    }

    /** @param with line of the person with which a number is added; null when it is added by itself */
    private DoNotCallEntry put(DoNotCallEntry entry, UUID with) {
        Optional<DoNotCallEntry> known = standing(entry);
        if (known.isPresent()) {
            return known.get();
        }
        UUID id = NewId.next();
        try {
            // Two at once: the second one finds the first one's line.
            int added = jdbc.sql(
                            "insert into do_not_call (id, number, prefix, party_id, purpose, campaign_id, since, reason, by, with_id)"
                                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing")
                    .params(
                            id,
                            entry.number() == null ? null : entry.number().e164(),
                            entry.prefix(),
                            entry.party(),
                            entry.purpose() == null ? null : entry.purpose().code(),
                            entry.campaign(),
                            Timestamp.from(entry.since()),
                            entry.reason(),
                            entry.by(),
                            with)
                    .update();
            if (added == 0) {
                return standing(entry).orElseThrow();
            }
        } catch (DataIntegrityViolationException nobody) {
            throw Refused.because("party", "dialrules.dnc.nobody");
        }
        events.publishEvent(AuditEntry.of(AuditKind.DO_NOT_CALL, "added")
                .on(id, null)
                .with(
                        "purpose",
                        null,
                        entry.purpose() == null ? null : entry.purpose().code())
                .by(entry.by()));
        return find(id).orElseThrow();
    }

    private Optional<DoNotCallEntry> standing(DoNotCallEntry entry) {
        // Asked by the one column that it is about: each has an index.
        String column = entry.number() != null ? "number" : entry.prefix() != null ? "prefix" : "party_id";
        Object about = entry.number() != null
                ? entry.number().e164()
                : entry.prefix() != null ? entry.prefix() : entry.party();
        return jdbc.sql("select * from do_not_call where " + column + " = :about and until is null and register is null"
                        + " and purpose is not distinct from cast(:purpose as text)"
                        + " and campaign_id is not distinct from cast(:campaign as uuid) limit 1")
                .param("about", about)
                .param(
                        "purpose",
                        entry.purpose() == null ? null : entry.purpose().code())
                .param("campaign", entry.campaign())
                .query(DoNotCallList::row)
                .optional();
    }

    public Optional<DoNotCallEntry> find(UUID id) {
        return jdbc.sql("select * from do_not_call where id = ?")
                .param(id)
                .query(DoNotCallList::row)
                .optional();
    }

    /**
     * Ends one: they may be called again. Of a person, the lines of their numbers that were added with it end, too.
     *
     * @throws Refused if it ended already, is a register's, or no reason is given
     */
    public void end(UUID id, String reason, UUID by) {
        String why = reason(reason);
        Instant now = clock.instant();
        transaction.executeWithoutResult(status -> {
            int ended = jdbc.sql("""
                            update do_not_call d set until = :now, ended_by = :by, end_reason = :why
                            from do_not_call asked
                            where asked.id = :id and asked.until is null and asked.register is null
                                and d.until is null and d.register is null
                                and (d.id = asked.id or d.with_id = asked.id)""")
                    .param("now", Timestamp.from(now))
                    .param("by", by)
                    .param("why", why)
                    .param("id", id)
                    .update();
            if (ended == 0) {
                throw Refused.because("id", "dialrules.dnc.gone");
            }
            // Why stands in the line itself, where it is forgotten with the person.
            events.publishEvent(
                    AuditEntry.of(AuditKind.DO_NOT_CALL, "ended").on(id, null).by(by));
        });
    }

    /** Notes that somebody called a number of the list, with the right to, and why. In words of the audit. */
    public void overridden(PhoneNumber number, String reason, UUID by) {
        String why = reason(reason);
        transaction.executeWithoutResult(
                status -> events.publishEvent(AuditEntry.of(AuditKind.DO_NOT_CALL, "overridden")
                        .on(line(number), null)
                        .with("reason", null, why)
                        .by(by)));
    }

    /** A line of the number itself: the audit names no number, which may have to be forgotten. */
    private UUID line(PhoneNumber number) {
        return jdbc.sql("select id from do_not_call where number = ? and until is null limit 1")
                .param(number.e164())
                .query(UUID.class)
                .optional()
                .orElse(null);
    }

    /** Whatever stands or stood of these numbers and parties, and all lines that are of beginnings. */
    List<DoNotCallEntry> about(Collection<PhoneNumber> numbers, Collection<UUID> parties) {
        return jdbc.sql("""
                        select * from do_not_call where number = any(:numbers)
                        union all select * from do_not_call where party_id = any(:parties)
                        union all select * from do_not_call where prefix is not null""")
                .param("numbers", numbers.stream().map(PhoneNumber::e164).toArray(Long[]::new))
                .param("parties", parties.toArray(UUID[]::new))
                .query(DoNotCallList::row)
                .list();
    }

    /** The lines that stand of one card. */
    public List<DoNotCallEntry> ofParty(UUID party) {
        return jdbc.sql("select * from do_not_call where party_id = ? and until is null order by since desc")
                .param(party)
                .query(DoNotCallList::row)
                .list();
    }

    /**
     * A line as the page shows it.
     *
     * @param name of the person or company; null for numbers
     */
    public record Shown(DoNotCallEntry entry, String name, UUID endedBy, String endReason) {}

    /**
     * Newest first.
     *
     * @param digits of the number that are looked for; null for all
     * @param standing whether those that ended are left out
     * @param before id of the last one of the page before; null for the first page
     */
    public List<Shown> list(String digits, boolean standing, UUID before, int most) {
        var parameters = new HashMap<String, Object>(Map.of("most", Math.max(1, Math.min(most, LONGEST_PAGE))));
        var where = new ArrayList<String>();
        if (digits != null) {
            where.add("(d.number::text like :digits or d.prefix like :digits)");
            parameters.put("digits", "%" + digits + "%");
        }
        if (standing) {
            where.add("d.until is null");
        }
        if (before != null) {
            where.add("(d.since, d.id) < (select since, id from do_not_call where id = :before)");
            parameters.put("before", before);
        }
        return jdbc.sql("select d.*, coalesce(c.name, o.name) as name from do_not_call d"
                        + " left join contact c on c.id = d.party_id left join company o on o.id = d.party_id"
                        + (where.isEmpty() ? "" : " where " + String.join(" and ", where))
                        + " order by d.since desc, d.id desc limit :most")
                .params(parameters)
                .query((row, n) -> new Shown(
                        row(row, n),
                        row.getString("name"),
                        row.getObject("ended_by", UUID.class),
                        row.getString("end_reason")))
                .list();
    }

    /** How many lines of the company's own list stand; those of registers are counted at their imports. */
    public long standing() {
        return jdbc.sql("select count(*) from do_not_call where until is null and register is null")
                .query(Long.class)
                .single();
    }

    /**
     * A reason as it is kept.
     *
     * @throws Refused if there is none, or it is longer than {@link #LONGEST_REASON}
     */
    public static String reason(String text) {
        String why = tidied(text);
        if (why == null) {
            throw Refused.because("reason", "dialrules.dnc.reason");
        }
        return why;
    }

    private static String tidied(String text) {
        String stripped = text == null ? "" : text.replaceAll("\\p{Cntrl}", " ").strip();
        if (stripped.length() > LONGEST_REASON) {
            throw Refused.because("reason", "dialrules.dnc.long", LONGEST_REASON);
        }
        return stripped.isEmpty() ? null : stripped;
    }

    static DoNotCallEntry row(ResultSet row, int n) throws SQLException {
        long number = row.getLong("number");
        boolean ofNumber = !row.wasNull();
        Timestamp until = row.getTimestamp("until");
        String purpose = row.getString("purpose");
        return new DoNotCallEntry(
                row.getObject("id", UUID.class),
                ofNumber ? new PhoneNumber(number) : null,
                row.getString("prefix"),
                row.getObject("party_id", UUID.class),
                purpose == null ? null : Purpose.of(purpose).orElseThrow(),
                row.getObject("campaign_id", UUID.class),
                row.getString("register"),
                row.getTimestamp("since").toInstant(),
                until == null ? null : until.toInstant(),
                row.getString("reason"),
                row.getObject("by", UUID.class));
    }
}
