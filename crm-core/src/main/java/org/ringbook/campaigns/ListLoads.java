package org.ringbook.campaigns;

import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.ringbook.contacts.TableFile;
import org.ringbook.dialrules.Purpose;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.refusals.Refusal;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Staff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Works through files of lists, one at a time, beside the requests that brought them. A thousand rows are written together with how far
 * it is, so that after a restart it goes on behind them.
 */
@Component
class ListLoads implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ListLoads.class);
    private static final int ROWS_AT_ONCE = 1_000;
    private static final int MOST_REFUSED = 100_000;
    private static final long AGAIN_SECONDS = 30;

    /** How long a file stays that was looked through, and that nobody loads. */
    private static final Duration KEPT = Duration.ofDays(7);

    private final CampaignRows campaigns;
    private final CallListRows lists;
    private final ListWrites writes;
    private final NumberPlan plan;
    private final Staff staff;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Map<UUID, List<ListReading.Column>> columns = new ConcurrentHashMap<>();
    private ScheduledExecutorService worker;
    private volatile boolean stopping;

    ListLoads(
            JdbcTemplate jdbc,
            NumberPlan plan,
            Staff staff,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.campaigns = new CampaignRows(JdbcClient.create(jdbc));
        this.lists = new CallListRows(jdbc);
        this.writes = new ListWrites(jdbc);
        this.plan = plan;
        this.staff = staff;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    synchronized void begin(UUID list) {
        if (worker != null) {
            worker.execute(() -> run(list));
            worker.execute(this::forget);
        }
    }

    /** As it was found when the file was last looked through; else it is read again. */
    List<Map.Entry<String, ListColumn>> columns(CallList list) {
        List<ListReading.Column> found = columns.computeIfAbsent(list.id(), id -> columnsOf(list));
        var all = new ArrayList<Map.Entry<String, ListColumn>>();
        found.forEach(one -> all.add(Map.entry(one.header(), one.holds() == null ? ListColumn.FIELD : one.holds())));
        return all;
    }

    private List<ListReading.Column> columnsOf(CallList list) {
        byte[] file = lists.file(list.id());
        if (file.length == 0) {
            return List.of();
        }
        try (TableFile rows = opened(file, list.options())) {
            var reading = new ListReading(list.options(), plan, this::owner);
            reading.begin(rows);
            return reading.columns();
        } catch (Refused unreadable) {
            return List.of();
        }
    }

    private UUID owner(String named) {
        return staff.byTelephone(named)
                .or(() -> staff.byTelephone(String.valueOf(staff.extensionOf(named))))
                .map(member -> member.id())
                .orElse(null);
    }

    private void run(UUID id) {
        CallList list = lists.find(id).filter(one -> one.state().goesOn()).orElse(null);
        if (list == null) {
            return;
        }
        boolean dryRun = list.state() == CallList.State.CHECKING;
        try {
            if (work(list, dryRun)) {
                lists.ended(id, dryRun ? CallList.State.CHECKED : CallList.State.LOADED, null);
            }
        } catch (Refused refused) {
            lists.ended(id, CallList.State.FAILED, refused.refusal());
        } catch (DataIntegrityViolationException | UncategorizedSQLException | BadSqlGrammarException unfit) {
            LOG.error("The load of a list cannot go on", unfit);
            lists.ended(id, CallList.State.FAILED, Refusal.of("contacts.import.unexpected"));
        } catch (DataAccessException | TransactionException away) {
            LOG.warn("The load of a list waits for the database: {}", away.getMessage());
            later(() -> run(id));
            return;
        } catch (RuntimeException unexpected) {
            LOG.error("The load of a list failed", unexpected);
            lists.ended(id, CallList.State.FAILED, Refusal.of("contacts.import.unexpected"));
        }
        events.publishEvent(new CampaignChanged(list.campaignId()));
    }

    private synchronized void later(Runnable work) {
        if (worker != null && !stopping) {
            worker.schedule(work, AGAIN_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void forget() {
        try {
            lists.forget(Instant.now().minus(KEPT));
        } catch (DataAccessException | TransactionException away) {
            LOG.debug("Files of lists are kept a while longer", away);
        }
    }

    private void goOn() {
        try {
            forget();
            lists.open().forEach(list -> run(list.id()));
        } catch (DataAccessException | TransactionException away) {
            LOG.warn("Loads of lists wait for the database: {}", away.getMessage());
            later(this::goOn);
        }
    }

    private static TableFile opened(byte[] file, ListOptions options) {
        Charset encoding = options.encoding() == null || !Charset.isSupported(options.encoding())
                ? null
                : Charset.forName(options.encoding());
        Character separator = options.separator() == null || options.separator().isEmpty()
                ? null
                : options.separator().charAt(0);
        return new TableFile(file, encoding, separator);
    }

    /** @return false when it was interrupted, and goes on at the next start */
    private boolean work(CallList list, boolean dryRun) {
        byte[] file = lists.file(list.id());
        Campaign campaign = campaigns.find(list.campaignId()).orElseThrow();
        try (TableFile rows = opened(file, list.options())) {
            var reading = new ListReading(list.options(), plan, this::owner);
            reading.begin(rows);
            columns.put(list.id(), reading.columns());
            var counts = new ListCounts(new HashMap<>(list.counts()));
            Set<String> seen = dryRun ? new HashSet<>() : null;
            long done = 0;
            long behind = dryRun ? 0 : list.rowsDone();
            int chunks = 0;
            boolean more = true;
            while (more && !stopping) {
                var chunk = new Chunk();
                more = chunk.read(rows, reading, behind - done);
                done += chunk.read;
                if (chunk.read > chunk.skipped) {
                    write(list, campaign, chunk, dryRun, seen, counts, done);
                }
                chunks++;
                if (!dryRun && (chunks == 2 || chunks == 10 || chunks == 100)) {
                    writes.analyze();
                }
            }
            return !more;
        }
    }

    private void write(
            CallList list,
            Campaign campaign,
            Chunk chunk,
            boolean dryRun,
            Set<String> seen,
            ListCounts counts,
            long done) {
        transaction.executeWithoutResult(status -> {
            counts.add(ListCounts.ROWS, chunk.read - (long) chunk.skipped);
            counts.add(ListCounts.REFUSED, chunk.refused.size());
            if (counts.all().getOrDefault(ListCounts.REFUSED, 0L) <= MOST_REFUSED) {
                lists.refused(list.id(), chunk.refused);
            }
            writes.write(
                    campaign.id(),
                    list.id(),
                    chunk.good,
                    dryRun,
                    campaign.purpose() == Purpose.ADVERTISING,
                    seen,
                    counts);
            lists.progress(list.id(), done, counts.all());
        });
    }

    /** A thousand rows of a file. */
    private static final class Chunk {
        final List<ListRow> good = new ArrayList<>(ROWS_AT_ONCE);
        final List<CallLists.RefusedRow> refused = new ArrayList<>();
        int read;
        int skipped;

        /** @param behind so many rows are written already */
        boolean read(TableFile rows, ListReading reading, long behind) {
            while (read < ROWS_AT_ONCE) {
                TableFile.Row row = reading.next(rows);
                if (row == null) {
                    return false;
                }
                read++;
                if (read <= behind) {
                    skipped++;
                    continue;
                }
                try {
                    good.add(reading.read(row));
                } catch (ListReading.Unreadable odd) {
                    refused.add(new CallLists.RefusedRow(row.number(), odd.column, odd.value, odd.why));
                }
            }
            return true;
        }
    }

    @Override
    public synchronized void start() {
        stopping = false;
        worker = Executors.newSingleThreadScheduledExecutor(work -> {
            var made = new Thread(work, "call-list-loads");
            made.setDaemon(true);
            return made;
        });
        worker.execute(this::goOn);
    }

    @Override
    public synchronized void stop() {
        if (worker != null) {
            stopping = true;
            worker.shutdown();
            try {
                // The thousand rows at hand are still written.
                worker.awaitTermination(5, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            worker = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return worker != null;
    }
}
