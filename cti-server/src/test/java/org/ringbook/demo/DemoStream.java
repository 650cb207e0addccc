package org.ringbook.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What the demo PBX would say, played in no time: for tests that need a stream and no socket. */
public final class DemoStream {

    private final List<AmiEvent> events = new ArrayList<>();
    private final Timetable timetable = new Timetable(Instant.parse("2026-05-12T09:00:00Z"));
    final Exchange exchange = new Exchange(DemoCast.in("en"), timetable, events::add);
    final Player player = new Player(exchange);
    private final List<RuntimeException> failures = new ArrayList<>();

    /** These calls, one after the other, each a minute later than the one before. */
    public static DemoStream of(CallScript... scripts) {
        var stream = new DemoStream();
        for (int i = 0; i < scripts.length; i++) {
            var script = scripts[i];
            stream.timetable.in(Duration.ofMinutes(i), () -> stream.play(script));
        }
        stream.passes(Duration.ofMinutes(scripts.length + 5L));
        return stream;
    }

    /** A working day of the little company, and then the time that the last calls need. */
    public static DemoStream day(long seed, double callsPerMinute, Duration length) {
        var stream = new DemoStream();
        var end = stream.timetable.now().plus(length);
        var random = new Random(seed);
        new WorkingDay(
                        stream.exchange,
                        stream.player,
                        random,
                        callsPerMinute,
                        () -> stream.timetable.now().isBefore(end))
                .listenerCame();
        stream.passes(length.plusMinutes(5));
        return stream;
    }

    void play(CallScript script) {
        player.play(script, (linkedId, failure) -> {
            if (failure != null) {
                failures.add(failure);
            }
        });
    }

    void passes(Duration time) {
        timetable.playUntil(timetable.now().plus(time));
    }

    List<AmiEvent> events() {
        return events;
    }

    List<RuntimeException> failures() {
        return failures;
    }

    /** As a client would capture it. */
    public String text() {
        var text = new StringBuilder("Asterisk Call Manager/11.0.0\r\n");
        events.forEach(event -> text.append(event.wire()));
        return text.toString();
    }

    List<String> names() {
        return events.stream().map(event -> event.name).toList();
    }
}
