package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.ringbook.http.Knocker;

/** Who guesses passwords learns little, costs little, and locks nobody out who belongs here. */
class GuessersTest extends Server {

    @Test
    void ofManyTriesAtOnceNoMoreAreCheckedThanOneAfterTheOther() {
        List<Integer> answers = atOnce(60, i -> signsIn("127.0.1.1", "nobody", "guess-" + i));
        assertThat(answers).filteredOn(status -> status == 401).hasSizeLessThanOrEqualTo(5);
        assertThat(answers).filteredOn(status -> status != 401).allMatch(status -> status == 429 || status == 503);
    }

    @Test
    void aProgramThatSignsInManyTimesAtOnceIsLetIn() {
        assertThat(atOnce(30, i -> signsIn("127.0.1.2", "anna", passwordOf("anna"))))
                .containsOnly(200);
    }

    @Test
    void whoSignedInLatelyPassesWhileANeighbourGuesses() {
        assertThat(signsIn("127.0.1.3", "anna", passwordOf("anna"))).isEqualTo(200);
        for (int i = 0; i < 60; i++) {
            signsIn("127.0.1.3", "nobody-" + i, "guess");
        }
        for (int i = 0; i < 10; i++) {
            signsIn("127.0.1.3", "anna", "guess-" + i);
        }
        assertThat(signsIn("127.0.1.3", "anna", passwordOf("anna"))).isEqualTo(200);
        assertThat(signsIn("127.0.1.3", "boris", passwordOf("boris"))).isEqualTo(429);
        assertThat(signsIn("127.0.1.4", "boris", passwordOf("boris"))).isEqualTo(200);
    }

    @Test
    void whatFittedFromOneAddressIsGuessedFromNoOther() {
        assertThat(signsIn("127.0.1.5", "anna", passwordOf("anna"))).isEqualTo(200);
        for (int i = 0; i < 10; i++) {
            signsIn("127.0.1.6", "anna", "guess-" + i);
        }
        assertThat(signsIn("127.0.1.6", "anna", passwordOf("anna"))).isEqualTo(429);
    }

    private int signsIn(String from, String login, String password) {
        return Knocker.signsIn(from, http().port(), login, password);
    }

    private static List<Integer> atOnce(int times, IntFunction<Integer> what) {
        var threads = Executors.newFixedThreadPool(times);
        try {
            var going = new ArrayList<CompletableFuture<Integer>>();
            for (int i = 0; i < times; i++) {
                int number = i;
                going.add(CompletableFuture.supplyAsync(() -> what.apply(number), threads));
            }
            return going.stream().map(CompletableFuture::join).toList();
        } finally {
            threads.shutdownNow();
        }
    }
}
