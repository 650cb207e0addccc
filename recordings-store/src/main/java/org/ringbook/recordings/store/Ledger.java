package org.ringbook.recordings.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What was kept and freed, as a chain of sealed entries. Waits for the database; any thread. */
final class Ledger {

    /** Of PostgreSQL's advisory locks: one writes at a time, whatever server it is in. */
    private static final long LOCK = 0x72_69_6e_67_6c_65_64L;

    static final String FIRST = "0".repeat(64);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Ledger(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * @param action "kept" or "freed"
     * @param name of the file in the store
     */
    record Entry(long number, Instant at, String action, String sha256, long bytes, String name, String seal) {

        /** Whether it says that the sound is there from now on. */
        boolean keeps() {
            return action.equals("kept");
        }

        /** The seal that it must have. */
        String sealAfter(String before) {
            String text = String.join(
                    "\n",
                    before,
                    Long.toString(number),
                    Long.toString(at.getEpochSecond()) + "." + at.getNano() / 1000,
                    action,
                    sha256,
                    Long.toString(bytes),
                    name);
            return DigestUtils.sha256Hex(text);
        }
    }

    /** What was said of this sound last; empty when nothing was. */
    Optional<Entry> last(String sha256) {
        return jdbc.sql("select * from sound_ledger where sha256 = ? order by number desc limit 1")
                .param(sha256)
                .query(Ledger::read)
                .optional();
    }

    /** The entry of a sound that is kept now. */
    Optional<Entry> kept(String sha256) {
        return last(sha256).filter(Entry::keeps);
    }

    Optional<Entry> last() {
        return jdbc.sql("select * from sound_ledger order by number desc limit 1")
                .query(Ledger::read)
                .optional();
    }

    /** What has to bear the same time as an entry. */
    interface Dated {
        void at(Instant time) throws IOException;
    }

    /**
     * @param dated told when the entry bears a later time, because another one came before: an entry and its file have one time, or
     *     there is no entry
     * @return the entry that was added
     */
    Entry add(String action, String sha256, long bytes, String name, Instant now, Dated dated) throws IOException {
        try {
            return transaction.execute(status -> add(new Entry(0, now, action, sha256, bytes, name, null), dated));
        } catch (UncheckedIOException undated) {
            throw undated.getCause();
        }
    }

    private Entry add(Entry wanted, Dated dated) {
        jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query(row -> {});
        Optional<Entry> before = last();
        Instant at = wanted.at().truncatedTo(ChronoUnit.MICROS);
        Instant notBefore =
                before.map(Entry::at).filter(then -> then.isAfter(at)).orElse(at);
        if (!notBefore.equals(wanted.at())) {
            try {
                dated.at(notBefore);
            } catch (IOException undated) {
                throw new UncheckedIOException(undated);
            }
        }
        var open = new Entry(
                before.map(Entry::number).orElse(0L) + 1,
                notBefore,
                wanted.action(),
                wanted.sha256(),
                wanted.bytes(),
                wanted.name(),
                null);
        String seal = open.sealAfter(before.map(Entry::seal).orElse(FIRST));
        jdbc.sql("insert into sound_ledger (number, at, deed, sha256, bytes, name, seal) values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        open.number(),
                        Timestamp.from(open.at()),
                        open.action(),
                        open.sha256(),
                        open.bytes(),
                        open.name(),
                        seal)
                .update();
        return new Entry(open.number(), open.at(), open.action(), open.sha256(), open.bytes(), open.name(), seal);
    }

    /** All entries, by their numbers. */
    void all(Consumer<Entry> entries) {
        jdbc.sql("select * from sound_ledger order by number")
                .withFetchSize(1000)
                .query(row -> {
                    entries.accept(read(row, 0));
                });
    }

    /** The entries of what is kept now. */
    Collection<Entry> kept() {
        var kept = new LinkedHashMap<String, Entry>();
        all(entry -> {
            if (entry.keeps()) {
                kept.put(entry.sha256(), entry);
            } else {
                kept.remove(entry.sha256());
            }
        });
        return kept.values();
    }

    long count() {
        return jdbc.sql("select count(*) from sound_ledger").query(Long.class).single();
    }

    private static Entry read(ResultSet row, int number) throws SQLException {
        return new Entry(
                row.getLong("number"),
                row.getTimestamp("at").toInstant(),
                row.getString("deed"),
                row.getString("sha256"),
                row.getLong("bytes"),
                row.getString("name"),
                row.getString("seal"));
    }
}
