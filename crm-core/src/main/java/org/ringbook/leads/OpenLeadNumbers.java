package org.ringbook.leads;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.schedule.RepeatedTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Whose numbers open leads have, in memory: a card that pops waits for no query. It is at most {@link #PAUSE} behind the database,
 * whoever changed it. {@link #of} may be asked by any thread.
 */
@Component
public class OpenLeadNumbers implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(OpenLeadNumbers.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String OPEN = " from lead where state in ('new', 'in_work') and phone is not null";

    private final JdbcClient jdbc;
    private volatile Map<Long, Asking> byNumber = Map.of();
    private String lastSeen = "";
    private final RepeatedTask looks = new RepeatedTask("lead-numbers", PAUSE, this::look);

    OpenLeadNumbers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Somebody who asked for something, and is no client. @param name null when they gave none */
    public record Asking(UUID lead, long number, String name, String company, UUID responsibleId) {}

    public Optional<Asking> of(PhoneNumber number) {
        return Optional.ofNullable(byNumber.get(number.e164()));
    }

    /** Reads them when any has changed since. */
    void look() {
        String seen = jdbc.sql(
                        "select count(*) || ' ' || coalesce(sum(version), 0) || ' ' || coalesce(max(number), 0)" + OPEN)
                .query(String.class)
                .single();
        if (seen.equals(lastSeen)) {
            return;
        }
        var read = new HashMap<Long, Asking>();
        jdbc.sql("select phone, id, number, name, company, responsible_id" + OPEN
                        + " and doubtful is null order by number")
                .query(row -> {
                    read.put(
                            row.getLong("phone"),
                            new Asking(
                                    row.getObject("id", UUID.class),
                                    row.getLong("number"),
                                    row.getString("name"),
                                    row.getString("company"),
                                    row.getObject("responsible_id", UUID.class)));
                });
        byNumber = read;
        lastSeen = seen;
    }

    private void lookQuietly() {
        try {
            look();
        } catch (DataAccessException | TransactionException away) {
            LOG.debug("Numbers of leads wait for the database", away);
        }
    }

    @Override
    public void start() {
        lookQuietly();
        looks.start();
    }

    @Override
    public void stop() {
        looks.stop();
    }

    @Override
    public boolean isRunning() {
        return looks.isRunning();
    }
}
