package org.ringbook.api;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.ringbook.recordings.Completeness;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * For monitors: of the calls of the last 24 hours, {@code ringbook.recordings.due} should have a recording and
 * {@code ringbook.recordings.stored} have one. Counted at most once a minute, when somebody asks; unknown while the database is away.
 */
@Component
class RecordingMeters {

    private static final Duration PERIOD = Duration.ofHours(24);
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Completeness completeness;
    private final Supplier<Instant> clock;
    private Completeness.Report last;

    @Autowired
    RecordingMeters(MeterRegistry registry, Completeness completeness) {
        this(registry, completeness, Instant::now);
    }

    RecordingMeters(MeterRegistry registry, Completeness completeness, Supplier<Instant> clock) {
        this.completeness = completeness;
        this.clock = clock;
        gauge(registry, "due", "Answered calls that should have a recording", Completeness.Report::should);
        gauge(registry, "stored", "Those that have one", Completeness.Report::have);
    }

    private void gauge(
            MeterRegistry registry, String what, String words, ToDoubleFunction<Completeness.Report> reading) {
        Gauge.builder("ringbook.recordings." + what, this, all -> all.now(reading))
                .description(words)
                .strongReference(true)
                .register(registry);
    }

    private synchronized double now(ToDoubleFunction<Completeness.Report> reading) {
        Instant now = clock.get();
        try {
            if (last == null || last.to().plus(FRESH).isBefore(now)) {
                last = completeness.of(now.minus(PERIOD), now);
            }
            return reading.applyAsDouble(last);
        } catch (DataAccessException away) {
            return Double.NaN;
        }
    }
}
