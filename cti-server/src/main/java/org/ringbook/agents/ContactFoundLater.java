package org.ringbook.agents;

import java.time.Duration;
import org.ringbook.schedule.RepeatedTask;

/**
 * A contact written down during the call shows on the card within a second, whoever wrote it and wherever: by hand, by
 * import, over the API. Looking costs a few look-ups in memory for each open card.
 */
final class ContactFoundLater implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final RepeatedTask looks;

    ContactFoundLater(PopUps popUps) {
        looks = new RepeatedTask("agents-look-up", PAUSE, popUps::lookUpAgain);
        looks.start();
    }

    @Override
    public void close() {
        looks.stop();
    }
}
