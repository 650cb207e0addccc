package org.ringbook.deals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.audit.ChangeAuthor;
import org.ringbook.schedule.RepeatedTask;
import org.ringbook.staff.Staff;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The deals of an archived stage go to another one, a page of them in each transaction: nobody waits for all of them. What is
 * interrupted, by a stop of the server or a database that is away, goes on within a minute, or when the stage is archived once more. Any
 * thread.
 */
@Component
class StageEmptying implements SmartLifecycle {

    static final int PAGE = 100;

    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final StageRows stages;
    private final Deals deals;
    private final Staff staff;
    private final RepeatedTask looks = new RepeatedTask("stage-emptying", Duration.ZERO, PAUSE, this::goOnWithAll);

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

    @Override
    public void start() {
        looks.start();
    }

    /** A stage that cannot be emptied keeps no other one from it. @throws RuntimeException what hindered the first of them */
    void goOnWithAll() {
        RuntimeException hindered = null;
        for (UUID stage : begun()) {
            try {
                goOn(stage);
            } catch (RuntimeException fault) {
                hindered = hindered == null ? fault : hindered;
            }
        }
        if (hindered != null) {
            throw hindered;
        }
    }

    private List<UUID> begun() {
        return jdbc.sql("select stage_id from stage_emptying order by at, stage_id")
                .query(UUID.class)
                .list();
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
