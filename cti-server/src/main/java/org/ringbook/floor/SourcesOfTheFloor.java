package org.ringbook.floor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.ringbook.floor.Board.SourceNow;
import org.ringbook.telephony.SourceHealth;
import org.ringbook.telephony.SourceHealth.State;
import org.ringbook.telephony.Sources;

/** Which telephone systems are heard, and how their clocks go; looked at each second. Any thread. */
final class SourcesOfTheFloor {

    private final Supplier<Sources> sources;
    private final Duration staleAfter;
    private final Clock clock;
    private volatile List<SourceNow> now = List.of();
    private volatile Map<String, Instant> away = Map.of();

    SourcesOfTheFloor(Supplier<Sources> sources, Duration staleAfter, Clock clock) {
        this.sources = sources;
        this.staleAfter = staleAfter;
        this.clock = clock;
    }

    Sources all() {
        return sources.get();
    }

    void look() {
        Sources known = sources.get();
        Map<String, Duration> skews = known.clockSkews();
        var stale = new LinkedHashMap<String, Instant>();
        Instant limit = clock.instant().minus(staleAfter);
        List<SourceHealth> health = known.health();
        health.stream()
                .filter(one -> one.state() != State.UP && !since(one).isAfter(limit))
                .forEach(one -> stale.put(one.name(), since(one)));
        away = stale;
        now = health.stream()
                .map(one ->
                        new SourceNow(one.name(), stale.get(one.name()), skews.getOrDefault(one.name(), Duration.ZERO)))
                .toList();
    }

    private Instant since(SourceHealth one) {
        Instant before = away.get(one.name());
        return before != null ? before : one.since();
    }

    List<SourceNow> now() {
        return now;
    }

    /** Since when, by name, of those that are away for longer than the settings allow. */
    Map<String, Instant> away() {
        return away;
    }

    Map<String, Duration> skews() {
        var skews = new LinkedHashMap<String, Duration>();
        now.forEach(one -> skews.put(one.name(), one.skew()));
        return skews;
    }

    Set<String> names() {
        return Set.copyOf(now.stream().map(SourceNow::name).toList());
    }
}
