package org.ringbook.http;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ringbook.notices.Notice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * What was refused because a bound was reached: in the log once an hour, among the metrics each time, and a warning in health for an
 * hour. Any thread; does not wait.
 */
@Component
public class LoadShedding {

    /** Counter of what was refused, by bound. */
    static final String METRIC = "ringbook.http.refused";

    private static final Logger LOG = LoggerFactory.getLogger(LoadShedding.class);
    private static final Duration LASTS = Duration.ofHours(1);

    /** Which bound was reached. */
    public enum Bound {
        /** A body took longer than it may. */
        SLOW_BODY,
        /** As many unfinished bodies were waited for as may be, overall or of one address. */
        UNFINISHED_BODIES,
        /** As many sign-ins waited to be checked as may. */
        SIGN_INS,
        /** As many requests were being answered as may; the other threads are for telephone systems. */
        REQUESTS,
        /** A person has as many live pages open as they may. */
        STREAMS,
        /** A live page took nothing for too long. */
        SLOW_STREAM
    }

    private record Reached(int times, Instant first, Instant last) {}

    private final MeterRegistry meters;
    private final InstantSource clock;
    private final Map<Bound, Reached> reached = new EnumMap<>(Bound.class);

    @Autowired
    LoadShedding(MeterRegistry meters) {
        this(meters, InstantSource.system());
    }

    public LoadShedding(MeterRegistry meters, InstantSource clock) {
        this.meters = meters;
        this.clock = clock;
    }

    /** Something was refused. */
    public void refused(Bound bound) {
        meters.counter(METRIC, "bound", bound.name().toLowerCase(Locale.ROOT)).increment();
        Instant now = clock.instant();
        Notice first = null;
        synchronized (reached) {
            forget(now);
            Reached before = reached.get(bound);
            reached.put(
                    bound,
                    before == null ? new Reached(1, now, now) : new Reached(before.times() + 1, before.first(), now));
            if (before == null) {
                first = notice(bound, reached.get(bound));
            }
        }
        if (first != null) {
            LOG.warn("{} Others of the next hour are only counted.", first);
        }
    }

    private void forget(Instant now) {
        reached.values().removeIf(one -> one.last().isBefore(now.minus(LASTS)));
    }

    /** Bounds that were reached within the last hour, with how often, since when and until when. */
    public List<Notice> warnings() {
        synchronized (reached) {
            forget(clock.instant());
            var warnings = new ArrayList<Notice>();
            reached.forEach((bound, one) -> warnings.add(notice(bound, one)));
            return warnings;
        }
    }

    private static Notice notice(Bound bound, Reached one) {
        return Notice.of("http.refused." + bound.name().toLowerCase(Locale.ROOT), one.times(), one.first(), one.last());
    }
}
