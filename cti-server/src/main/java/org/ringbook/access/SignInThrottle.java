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
 * logins, the next try has to wait, and each further failure doubles the wait. A try counts as failed from its beginning, so that
 * many at once are no more than many one after the other. Somebody else's guessing locks nobody out who signs in from another
 * address, or signed in from the same one lately. Memory is bounded; what came rarely is forgotten first. Any thread.
 */
@Component
class SignInThrottle {

    static final int FREE_TRIES = 5;
    static final int FREE_TRIES_OF_ADDRESS = 50;
    /** So often the password that fitted lately may be looked for by somebody who guesses it where it fitted. */
    static final int TRIES_OF_KNOWN = 300;

    private static final int MOST_REMEMBERED = 10_000;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private record Failures(int count, Instant last) {}

    private final Clock clock;
    private final Cache<String, Failures> failures;
    private final SignedInLately signedInLately;
    private final Cache<String, Integer> refusedTries;

    @Autowired
    SignInThrottle(SignedInLately signedInLately) {
        this(signedInLately, Clock.systemUTC());
    }

    SignInThrottle(SignedInLately signedInLately, Clock clock) {
        this.signedInLately = signedInLately;
        this.clock = clock;
        this.failures = remembering(LONGEST_WAIT);
        this.refusedTries = remembering(LONGEST_WAIT);
    }

    private <T> Cache<String, T> remembering(Duration time) {
        return Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterWrite(time)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /**
     * Counts a try before it is made.
     *
     * @throws TooManyTries when it has to wait; then nothing is counted
     */
    synchronized void begin(String login, String address) {
        try {
            check(login, address);
        } catch (TooManyTries refused) {
            refusedTries.asMap().merge(both(login, address), 1, Integer::sum);
            throw refused;
        }
        failed(login, address);
    }

    /** A try that began fitted. */
    private void takeBack(String who) {
        failures.asMap()
                .computeIfPresent(
                        who, (any, known) -> known.count() == 1 ? null : new Failures(known.count() - 1, known.last()));
    }

    /** Whether a password that fitted from there lately may be believed without a check: not without end while it is guessed. */
    boolean mayBeKnown(String login, String address) {
        Integer refused = refusedTries.getIfPresent(both(login, address));
        return refused == null || refused < TRIES_OF_KNOWN;
    }

    /** @throws TooManyTries when the next try has to wait */
    void check(String login, String address) {
        String both = both(login, address);
        check(both, FREE_TRIES);
        if (!signedInLately.has(both)) {
            check(address, FREE_TRIES_OF_ADDRESS);
        }
    }

    void failed(String login, String address) {
        count(both(login, address));
        count(address);
    }

    void succeeded(String login, String address) {
        String both = both(login, address);
        failures.invalidate(both);
        takeBack(address);
        signedInLately.add(both);
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
