package org.ringbook.numbers;

import java.nio.charset.StandardCharsets;

/** Numbers as people, files and telephone systems write them: see {@link org.ringbook.fuzz.Fuzzing}. */
public final class NumberFuzz {

    private static final NumberPlan PLAN = new NumberPlan("RU", "495");

    private NumberFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        PLAN.beginnings(text);
        PLAN.parse(text).ifPresent(number -> {
            PLAN.print(number);
            PLAN.destination(number);
            for (DialFormat format : DialFormat.values()) {
                PLAN.dialled(number, format);
            }
            if (!PLAN.parse(number.toString()).map(number::equals).orElse(false)) {
                throw new AssertionError("It is read as another number when it is written as it is kept");
            }
        });
    }
}
