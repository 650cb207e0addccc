package org.ringbook.telephony.beeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.demo.beeline.BeelineCloud;
import org.ringbook.telephony.LogLines;
import org.ringbook.telephony.beeline.BeelineSettings.Subscribe;
import org.ringbook.telephony.operators.PacedQueue;
import org.ringbook.telephony.operators.Variants;

/** What keeps the PBX telling, at moments that the test chooses. */
class SubscriptionsTest {

    private static final List<String> EMPLOYEES = List.of("9610000101@ip.beeline.ru", "SIP0001AB0003@ip.beeline.ru");

    private final BeelineCloud cloud = Stories.staffed();
    private final SubscriptionStore store = new SubscriptionStore(BeelineBench.NAME, null);
    private Instant now = Instant.now();
    private Subscriptions subscriptions = begun(Subscribe.AUTO);

    private Subscriptions begun(Subscribe subscribe) {
        var settings = BeelineBench.settings(cloud, Duration.ZERO, subscribe);
        var api = new BeelineApi(cloud.address(), cloud.token(), BeelineBench.AT_ONCE);
        return new Subscriptions(
                BeelineBench.NAME,
                settings,
                api,
                store,
                new Variants(null),
                () -> now,
                PacedQueue.growing(Duration.ofSeconds(10), Duration.ofSeconds(60)));
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private String theOne() {
        assertThat(cloud.subscribed()).hasSize(1);
        return cloud.subscribed().get(0);
    }

    private void tend() throws InterruptedException {
        subscriptions.tend(EMPLOYEES);
    }

    private long puts() {
        return cloud.portal().asked().stream()
                .filter(each -> each.startsWith("PUT"))
                .count();
    }

    @Test
    void oneSubscriptionToAllIsKeptAndNotMadeAgain() throws InterruptedException {
        tend();
        tend();
        assertThat(store.all()).extracting(Subscription::id).containsExactly(theOne());
        assertThat(subscriptions.live()).isTrue();
        assertThat(puts()).isEqualTo(1);
    }

    @Test
    void atHalfOfTheLifeThatThePbxToldAnotherOneTakesItsPlace() throws InterruptedException {
        cloud.portal().longestLife = 600;
        tend();
        String first = theOne();
        now = now.plusSeconds(290);
        tend();
        assertThat(theOne()).isEqualTo(first);
        now = now.plusSeconds(11);
        tend();
        assertThat(theOne()).isNotEqualTo(first);
        assertThat(store.all()).extracting(Subscription::id).containsExactly(theOne());
        subscriptions.ended(first);
        tend();
        assertThat(puts()).isEqualTo(2);
    }

    @Test
    void theOldOneIsNotEndedBeforeThereIsANewOne() throws InterruptedException {
        subscriptions = begun(Subscribe.ALL);
        tend();
        String first = theOne();
        now = now.plusSeconds(1801);
        cloud.portal().errorCode = "Broken";
        tend();
        assertThat(theOne()).isEqualTo(first);
        assertThat(subscriptions.trouble().in(java.util.Locale.forLanguageTag("ru")))
                .contains("Broken");
        cloud.portal().errorCode = null;
        tend();
        assertThat(theOne()).as("it is not tried again at once").isEqualTo(first);
        now = now.plusSeconds(61);
        tend();
        assertThat(theOne()).isNotEqualTo(first);
        assertThat(subscriptions.trouble()).isNull();
    }

    @Test
    void aConnectionThatGoesForGoodEndsItsSubscriptionAndSaysSo() throws InterruptedException {
        tend();
        assertThat(cloud.subscribed()).hasSize(1);
        try (var log = new LogLines()) {
            subscriptions.farewell().orElseThrow().run();
            assertThat(log.text()).contains("was ended at the operator");
        }
        assertThat(cloud.subscribed()).isEmpty();
        assertThat(store.all()).isEmpty();
        assertThat(subscriptions.farewell()).as("once").isEmpty();
    }

    @Test
    void whatCannotBeEndedThenIsToldWithItsEnd() throws InterruptedException {
        tend();
        cloud.close();
        try (var log = new LogLines()) {
            subscriptions.farewell().orElseThrow().run();
            assertThat(log.text()).contains("could not be ended at the operator");
        }
        assertThat(store.all()).isEmpty();
    }

    @Test
    void whatThePbxEndsIsSubscribedAnew() throws InterruptedException {
        tend();
        String first = theOne();
        cloud.terminate(first, false);
        subscriptions.ended(first);
        assertThat(subscriptions.live()).isFalse();
        tend();
        assertThat(theOne()).isNotEqualTo(first);
    }

    @Test
    void ofALostAnswerTheSubscriptionIsFoundByWhatItTellsAndEnded() throws InterruptedException {
        cloud.portal().losesReply = true;
        tend();
        assertThat(cloud.subscribed()).hasSize(2);
        String mine = store.all().get(0).id();
        String stray = cloud.subscribed().stream()
                .filter(id -> !id.equals(mine))
                .findFirst()
                .orElseThrow();
        subscriptions.received(mine);
        subscriptions.received(stray);
        tend();
        assertThat(theOne()).isEqualTo(mine);
    }

    @Test
    void afterARestartItGoesOnAndWhatThePbxForgotIsMadeAgain() throws InterruptedException {
        tend();
        String first = theOne();
        subscriptions = begun(Subscribe.AUTO);
        tend();
        assertThat(theOne()).isEqualTo(first);
        assertThat(puts()).isEqualTo(1);

        cloud.terminate(first, false);
        subscriptions = begun(Subscribe.AUTO);
        tend();
        assertThat(theOne()).isNotEqualTo(first);
        assertThat(store.all()).hasSize(1);
    }

    @Test
    void whereAllIsRefusedThereIsOneToEachEmployee() throws InterruptedException {
        cloud.portal().refusesAll = true;
        tend();
        tend();
        assertThat(store.all().stream().map(Subscription::pattern).collect(Collectors.toSet()))
                .isEqualTo(java.util.Set.copyOf(EMPLOYEES));
        subscriptions.tend(EMPLOYEES.subList(0, 1));
        assertThat(store.all()).hasSize(1);
        assertThat(cloud.subscribed()).hasSize(1);
    }

    @Test
    void itsAddressIsASecretThatIsNeverLogged() throws InterruptedException {
        try (var log = new LogLines()) {
            cloud.portal().errorCode = "Broken";
            subscriptions = begun(Subscribe.ALL);
            tend();
            assertThat(log.text()).doesNotContain(BeelineBench.SECRET).doesNotContain(cloud.token());
            assertThat(BeelineBench.settings(cloud, Duration.ZERO).toString()).doesNotContain(BeelineBench.SECRET);
        }
    }
}
