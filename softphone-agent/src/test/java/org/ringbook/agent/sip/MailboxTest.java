package org.ringbook.agent.sip;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.message.SIPResponse;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the PBX is asked again what waits in the mailbox, after it did not say. */
class MailboxTest {

    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1);
    private final Mailbox mailbox = new Mailbox(thread, messages -> {});

    @AfterEach
    void ends() {
        thread.shutdownNow();
    }

    private void says(int code) throws Exception {
        var response = new SIPResponse();
        response.setStatusCode(code);
        mailbox.answered(response, null);
    }

    private long minutes() {
        return thread.getQueue().stream()
                .map(Delayed.class::cast)
                .mapToLong(task -> task.getDelay(TimeUnit.MINUTES))
                .max()
                .orElse(-1);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 408, 480, 500, 503})
    void whatIsAwayForAWhileIsAskedAgainInMinutes(int code) throws Exception {
        says(code);
        assertThat(minutes()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405, 489, 501})
    void aPbxThatKnowsNoMailboxIsNotAskedAgain(int code) throws Exception {
        says(code);
        assertThat(thread.getQueue()).isEmpty();
    }

    @Test
    void silenceIsNoAnswerForEver() {
        mailbox.silent();
        mailbox.silent();
        assertThat(minutes()).isEqualTo(4);
    }
}
