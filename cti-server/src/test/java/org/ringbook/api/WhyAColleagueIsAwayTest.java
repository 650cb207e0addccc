package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.agents.PopUps;
import org.ringbook.agents.Presence;
import org.ringbook.agents.PresenceState;
import org.springframework.beans.factory.annotation.Autowired;

/** Whoever looks for somebody to hand a call to sees who is at lunch. */
class WhyAColleagueIsAwayTest extends Server {

    @Autowired
    private PopUps popUps;

    @Autowired
    private Presence presence;

    private UUID boris;
    private AutoCloseable hisPage;

    @BeforeEach
    void borisHasAPageOpen() {
        boris = staff.byLogin("boris").orElseThrow().id();
        hisPage = popUps.subscribePages(boris, event -> {});
    }

    @AfterEach
    void heLeaves() throws Exception {
        presence.choose(boris, PresenceState.AVAILABLE);
        hisPage.close();
    }

    private String colleagues() {
        return new SignedInBrowser(http().port(), "anna", passwordOf("anna"))
                .get("/live/colleagues")
                .body();
    }

    @Test
    void theReasonOfAPauseStandsBesideTheName() {
        assertThat(colleagues()).doesNotContain("is-away");
        presence.choose(boris, PresenceState.AWAY, "lunch");
        assertThat(colleagues()).contains("is-away").containsAnyOf("Lunch", "Обед");
        presence.choose(boris, PresenceState.AWAY);
        assertThat(colleagues()).contains("is-away").containsAnyOf("Break", "Paused", "Перерыв");
        presence.choose(boris, PresenceState.DND);
        assertThat(colleagues()).containsAnyOf("Do not disturb", "Не беспокоить");
    }

    @Test
    void whoHasNoPageOpenIsShownWithoutOne() throws Exception {
        presence.choose(boris, PresenceState.AWAY, "lunch");
        hisPage.close();
        assertThat(colleagues()).doesNotContain("is-away");
    }
}
