package org.ringbook.calls.log;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ringbook.TestDatabase;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallsOfTheDay;
import org.ringbook.calls.TwoSources;
import org.ringbook.numbers.PhoneNumber;

/**
 * How many calls a second the log takes, each told three times (ringing, talking, ended), in batches of a thousand; and
 * how long a page takes afterwards. Arguments: number of calls, 100000 unless told; then {@code two} when a second source tells
 * of each call too.
 */
final class CallLogBenchmark {

    private CallLogBenchmark() {}

    public static void main(String[] args) {
        int calls = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        CallLog log = new CallLog(TestDatabase.pooledWith("calls"));
        boolean two = args.length > 1 && args[1].equals("two");
        write(log, 0, 5_000, two);
        Duration took = write(log, 5_000, calls, two);
        double seconds = took.toNanos() / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%d calls, %d writes in %.1f s: %.0f calls/s, %.0f writes/s%n",
                calls,
                calls * 3L,
                seconds,
                calls / seconds,
                calls * 3 / seconds);
        page(log, "newest", CallLog.CallFilter.any());
        page(log, "of an agent", new CallLog.CallFilter(null, null, null, null, List.of("107"), null, null, null));
        page(
                log,
                "of an agent without calls",
                new CallLog.CallFilter(null, null, null, null, List.of("999"), null, null, null));
        page(
                log,
                "of a number",
                new CallLog.CallFilter(null, null, null, null, null, List.of(CallsOfTheDay.PAVEL), null, null));
    }

    private static Duration write(CallLog log, int from, int count, boolean two) {
        long start = System.nanoTime();
        var batch = new ArrayList<CallChange>(1000);
        for (int i = from; i < from + count; i++) {
            Instant at = CallsOfTheDay.NINE.plusMillis(i * 20L);
            batch.add(CallsOfTheDay.change(two ? told(i, at) : CallsOfTheDay.answered(at)));
            if (batch.size() == 1000 || i == from + count - 1) {
                List<CallChange> ringing = batch.stream()
                        .map(change -> CallsOfTheDay.change(CallsOfTheDay.ringing(change.now())))
                        .toList();
                log.write(ringing);
                log.write(ringing);
                log.write(batch);
                batch.clear();
            }
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** The even ones by the PBX, the odd ones by the mobile that the call before was sent to. */
    private static Call told(int i, Instant at) {
        String number = "+7916" + (1_000_000 + i / 2);
        Instant ended = at.plusSeconds(60);
        return TwoSources.told(
                i % 2 == 0 ? TwoSources.OFFICE : TwoSources.SIM,
                PhoneNumber.of(number),
                i % 2 == 0 ? CallsOfTheDay.LINE : null,
                at,
                ended,
                TwoSources.spoke("1" + i % 90, at, at, ended));
    }

    private static void page(CallLog log, String name, CallLog.CallFilter filter) {
        for (int i = 0; i < 50; i++) {
            log.find(filter, null, 50);
        }
        long start = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            log.find(filter, null, 50);
        }
        System.out.printf(Locale.ROOT, "page of 50, %s: %.2f ms%n", name, (System.nanoTime() - start) / 1e8);
    }
}
