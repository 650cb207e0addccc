package org.ringbook.staff;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import org.ringbook.refusals.Refused;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Passwords as salted bcrypt hashes, and nothing else, are kept. */
final class Passwords {

    static final int SHORTEST = 8;
    /** bcrypt reads no further. */
    static final int LONGEST_BYTES = 72;

    /** "$2a$10$" and 22 characters. */
    private static final int SALT_ENDS = 29;

    /** Compared with when there is nobody to compare with, so that a stranger learns no login from the clock. */
    private static final String NOBODYS = "$2a$10$4Tg2VZ4FxXnYTeN0kQZS8uQ3h0lJr9oUvlPRG2xq3yqT8f0yC9D9e";

    private final BCryptPasswordEncoder bcrypt = new BCryptPasswordEncoder();

    /**
     * @param login of whose it is, may be null
     * @param name of theirs, may be null
     */
    String hash(String password, String login, String name) {
        check(password, login, name);
        return bcrypt.encode(normal(password));
    }

    /** @throws Refused if it is no password to be set */
    static void check(String password, String login, String name) {
        String typed = normal(password);
        if (typed.codePointCount(0, typed.length()) < SHORTEST) {
            throw Refused.because("password", "staff.password.short", SHORTEST);
        }
        if (tooLong(typed)) {
            throw Refused.because("password", "staff.password.long", LONGEST_BYTES);
        }
        if (typed.chars().anyMatch(Character::isISOControl)) {
            throw Refused.because("password", "staff.password.control");
        }
        if (isWeak(typed, login, name)) {
            throw Refused.because("password", "staff.password.weak");
        }
    }

    static boolean isWeak(String password, String login, String name) {
        return WeakPasswords.isWeak(normal(password), login, name);
    }

    boolean fits(String password, String hash) {
        String typed = normal(password);
        boolean possible = hash != null && !tooLong(typed);
        return bcrypt.matches(possible ? typed : "nobody", possible ? hash : NOBODYS) && possible;
    }

    /** Of the salt, which each new password has anew, and so nothing of the password. */
    static String mark(String hash) {
        return hash.substring(0, Math.min(hash.length(), SALT_ENDS));
    }

    /** The same letter typed on two systems may be two sequences of characters. */
    private static String normal(String password) {
        return password == null ? "" : Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    private static boolean tooLong(String password) {
        return password.length() > LONGEST_BYTES || password.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES;
    }
}
