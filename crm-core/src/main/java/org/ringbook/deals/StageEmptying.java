package org.ringbook.deals;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.audit.ChangeAuthor;
import org.ringbook.staff.Staff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * The deals of an archived stage go to another one, a page of them in each transaction: nobody waits for all of them. What a stop of the
 * server interrupts goes on at its next start, or when the stage is archived once more. Any thread.
 */
@Component
class StageEmptying {

    static final int PAGE = 100;

    private static final Logger LOG = LoggerFactory.getLogger(StageEmptying.class);

    private final JdbcClient jdbc;
    private final StageRows stages;
    private final Deals deals;
    private final Staff staff;

    StageEmptying(JdbcClient jdbc, Deals deals, Staff staff) {
        this.jdbc = jdbc;
        this.stages = new StageRows(jdbc);
        this.deals = deals;
        this.staff = staff;
    }

    private record Going(UUID to, UUID by) {}

    /** In the transaction in which the stage is archived. */
    void begin(UUID stage, UUID to, By by) {
        jdbc.sql("insert into stage_emptying (stage_id, move_to, by) values (?, ?, ?)")
                .params(stage, to, by.id())
                .update();
    }

    /** What is left in it stays. Nothing happens when none goes. */
    void stop(UUID stage) {
        jdbc.sql("delete from stage_emptying where stage_id = ?").param(stage).update();
    }

    /** Whether deals are on their way to it. */
    boolean isFilled(UUID stage) {
        return jdbc.sql("select exists (select from stage_emptying where move_to = ?)")
                .param(stage)
                .query(Boolean.class)
                .single();
    }

    /** @return how many went; none where nothing was begun */
    int goOn(UUID stage) {
        int all = 0;
        for (Optional<Integer> some = page(stage); some.isPresent(); some = page(stage)) {
            all += some.get();
        }
        return all;
    }

    /** @return empty when all have gone */
    private Optional<Integer> page(UUID stage) {
        return deals.inTransaction(By.program(StageMove.Cause.USER), () -> {
            Optional<Going> going = held(stage);
            List<UUID> some = going.isEmpty()
                    ? List.of()
                    : deals.rows().in(stages.stage(stage).orElseThrow(), PAGE);
            if (some.isEmpty()) {
                stop(stage);
                return Optional.empty();
            }
            Stage to = stages.stage(going.get().to()).orElseThrow();
            By by = by(going.get());
            ChangeAuthor.says(jdbc, by.id(), "");
            return Optional.of(deals.moveAll(some, stage, to, by));
        });
    }

    private By by(Going going) {
        return Optional.ofNullable(going.by())
                .flatMap(staff::find)
                .map(By::user)
                .orElseGet(() -> By.program(StageMove.Cause.USER));
    }

    /** Of two who go on with it one waits. */
    private Optional<Going> held(UUID stage) {
        return jdbc.sql("select move_to, by from stage_emptying where stage_id = ? for update")
                .param(stage)
                .query((row, n) -> new Going(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .optional();
    }

    @EventListener(ContextRefreshedEvent.class)
    void goOnAfterStart() {
        var thread = new Thread(this::goOnWithAll, "stage-emptying");
        thread.setDaemon(true);
        thread.start();
    }

    private void goOnWithAll() {
        try {
            jdbc.sql("select stage_id from stage_emptying order by at")
                    .query(UUID.class)
                    .list()
                    .forEach(this::goOn);
        } catch (DataAccessException | TransactionException away) {
            LOG.warn("Whether a stage is still to be emptied is not known: {}", away.getMessage());
        }
    }
}
