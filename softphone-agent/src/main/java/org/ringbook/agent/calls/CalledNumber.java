package org.ringbook.agent.calls;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The number outside the company that a dialled text calls, with a feature code before it or not: {@code *67} hides who calls, and whom
 * nobody may call may not be called so either. Extensions, services and emergency numbers have four digits at most.
 */
public final class CalledNumber {

    private static final Pattern PLAIN = Pattern.compile("\\+[0-9]+|[0-9]{5,}");
    /** {@code *31#79161112233}, {@code #31#…}, {@code *21*…#}. */
    private static final Pattern CODE_WITH_AN_END = Pattern.compile("[*#]+[0-9]{1,4}[*#]+(\\+?[0-9]{5,})[#*]*");
    /** {@code *6779161112233}. */
    private static final Pattern CODE = Pattern.compile("[*#]+[0-9]{2}(\\+?[0-9]{5,})#?");

    private CalledNumber() {}

    /** @return empty when it is within the company, or only a code */
    public static Optional<String> outside(String dialled) {
        if (PLAIN.matcher(dialled).matches()) {
            return Optional.of(dialled);
        }
        Matcher code = CODE_WITH_AN_END.matcher(dialled);
        if (!code.matches()) {
            code = CODE.matcher(dialled);
        }
        return code.matches() ? Optional.of(code.group(1)) : Optional.empty();
    }
}
