package org.ringbook.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.telephony.SourceHealth.State;

/** What every telephone source keeps, whatever it speaks. Its own test gives it another side to speak with. */
public abstract class PbxSourceContract {

    private Exchange exchange;

    /** A source that is set up for the other side, not started. */
    protected abstract PbxSource source();

    /** The other side can be reached from now on. */
    protected abstract void otherSideStarts();

    /** Nothing of the other side can be reached, as after a power cut. */
    protected abstract void otherSideStops();

    /** Something that means nothing comes over the link, which stays as it is. */
    protected abstract void saysGarbage();

    /** All of one whole call, begun and ended; the same call whenever it is said. */
    protected abstract void saysOneCall();

    /** Secrets of the settings that {@link #source} was made of. */
    protected abstract Set<String> secrets();

    /** What hears the source now; a source that is told over HTTP has its door there. */
    protected void heardBy(Exchange exchange) {}

    /** How the names of the threads begin that the source makes. */
    protected Set<String> threadNames() {
        return Set.of("ami-", "Asterisk-Java");
    }

    private Exchange exchange() {
        exchange = new Exchange(source());
        heardBy(exchange);
        return exchange;
    }

    /** The source, its other side there, heard. */
    protected Exchange started() {
        otherSideStarts();
        exchange();
        exchange.awaitState(State.UP);
        return exchange;
    }

    @AfterEach
    void stopAll() {
        if (exchange != null) {
            exchange.close();
        }
        otherSideStops();
    }

    @Test
    void makingOneTouchesNothingAndItIsHonestBeforeItIsStarted() {
        PbxSource source = source();

        assertThat(source.name()).isNotBlank();
        assertThat(source.check().state()).isNotEqualTo(State.UP);
        assertThat(source.check().detail().text()).isNotBlank();
        source.close();
    }

    @Test
    void startingReturnsAtOnceThoughNobodyAnswersAndTheCallIsHeardLater() {
        otherSideStops();
        exchange();
        SourceHealth dead = exchange.awaitState(State.DOWN);
        assertThat(dead.detail().text()).isNotBlank();
        assertThat(dead.detail().in(java.util.Locale.forLanguageTag("ru"))).containsPattern("[а-яА-Я]");

        otherSideStarts();
        exchange.awaitState(State.UP);
        saysOneCall();
        exchange.awaitCalls(calls -> calls.size() == 1 && calls.get(0).ended());
    }

    @Test
    void garbageIsSurvivedAndCounted() {
        Exchange heard = started();

        saysGarbage();
        heard.awaitCounters(count -> count.refused() > 0);
        saysOneCall();

        heard.awaitCalls(calls -> calls.size() == 1 && calls.get(0).ended());
        assertThat(heard.health().state()).isEqualTo(State.UP);
    }

    @Test
    void whatIsSaidTwiceIsTheSameCall() {
        Exchange heard = started();

        saysOneCall();
        heard.awaitCalls(calls -> calls.size() == 1 && calls.get(0).ended());
        long before = heard.counters().messages();
        saysOneCall();
        heard.awaitCounters(count -> count.messages() >= before * 2 - 2);

        await().during(Duration.ofMillis(300)).until(() -> heard.calls().size() == 1);
    }

    @Test
    void aLostLinkIsToldAndComesBackByItself() {
        Exchange heard = started();
        long connects = heard.counters().connects();

        otherSideStops();
        SourceHealth down = heard.awaitState(State.DOWN);
        assertThat(down.since()).isNotNull();
        otherSideStarts();
        heard.awaitState(State.UP);

        assertThat(heard.counters().connects()).isGreaterThan(connects);
        saysOneCall();
        heard.awaitCalls(calls -> calls.size() == 1 && calls.get(0).ended());
    }

    @Test
    void noSecretStandsInTheLogInHealthOrInItsName() {
        try (var log = new LogLines()) {
            Exchange heard = started();
            saysOneCall();
            heard.awaitCalls(calls -> calls.size() == 1);
            otherSideStops();
            SourceHealth down = heard.awaitState(State.DOWN);

            assertThat(log.text() + down + source()).doesNotContain(secrets().toArray(String[]::new));
        }
    }

    @Test
    void closingIsQuietAndLeavesNoThread() {
        Set<Thread> before = threads();
        Exchange heard = started();
        assertThat(threads()).isNotEqualTo(before);

        try (var log = new LogLines()) {
            heard.close();
            exchange = null;
            assertThat(log.warnings("org.ringbook")).isEmpty();
        }
        await().untilAsserted(() -> assertThat(ours(before)).isEmpty());
    }

    @Test
    void diallingWithoutALinkIsRefusedInWords() {
        otherSideStops();
        exchange();

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> exchange.dial("101", "+79161112233"))
                .isInstanceOfSatisfying(
                        PbxSource.DialRefused.class,
                        refused -> assertThat(refused.note().in(java.util.Locale.forLanguageTag("ru")))
                                .containsPattern("[а-я]{3}"));
    }

    private static Set<Thread> threads() {
        return Set.copyOf(Thread.getAllStackTraces().keySet());
    }

    /** Asterisk-Java's own thread for events is told to end, and may notice it only a minute later. */
    private static final String ENDS_LATER = ":AsyncEventPump";

    /** Threads that the source or the intake began. */
    private Set<String> ours(Set<Thread> before) {
        return threads().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> !name.endsWith(ENDS_LATER))
                .filter(name -> name.startsWith("calls-of-")
                        || name.startsWith("history-of-")
                        || threadNames().stream().anyMatch(name::startsWith))
                .collect(Collectors.toSet());
    }
}
