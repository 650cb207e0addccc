package org.ringbook.leads;

import java.time.Duration;
import org.ringbook.schedule.RepeatedTask;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks for leads that wait and gives them out, on a thread of its own. */
@Component
class LeadTurns implements SmartLifecycle {

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int MOST_WORDS = 2_000;

    private final Leads leads;
    private final RepeatedTask turns = new RepeatedTask("leads", PAUSE, this::turn);

    LeadTurns(Leads leads) {
        this.leads = leads;
    }

    @Override
    public void start() {
        turns.start();
    }

    private void turn() {
        leads.handOn();
        leads.giveOut();
        leads.rows().writeWords(MOST_WORDS);
    }

    @Override
    public void stop() {
        turns.stop();
    }

    @Override
    public boolean isRunning() {
        return turns.isRunning();
    }
}
