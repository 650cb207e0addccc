package org.ringbook.telephony.generic;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.ringbook.calls.Call.Direction;
import org.ringbook.telephony.operators.ReportedFacts;

/** All that was told of one call, in whatever order it came. For one thread. */
final class ReportedCall {

    private static final int MOST = 400;

    /** Why a call is taken for over though nothing says so. */
    enum Quiet {
        LEGS_ENDED,
        LOST
    }

    final String id;
    final ReportedFacts reported = new ReportedFacts();
    Instant lastReceived = Instant.MIN;
    Quiet quiet;
    private final List<Said> said = new ArrayList<>();

    ReportedCall(String id) {
        this.id = id;
    }

    void add(Said one) {
        if (said.size() < MOST && !said.contains(one)) {
            said.add(one);
            said.sort(Comparator.comparing(Said::at).thenComparing(each -> String.valueOf(each.meaning())));
        }
    }

    List<Said> said(Meaning... meanings) {
        List<Meaning> wanted = List.of(meanings);
        return said.stream().filter(one -> wanted.contains(one.meaning())).toList();
    }

    boolean over() {
        return !said(Meaning.OVER, Meaning.CALL).isEmpty();
    }

    Direction direction() {
        return first(Said::direction);
    }

    /** What the first message tells that tells it; null when none does. */
    <T> T first(Function<Said, T> what) {
        return said.stream().map(what).filter(Objects::nonNull).findFirst().orElse(null);
    }

    /** What the last one tells. */
    <T> T last(Function<Said, T> what) {
        return said.stream()
                .map(what)
                .filter(Objects::nonNull)
                .reduce((a, b) -> b)
                .orElse(null);
    }

    Instant began() {
        Instant start = first(Said::start);
        Instant told =
                said.stream().filter(Said::timed).map(Said::at).findFirst().orElse(null);
        if (start == null) {
            return told == null || said.get(0).at().isBefore(told) ? said.get(0).at() : told;
        }
        return told != null && told.isBefore(start) ? told : start;
    }

    Instant lastAt() {
        return said.get(said.size() - 1).at();
    }
}
