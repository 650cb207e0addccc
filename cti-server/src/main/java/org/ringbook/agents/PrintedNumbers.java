package org.ringbook.agents;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;

/** Numbers for the eye, of which cards ask again and again: our lines at each card, a caller at the card of each who is rung. Any thread. */
final class PrintedNumbers {

    private static final int KEPT = 2_000;

    private final LoadingCache<PhoneNumber, String> printed;

    PrintedNumbers(NumberPlan plan) {
        printed = Caffeine.newBuilder().maximumSize(KEPT).build(plan::print);
    }

    String of(PhoneNumber number) {
        return printed.get(number);
    }
}
