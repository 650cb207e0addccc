package org.ringbook.deals;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.ringbook.deals.Probability.History;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How likely deals are won, by what became of those of the last twelve months; what was no real demand does not count. Read anew every
 * ten minutes. Any thread; one who asks waits for the database, all do the first time.
 */
@Component
public class Probabilities {

    private static final Duration FRESH = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Known known = new Known(Map.of(), Instant.MIN);

    private record Known(Map<UUID, History> stages, Instant at) {}

    Probabilities(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Percent of a stage: from history when at least thirty deals that reached it are closed, else what is set. */
    public BigDecimal of(Stage stage) {
        return Probability.of(stage, histories().getOrDefault(stage.id(), History.EMPTY));
    }

    /** Percent of a deal: what somebody set by hand, else its stage's. @param stage its own */
    public BigDecimal of(Deal deal, Stage stage) {
        return Probability.of(deal, of(stage));
    }

    private Map<UUID, History> histories() {
        if (isStale()) {
            if (known.at().equals(Instant.MIN)) {
                reading.lock();
                readAndUnlock();
            } else if (reading.tryLock()) {
                readAndUnlock();
            }
        }
        return known.stages();
    }

    private boolean isStale() {
        return known.at().isBefore(Instant.now().minus(FRESH));
    }

    /** While one reads, the others take what was read before; where there is nothing yet they wait. */
    private void readAndUnlock() {
        try {
            if (isStale()) {
                known = new Known(read(), Instant.now());
            }
        } finally {
            reading.unlock();
        }
    }

    private Map<UUID, History> read() {
        var stages = new HashMap<UUID, History>();
        jdbc.sql("""
                        select m.to_stage, count(*) filter (where c.kind = 'won') as won, count(*) filter (where c.kind = 'lost') as lost
                        from (
                            select d.id, s.kind from deal d join stage s on s.id = d.stage_id
                                left join lost_reason r on r.id = d.lost_reason_id
                            where d.closed_at > now() - interval '12 months' and coalesce(r.is_demand, true)) c
                        join lateral (select distinct x.to_stage from stage_move x where x.deal_id = c.id) m on true
                        group by m.to_stage""").query(row -> {
            stages.put(row.getObject(1, UUID.class), new History(row.getInt("won"), row.getInt("lost")));
        });
        return stages;
    }
}
