package org.ringbook.contacts.duplicates;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditKind;
import org.ringbook.audit.ChangeAuthor;
import org.ringbook.contacts.Contacts;
import org.ringbook.refusals.Refused;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes one of two to five people or companies, and undoes it for thirty days: what it moved goes back where it came from, what came
 * since stays. Any thread; every method waits for the database.
 */
@Component
public class Merges {

    public static final int MOST = 5;
    public static final int UNDO_DAYS = 30;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Contacts contacts;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    @Autowired
    Merges(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Contacts contacts,
            ApplicationEventPublisher events) {
        this(jdbc, transactions, contacts, events, Clock.systemUTC());
    }

    Merges(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Contacts contacts,
            ApplicationEventPublisher events,
            Clock clock) {
        this.events = events;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.contacts = contacts;
        this.clock = clock;
    }

    /** Who somebody is now that was merged into another one; empty for everybody else. */
    public Optional<UUID> leadsTo(UUID old) {
        return jdbc.sql("select party_id from party_alias where id = ?")
                .param(old)
                .query(UUID.class)
                .optional();
    }

    /**
     * @param master whose id and fields stay
     * @param others who are merged into it
     * @param picks whose value a field takes instead: name, company_id, position, email, note, responsible, by the id of one of them;
     *     without a pick the master's, or the first that is not empty
     * @param by our person; null for a program
     * @throws Refused when they are too many, of two kinds, gone, or have different INNs
     */
    public Merge merge(UUID master, List<UUID> others, Map<String, UUID> picks, UUID by) {
        Set<UUID> losers = new LinkedHashSet<>(others);
        losers.remove(master);
        if (losers.isEmpty() || losers.size() >= MOST) {
            throw Refused.because("others", "contacts.merge.count");
        }
        Set<Long> numbers = new HashSet<>();
        Merge merge;
        try {
            merge = transaction.execute(status -> {
                ChangeAuthor.says(jdbc, by, "merge");
                events.publishEvent(AuditEntry.of(AuditKind.CLIENTS, "merged")
                        .on(master, null)
                        .with("others", losers, null));
                return new MergeWork(jdbc, clock).merge(master, losers, picks, by, numbers);
            });
        } catch (DuplicateKeyException clash) {
            throw Refused.because("others", "contacts.merge.clash", MergeWork.tableOf(clash));
        }
        contacts.changedElsewhere(parties(master, losers), numbers);
        return merge;
    }

    private static Set<UUID> parties(UUID master, Set<UUID> losers) {
        Set<UUID> all = new HashSet<>(losers);
        all.add(master);
        return all;
    }

    /** The merges of the last thirty days, the newest first. */
    public List<Merge> recent() {
        return jdbc.sql("select * from party_merge where at > ? order by at desc limit 200")
                .param(Timestamp.from(clock.instant().minus(Duration.ofDays(UNDO_DAYS))))
                .query((row, n) -> MergeWork.merge(row))
                .list();
    }

    public Optional<Merge> find(UUID id) {
        return jdbc.sql("select * from party_merge where id = ?")
                .param(id)
                .query((row, n) -> MergeWork.merge(row))
                .optional();
    }

    /** @throws Refused when it is too old, undone already, or who they are now was merged into another one since */
    public Merge.Undone undo(UUID id, UUID by) {
        Merge merge = find(id).orElseThrow(() -> Refused.because("id", "contacts.merge.gone"));
        if (merge.at().isBefore(clock.instant().minus(Duration.ofDays(UNDO_DAYS)))) {
            throw Refused.because("id", "contacts.merge.old", UNDO_DAYS);
        }
        Set<Long> numbers = new HashSet<>();
        Merge.Undone undone = transaction.execute(status -> {
            ChangeAuthor.says(jdbc, by, "merge");
            Merge.Undone done = new MergeUndo(jdbc).undo(id, by, numbers);
            events.publishEvent(AuditEntry.of(AuditKind.CLIENTS, "merge-undone")
                    .on(merge.masterId(), null)
                    .with("others", null, done.ids()));
            return done;
        });
        Set<UUID> parties = new HashSet<>(undone.ids());
        parties.add(merge.masterId());
        contacts.changedElsewhere(parties, numbers);
        return undone;
    }
}
