package org.ringbook.deals;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.ringbook.deals.Probability.History;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How likely deals are won, by what became of those of the last twelve months; what was no real demand does not count. Read anew every
 * ten minutes. Any thread; the first to ask waits for the database.
 */
@Component
public class Probabilities {

    private static final Duration FRESH = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
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
        Known now = known;
        if (now.at().isBefore(Instant.now().minus(FRESH))) {
            now = new Known(read(), Instant.now());
            known = now;
        }
        return now.stages();
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
