package org.ringbook.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.ringbook.numbers.PhoneNumber;

/** A telephone system that asks who is calling is answered in time, whatever happens here. */
class CallerAnswersTest {

    private static final PhoneNumber MARIA = PhoneNumber.of("+79161112233");
    private static final CallerAnswer IVANOVA = new CallerAnswer("Мария Иванова", "102");

    @Test
    void mariaIsKnown() {
        assertThat(new CallerAnswers(number -> IVANOVA).whoIs(MARIA)).isEqualTo(IVANOVA);
    }

    @Test
    void whoHidesTheirNumberIsNobodyAndNobodyIsAsked() {
        var answers = new CallerAnswers(number -> {
            throw new AssertionError("asked");
        });
        assertThat(answers.whoIs(null)).isEqualTo(CallerAnswer.NOBODY);
    }

    @Test
    void aFaultHereIsNoFaultOfTheCall() {
        var answers = new CallerAnswers(number -> {
            throw new IllegalStateException("The index is broken");
        });
        assertThat(answers.whoIs(MARIA)).isEqualTo(CallerAnswer.NOBODY);
        assertThat(new CallerAnswers(number -> null).whoIs(MARIA)).isEqualTo(CallerAnswer.NOBODY);
    }

    @Test
    void whenNothingIsAnsweredNoneOfManyCallersIsKeptWaiting() {
        var never = new CountDownLatch(1);
        var answers = new CallerAnswers(
                number -> {
                    await(never);
                    return IVANOVA;
                },
                Duration.ofMillis(50));
        var callers = new ArrayList<CompletableFuture<CallerAnswer>>();
        for (int i = 0; i < 40; i++) {
            callers.add(CompletableFuture.supplyAsync(() -> answers.whoIs(MARIA)));
        }
        assertThat(callers).allMatch(caller -> caller.join().equals(CallerAnswer.NOBODY));
        never.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
