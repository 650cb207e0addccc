package org.ringbook.agents;

import java.util.Optional;

/** What people write where a telephone is to be sent a number. Pure. */
public final class TelephoneNumbers {

    private static final int LONGEST = 20;

    private TelephoneNumbers() {}

    /** Digits with a leading plus or not; empty for anything a telephone must not be sent, such as feature codes. */
    public static Optional<String> digits(String to) {
        if (to == null || to.length() > 64) {
            return Optional.empty();
        }
        String bare = to.strip().replaceAll("[\\s\\u00a0().\\-\\u2010-\\u2015]", "");
        return bare.matches("\\+?[0-9]{2," + LONGEST + "}") ? Optional.of(bare) : Optional.empty();
    }
}
