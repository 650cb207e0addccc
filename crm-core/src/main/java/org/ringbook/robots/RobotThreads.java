package org.ringbook.robots;

import java.time.Duration;
import java.time.Instant;
import org.ringbook.schedule.RepeatedTask;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Lets robots work from the start of the server to its end, each kind of work on a thread of its own. */
@Component
class RobotThreads implements SmartLifecycle {

    private static final Duration OFTEN = Duration.ofSeconds(1);
    private static final Duration SELDOM = Duration.ofSeconds(30);
    private static final Duration DAILY = Duration.ofDays(1);
    private static final Duration KEPT = Duration.ofDays(90);

    private final RepeatedTask works;
    private final RepeatedTask looks;
    private final RepeatedTask sends;
    private final RepeatedTask forgets;

    RobotThreads(RobotWork work, RobotClock clock, HookDelivery hooks, RobotRows rows) {
        this.works = new RepeatedTask("robots", OFTEN, work::turn);
        this.looks = new RepeatedTask("robots-clock", SELDOM, clock::look);
        this.sends = new RepeatedTask("robots-hooks", OFTEN, hooks::send);
        this.forgets = new RepeatedTask(
                "robots-retention",
                Duration.ofMinutes(10),
                DAILY,
                () -> rows.forget(Instant.now().minus(KEPT)));
    }

    @Override
    public void start() {
        works.start();
        looks.start();
        sends.start();
        forgets.start();
    }

    @Override
    public void stop() {
        forgets.stop();
        sends.stop();
        looks.stop();
        works.stop();
    }

    @Override
    public boolean isRunning() {
        return works.isRunning();
    }
}
