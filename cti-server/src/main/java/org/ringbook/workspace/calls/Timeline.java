package org.ringbook.workspace.calls;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.LegQuality;

/** The legs of a call as bars on one scale, in percent of the call's length. Pure. */
final class Timeline {

    private Timeline() {}

    /** @param kind "ring" or "talk" */
    record Bar(String kind, double from, double length) {

        public String x() {
            return percent(from);
        }

        public String width() {
            return percent(length);
        }

        private static String percent(double value) {
            return String.format(Locale.ROOT, "%.2f%%", value);
        }
    }

    /** @param quality how it sounded; null where nobody told */
    record Lane(Call.Leg leg, List<Bar> bars, LegQuality quality) {}

    /** @param now the right edge while the call goes on */
    static List<Lane> of(Call call, Instant now, List<LegQuality> sounded) {
        Instant end = call.endedAt() == null ? now : call.endedAt();
        double length = Math.max(1, Duration.between(call.startedAt(), end).toMillis());
        return call.legs().stream()
                .map(leg -> new Lane(
                        leg,
                        bars(leg, call.startedAt(), end, length),
                        LegQuality.of(leg, sounded).orElse(null)))
                .toList();
    }

    private static List<Bar> bars(Call.Leg leg, Instant start, Instant callEnd, double length) {
        var bars = new ArrayList<Bar>();
        Instant end = leg.endedAt() == null ? callEnd : leg.endedAt();
        if (leg.ringAt() != null) {
            add(bars, "ring", leg.ringAt(), leg.answeredAt() == null ? end : leg.answeredAt(), start, length);
        }
        if (leg.answeredAt() != null) {
            add(bars, "talk", leg.answeredAt(), end, start, length);
        }
        return bars;
    }

    private static void add(List<Bar> bars, String kind, Instant from, Instant to, Instant start, double length) {
        double left = within(100.0 * Duration.between(start, from).toMillis() / length);
        double right = within(100.0 * Duration.between(start, to).toMillis() / length);
        bars.add(new Bar(kind, left, Math.max(0.6, right - left)));
    }

    private static double within(double percent) {
        return Math.max(0, Math.min(99.4, percent));
    }
}
