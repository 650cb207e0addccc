package org.ringbook.dialrules;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditKind;
import org.ringbook.contacts.NewId;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads a list of numbers that nobody calls: of the company, to which it is added, or a national register, whose numbers that are not in
 * the new list any more end. All of a file or nothing. Any thread.
 */
@Component
public class DoNotCallImport {

    private static final int MOST_ROWS = 5_000_000;
    private static final int AT_ONCE = 10_000;
    private static final int SHOWN = 10;
    /** A register changes by less than a tenth from one list to the next. */
    private static final long TENTH = 10;

    private static final int LONGEST_CELL = 64;
    private static final int LONGEST_NAME = 200;

    private final JdbcClient jdbc;
    private final NumberPlan plan;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    @Autowired
    DoNotCallImport(
            JdbcClient jdbc,
            NumberPlan plan,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher events) {
        this(jdbc, plan, transactions, events, Clock.systemUTC());
    }

    DoNotCallImport(
            JdbcClient jdbc,
            NumberPlan plan,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.plan = plan;
        this.transaction = new TransactionTemplate(transactions);
        this.events = events;
        this.clock = clock;
    }

    private Object now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /**
     * A file that is to be read.
     *
     * @param name for people
     * @param register short word of a national register, such as tps; null for the company's own list
     * @param country of the register, ISO 3166; null for the company's own list
     * @param dated the day of the list, which may be older than its reading
     * @param by person of ours; null for a program
     * @param confirmed that the file is whole, although more than a tenth of the register would end
     */
    public record Source(String name, String register, String country, LocalDate dated, UUID by, boolean confirmed) {

        public Source(String name, String register, String country, LocalDate dated, UUID by) {
            this(name, register, country, dated, by, false);
        }
    }

    /**
     * What a file brought.
     *
     * @param known numbers that stood already
     * @param refused rows in which no number stands
     * @param ended numbers of the register that are not on it any more
     * @param examples some of the refused rows: "row 3: Maria"
     */
    public record Imported(int rows, int added, int known, int refused, int ended, List<String> examples) {}

    private record Numbers(List<Long> found, int rows, int refused, List<String> examples) {}

    /**
     * @param text in UTF-8, a number first in each row; read to its end, not closed
     * @throws Refused in words; nothing was changed then
     */
    public Imported read(Source source, InputStream text) throws IOException {
        requireWhole(source);
        Numbers numbers = numbers(source, text);
        if (numbers.found().isEmpty()) {
            throw Refused.because("file", "dialrules.dnc.empty");
        }
        if (source.register() != null && numbers.refused() > 1 && numbers.refused() * TENTH > numbers.rows()) {
            throw Refused.because(
                    "file",
                    "dialrules.dnc.unreadable",
                    numbers.refused(),
                    numbers.rows(),
                    source.country(),
                    numbers.examples().get(0));
        }
        return transaction.execute(status -> write(source, numbers));
    }

    private static void requireWhole(Source source) {
        boolean ofCompany = source.register() == null && source.country() == null;
        boolean ofRegister = source.register() != null
                && source.country() != null
                && source.register().matches("[a-z0-9]{2,20}")
                && source.country().matches("[A-Z]{2}");
        if (!ofCompany && !ofRegister) {
            throw Refused.because("register", "dialrules.dnc.register");
        }
        if (ofRegister && !NumberPlan.knows(source.country())) {
            throw Refused.because("country", "dialrules.dnc.register");
        }
        if (source.dated().isAfter(LocalDate.now(ZoneOffset.UTC).plusDays(1))) {
            throw Refused.because("dated", "dialrules.dnc.dated");
        }
    }

    private Numbers numbers(Source source, InputStream text) throws IOException {
        NumberPlan read = source.country() == null ? plan : new NumberPlan(source.country());
        var found = new ArrayList<Long>();
        var examples = new ArrayList<String>();
        int rows = 0;
        int refused = 0;
        try {
            var reader = new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8.newDecoder()));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.isBlank()) {
                    continue;
                }
                if (++rows > MOST_ROWS) {
                    throw Refused.because("file", "dialrules.dnc.file", MOST_ROWS);
                }
                Optional<PhoneNumber> number = number(line, read)
                        .filter(one -> source.country() == null
                                || source.country().equals(read.destination(one).country()));
                number.ifPresent(one -> found.add(one.e164()));
                if (number.isEmpty() && refused++ < SHOWN) {
                    examples.add(rows + ": " + line.substring(0, Math.min(line.length(), LONGEST_CELL)));
                }
            }
        } catch (CharacterCodingException another) {
            throw Refused.because("file", "dialrules.dnc.file", MOST_ROWS);
        }
        return new Numbers(found.stream().distinct().toList(), rows, refused, examples);
    }

    private static Optional<PhoneNumber> number(String line, NumberPlan plan) {
        String cell = line.replace("\uFEFF", "")
                .split("[;,\t]", 2)[0]
                .replace("\"", "")
                .strip();
        return cell.length() > LONGEST_CELL ? Optional.empty() : plan.parse(cell);
    }

    private Imported write(Source source, Numbers numbers) {
        UUID id = NewId.next();
        String name = source.name() == null
                ? "-"
                : source.name().substring(0, Math.min(source.name().length(), LONGEST_NAME));
        requireNewest(source);
        long before = standing(source.register());
        List<Long> found = numbers.found();
        IntStream.iterate(0, from -> from < found.size(), from -> from + AT_ONCE)
                .forEach(from -> put(id, source, found.subList(from, Math.min(from + AT_ONCE, found.size())), name));
        int added = (int) (standing(source.register()) - before);
        int ended = source.register() == null ? 0 : endOthers(id, source);
        jdbc.sql("insert into do_not_call_import (id, dated, by, file, register, country, rows, added, known, refused)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        id,
                        Date.valueOf(source.dated()),
                        source.by(),
                        name,
                        source.register(),
                        source.country(),
                        numbers.rows(),
                        added,
                        found.size() - added,
                        numbers.refused())
                .update();
        events.publishEvent(AuditEntry.of(AuditKind.DO_NOT_CALL, "imported")
                .on(id, source.register())
                .with("rows", null, numbers.rows())
                .with("added", null, added)
                .by(source.by()));
        return new Imported(numbers.rows(), added, found.size() - added, numbers.refused(), ended, numbers.examples());
    }

    private long standing(String register) {
        return jdbc.sql("select count(*) from do_not_call where until is null and number is not null"
                        + " and register is not distinct from cast(? as text)")
                .param(register)
                .query(Long.class)
                .single();
    }

    private void put(UUID id, Source source, List<Long> some, String name) {
        jdbc.sql("""
                        insert into do_not_call (id, number, purpose, register, since, reason, by, import_id)
                        select gen_random_uuid(), n, cast(:purpose as text), cast(:register as text), :now, :reason,
                            cast(:by as uuid), :import
                        from unnest(:numbers) n
                        on conflict (number, coalesce(purpose, ''),
                            coalesce(campaign_id, '00000000-0000-0000-0000-000000000000'), coalesce(register, ''))
                            where number is not null and until is null
                        do update set import_id = excluded.import_id""")
                .param("purpose", source.register() == null ? null : Purpose.ADVERTISING.code())
                .param("register", source.register())
                .param("reason", source.register() == null ? name : null)
                .param("by", source.by())
                .param("import", id)
                .param("numbers", some.toArray(Long[]::new))
                .param("now", now())
                .update();
    }

    /** An older list would end what came since. Two at once: the second one waits, and is looked at then. */
    private void requireNewest(Source source) {
        if (source.register() == null) {
            return;
        }
        jdbc.sql("select pg_advisory_xact_lock(hashtext(?))")
                .param("do-not-call " + source.register() + " " + source.country())
                .query()
                .listOfRows();
        LocalDate newest = jdbc.sql("select max(dated) from do_not_call_import where register = ? and country = ?")
                .params(source.register(), source.country())
                .query((row, n) -> row.getObject(1, LocalDate.class))
                .optional()
                .orElse(null);
        if (newest != null && source.dated().isBefore(newest)) {
            throw Refused.because("dated", "dialrules.dnc.older", newest, source.dated());
        }
    }

    /** Of the same register and country. When many would end, somebody has to say that the file is whole. */
    private int endOthers(UUID id, Source source) {
        int ended = jdbc.sql("""
                        update do_not_call set until = ?, ended_by = cast(? as uuid)
                        where register = ? and until is null and import_id <> ?
                            and import_id in (select i.id from do_not_call_import i where i.register = ? and i.country = ?)""")
                .params(now(), source.by(), source.register(), id, source.register(), source.country())
                .update();
        long stay = jdbc.sql("select count(*) from do_not_call where import_id = ? and until is null")
                .param(id)
                .query(Long.class)
                .single();
        if (!source.confirmed() && ended * TENTH > ended + stay) {
            throw Refused.because("confirmed", "dialrules.dnc.many-end", ended, source.register(), stay);
        }
        return ended;
    }

    /** What was read in. @param at when, and the day of the list itself */
    public record Past(Instant at, LocalDate dated, String file, String register, String country, int rows) {}

    /** The newest first. */
    public List<Past> past() {
        return jdbc.sql("select * from do_not_call_import order by at desc limit 50")
                .query((row, n) -> new Past(
                        row.getTimestamp("at").toInstant(),
                        row.getDate("dated").toLocalDate(),
                        row.getString("file"),
                        row.getString("register"),
                        row.getString("country"),
                        row.getInt("rows")))
                .list();
    }
}
