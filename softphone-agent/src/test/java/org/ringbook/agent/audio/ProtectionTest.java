package org.ringbook.agent.audio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ringbook.agent.phone.MediaKey;
import org.ringbook.agent.phone.MediaKey.Suite;
import org.ringbook.agent.phone.MediaPlan;

/** Keys of a call as they change: held in the clear, talked encrypted again. */
class ProtectionTest {

    private static final MediaKey OURS = new MediaKey(1, Suite.AES_CM_128_HMAC_SHA1_80, "A".repeat(MediaKey.LENGTH));
    private static final MediaKey OTHER = new MediaKey(2, Suite.AES_CM_128_HMAC_SHA1_32, "C".repeat(MediaKey.LENGTH));
    private static final MediaKey THEIRS = new MediaKey(1, Suite.AES_CM_128_HMAC_SHA1_80, "B".repeat(MediaKey.LENGTH));
    private static final MediaPlan.Lock LOCK = new MediaPlan.Lock(OURS, THEIRS);

    private final Protection here = new Protection();
    private final Protection there = new Protection();

    private static byte[] report() {
        return new byte[28];
    }

    @Test
    void afterAStretchInTheClearNothingIsEncryptedTwiceTheSameWay() {
        here.apply(LOCK);
        byte[] first = here.report(report());
        here.apply(null);
        assertThat(here.report(report())).isEqualTo(report());
        here.apply(LOCK);
        assertThat(here.report(report())).isNotEqualTo(first);
    }

    @Test
    void norAfterAnotherKeyMeanwhileByWhateverNumberItGoes() {
        here.apply(LOCK);
        byte[] first = here.report(report());
        here.apply(new MediaPlan.Lock(OTHER, THEIRS));
        here.report(report());
        here.apply(new MediaPlan.Lock(new MediaKey(7, OURS.suite(), OURS.key()), THEIRS));
        assertThat(here.report(report())).isNotEqualTo(first);
    }

    @Test
    void whatWasHeardBeforeIsNotHeardAgainAfterwards() {
        there.apply(new MediaPlan.Lock(THEIRS, OURS));
        byte[] sent = there.report(report());
        here.apply(LOCK);
        assertThat(here.reportCame(sent)).isPresent();
        here.apply(null);
        here.apply(LOCK);
        assertThat(here.reportCame(sent)).isEmpty();
    }
}
