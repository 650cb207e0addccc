package org.ringbook.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Slows down who guesses passwords. After some failures of one login from one address, and of one address with many
 * logins, the next try has to wait, and each further failure doubles the wait. Somebody else's guessing locks nobody
 * out who signs in from another address. Memory is bounded; what came rarely is forgotten first. Any thread.
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
    private final Cache<String, Failures> failures;

    @Autowired
    SignInThrottle() {
        this(Clock.systemUTC());
    }

    SignInThrottle(Clock clock) {
        this.clock = clock;
        this.failures = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterWrite(LONGEST_WAIT)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** @throws TooManyTries when the next try has to wait */
    void check(String login, String address) {
        check(both(login, address), FREE_TRIES);
        check(address, FREE_TRIES_OF_ADDRESS);
    }

    void failed(String login, String address) {
        count(both(login, address));
        count(address);
    }

    void succeeded(String login, String address) {
        failures.invalidate(both(login, address));
    }

    private void check(String who, int free) {
        Failures known = failures.getIfPresent(who);
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
        var first = new Failures(1, clock.instant());
        failures.asMap().merge(who, first, (known, one) -> new Failures(known.count() + 1, one.last()));
    }

    private static String both(String login, String address) {
        return address + " " + login.toLowerCase(Locale.ROOT);
    }
}
