package org.ringbook.access;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** Somebody tries passwords: nothing is checked for a while, not even the right one. */
class TooManyTries extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    private final long seconds;

    TooManyTries(Duration wait) {
        super("Too many failed sign-ins.");
        this.seconds = Math.max(1, wait.toSeconds());
    }

    long seconds() {
        return seconds;
    }
}
