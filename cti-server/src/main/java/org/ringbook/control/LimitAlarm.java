package org.ringbook.control;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ringbook.notices.Notice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** That a limit was met: in the log once, among the metrics each time, and a warning for an hour. Any thread. */
@Component
public class LimitAlarm {

    /** Counter of refused requests, by rule and entrance. */
    static final String METRIC = "ringbook.call.requests.refused";

    private static final Logger LOG = LoggerFactory.getLogger(LimitAlarm.class);
    private static final Duration LASTS = Duration.ofHours(1);

    private final MeterRegistry meters;
    private final InstantSource clock;
    private final Map<String, Met> met = new TreeMap<>();

    private record Met(int times, Instant first, Instant last) {}

    @Autowired
    LimitAlarm(MeterRegistry meters) {
        this(meters, InstantSource.system());
    }

    LimitAlarm(MeterRegistry meters, InstantSource clock) {
        this.meters = meters;
        this.clock = clock;
    }

    /** @return what to throw */
    CallRefused met(CallRequest request, String rule, CallRefused refusal) {
        meters.counter(METRIC, "rule", rule, "entrance", request.entrance().code())
                .increment();
        Instant now = clock.instant();
        boolean news;
        synchronized (met) {
            forget(now);
            Met before = met.get(rule);
            news = before == null;
            met.put(rule, new Met(news ? 1 : before.times() + 1, news ? now : before.first(), now));
        }
        if (news) {
            LOG.warn(
                    "A call was refused by the limits ({}), asked for from {} over {}; others of the next hour are only counted: {}",
                    rule,
                    request.telephone(),
                    request.entrance().code(),
                    refusal.getMessage());
        }
        return refusal;
    }

    private void forget(Instant now) {
        met.values().removeIf(one -> one.last().isBefore(now.minus(LASTS)));
    }

    /** Limits that were met within the last hour. */
    public List<Notice> warnings() {
        synchronized (met) {
            forget(clock.instant());
            var warnings = new ArrayList<Notice>();
            met.forEach((rule, one) ->
                    warnings.add(Notice.of("control.alarm." + kind(rule), one.times(), one.first(), one.last())));
            return warnings;
        }
    }

    /** Budgets have one word: which of them was used up stands beside each call. */
    private static String kind(String rule) {
        return rule.contains(".") ? "often" : rule;
    }
}
