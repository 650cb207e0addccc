package org.ringbook.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Slows down who guesses passwords. After some failures of one login from one address, and of one address with many
 * logins, the next try has to wait, and each further failure doubles the wait. Somebody else's guessing locks nobody
 * out who signs in from another address. Memory is bounded; what is oldest is forgotten first.
 */
@Component
class SignInThrottle {

    static final int FREE_TRIES = 5;
    static final int FREE_TRIES_OF_ADDRESS = 50;
    private static final int MOST_REMEMBERED = 10_000;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private record Failures(int count, Instant last) {}

    private final Clock clock;
    private final Map<String, Failures> failures = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    @Autowired
    SignInThrottle() {
        this(Clock.systemUTC());
    }

    SignInThrottle(Clock clock) {
        this.clock = clock;
    }

    /** @throws TooManyTries when the next try has to wait */
    synchronized void check(String login, String address) {
        check(both(login, address), FREE_TRIES);
        check(address, FREE_TRIES_OF_ADDRESS);
    }

    synchronized void failed(String login, String address) {
        count(both(login, address));
        count(address);
    }

    synchronized void succeeded(String login, String address) {
        failures.remove(both(login, address));
    }

    private void check(String who, int free) {
        Failures known = failures.get(who);
        if (known == null || known.count() < free) {
            return;
        }
        int doublings = Math.min(known.count() - free, 20);
        Duration wait = FIRST_WAIT.multipliedBy(1L << doublings);
        wait = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        Duration left = Duration.between(clock.instant(), known.last().plus(wait));
        if (left.compareTo(Duration.ZERO) > 0) {
            throw new TooManyTries(left.plusMillis(999));
        }
    }

    private void count(String who) {
        Instant now = clock.instant();
        Failures known = failures.get(who);
        boolean longAgo = known == null || known.last().plus(LONGEST_WAIT).isBefore(now);
        failures.put(who, new Failures(longAgo ? 1 : known.count() + 1, now));
    }

    private static String both(String login, String address) {
        return address + " " + login.toLowerCase(Locale.ROOT);
    }
}
