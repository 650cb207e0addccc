package org.ringbook.demo;

import java.time.Duration;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** Begins calls while somebody listens, at the pace that is set. One thread. */
final class WorkingDay {

    private static final Duration SOON = Duration.ofMillis(900);

    private final Exchange exchange;
    private final Player player;
    private final Stories stories;
    private final Random random;
    private final double callsPerMinute;
    private final BooleanSupplier listened;
    private boolean running;

    WorkingDay(Exchange exchange, Player player, Random random, double callsPerMinute, BooleanSupplier listened) {
        this.exchange = exchange;
        this.player = player;
        this.stories = new Stories(exchange.cast, random);
        this.random = random;
        this.callsPerMinute = callsPerMinute;
        this.listened = listened;
    }

    /** Somebody has come to listen: they do not wait long for the first call. */
    void listenerCame() {
        if (callsPerMinute == 0) {
            return;
        }
        exchange.timetable.in(SOON, this::greet);
        if (!running) {
            running = true;
            exchange.timetable.in(SOON.plus(untilNext()), this::tick);
        }
    }

    private void greet() {
        if (!player.engaged().contains(DemoCast.ANNA)) {
            begin(stories.first());
        } else {
            beginNext();
        }
    }

    private void tick() {
        running = listened.getAsBoolean();
        if (running) {
            beginNext();
            exchange.timetable.in(untilNext(), this::tick);
        }
    }

    private void beginNext() {
        var engaged = player.engaged();
        var free = exchange.cast.people().stream()
                .map(DemoCast.Person::extension)
                .filter(extension -> !engaged.contains(extension))
                .toList();
        if (!free.isEmpty()) {
            begin(stories.next(free));
        }
    }

    private void begin(CallScript script) {
        player.play(script, (linkedId, failure) -> {});
    }

    /** Half to one and a half of the mean. */
    private Duration untilNext() {
        return Duration.ofMillis((long) (60_000 / callsPerMinute * (0.5 + random.nextDouble())));
    }
}
