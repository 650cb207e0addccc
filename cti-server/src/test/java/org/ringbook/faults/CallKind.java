package org.ringbook.faults;

import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.ringbook.lab.CallingCrowd;
import org.ringbook.lab.Scene;

/**
 * The kinds of calls of a run. Every call has a number of its own, by which it is found again: who calls us, or whom we
 * call. An internal call has none, and is found by its time: they come seconds apart.
 */
enum CallKind {
    CALLER_HANGS_UP(0.8, line("74957770202", 4, 0)),
    AGENT_HANGS_UP(0.8, line("74957770201", 0, 0)),
    ABANDONED(0.5, line("74957770204", 0, 3)),
    BUSY(0.5, line("74957770203", 0, 0)),
    REJECTED(0.3, line("74957770205", 0, 0)),
    RINGS_OUT(0.3, line("74957770214", 0, 0)),
    RING_GROUP(0.5, line("74957770210", 4, 0)),
    QUEUE(0.5, line("74957770206", 6, 0)),
    TRANSFERRED(0.2, line("74957770208", 0, 0)),
    OUTBOUND(
            0.4,
            (scene, numbers) ->
                    scene.phoneCrowd("outbound", "211", national(numbers)).hangsUpAfter(Duration.ofSeconds(4))),
    OUTBOUND_BUSY(0.1, (scene, numbers) -> scene.phoneCrowd("outbound-busy", "212", national(numbers))),
    INTERNAL(
            0.1,
            (scene, numbers) -> scene.phoneCrowd(
                            "internal", "213", numbers.stream().map(n -> "202").toList())
                    .hangsUpAfter(Duration.ofSeconds(3)));

    private static final int MOST = 20_000;

    /** Calls a second where all kinds together make five. */
    final double rate;

    private final BiFunction<Scene, List<String>, CallingCrowd> crowd;

    CallKind(double rate, BiFunction<Scene, List<String>, CallingCrowd> crowd) {
        this.rate = rate;
        this.crowd = crowd;
    }

    private static BiFunction<Scene, List<String>, CallingCrowd> line(String line, int hangsUp, int givesUp) {
        return (scene, numbers) -> {
            CallingCrowd crowd = scene.carrierCrowd("calls-" + line, line, numbers);
            if (hangsUp > 0) {
                crowd.hangsUpAfter(Duration.ofSeconds(hangsUp));
            }
            return givesUp > 0 ? crowd.givesUpAfter(Duration.ofSeconds(givesUp)) : crowd;
        };
    }

    /** Begins to call. */
    CallingCrowd start(Scene scene, double callsPerSecond) {
        List<String> numbers = IntStream.range(0, MOST).mapToObj(this::number).toList();
        long millis = Math.round(1000 / (rate * callsPerSecond / 5));
        return crowd.apply(scene, numbers)
                .oneCallEvery(Duration.ofMillis(millis))
                .start();
    }

    private String number(int call) {
        return (this == OUTBOUND_BUSY ? "7495" : "7916") + "%02d%05d".formatted(ordinal() + 10, call);
    }

    private static List<String> national(List<String> numbers) {
        return numbers.stream().map(number -> "8" + number.substring(1)).toList();
    }

    boolean ours() {
        return this == OUTBOUND || this == OUTBOUND_BUSY || this == INTERNAL;
    }
}
