package org.ringbook.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Slows down who guesses passwords. After some failures of one login from one address, and of one address with many
 * logins, the next try has to wait, and each further failure doubles the wait. What is still being checked did not fail: but no more may
 * be checked at once than may fail, so that many at once are no more than many one after the other; whoever comes beyond that is told that
 * it is busy, and not that they guess. Somebody else's guessing locks nobody out who signs in from another
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

    /**
     * @param underway being checked
     * @param last failure; null while there is none
     */
    private record Tries(int failed, int underway, Instant last) {

        private static final Tries NONE = new Tries(0, 0, null);

        Tries began() {
            return new Tries(failed, underway + 1, last);
        }

        Tries ended() {
            return new Tries(failed, Math.max(0, underway - 1), last);
        }

        Tries failed(Instant now) {
            return new Tries(failed + 1, Math.max(0, underway - 1), now);
        }

        boolean nothing() {
            return failed == 0 && underway == 0;
        }
    }

    private final Clock clock;
    private final Cache<String, Tries> tries;
    private final SignedInLately signedInLately;
    private final Cache<String, Integer> refusedTries;

    @Autowired
    SignInThrottle(SignedInLately signedInLately) {
        this(signedInLately, Clock.systemUTC());
    }

    SignInThrottle(SignedInLately signedInLately, Clock clock) {
        this.signedInLately = signedInLately;
        this.clock = clock;
        this.tries = remembering(LONGEST_WAIT);
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
     * Counts a try before it is made. Whoever began it says how it ended: {@link #succeeded}, {@link #failed} or {@link #ended}.
     *
     * @throws TooManyTries when it has to wait because of failures; then nothing is counted
     * @throws SignInsBusy when as many are being checked as may fail; then nothing is counted
     */
    synchronized void begin(String login, String address) {
        String both = both(login, address);
        try {
            check(login, address);
        } catch (TooManyTries refused) {
            refusedTries.asMap().merge(both, 1, Integer::sum);
            throw refused;
        }
        boolean room =
                hasRoom(both, FREE_TRIES) && (signedInLately.has(both) || hasRoom(address, FREE_TRIES_OF_ADDRESS));
        if (!room) {
            throw new SignInsBusy();
        }
        change(both, Tries::began);
        change(address, Tries::began);
    }

    private boolean hasRoom(String who, int free) {
        Tries known = tries.asMap().getOrDefault(who, Tries.NONE);
        return known.underway() < Math.max(1, free - known.failed());
    }

    private void change(String who, UnaryOperator<Tries> how) {
        tries.asMap().compute(who, (any, known) -> {
            Tries now = how.apply(known == null ? Tries.NONE : known);
            return now.nothing() ? null : now;
        });
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
        change(both(login, address), known -> known.failed(clock.instant()));
        change(address, known -> known.failed(clock.instant()));
    }

    void succeeded(String login, String address) {
        String both = both(login, address);
        change(both, known -> new Tries(0, known.ended().underway(), null));
        change(address, Tries::ended);
        signedInLately.add(both);
    }

    /** Nobody knows whether it fitted. */
    void ended(String login, String address) {
        change(both(login, address), Tries::ended);
        change(address, Tries::ended);
    }

    private void check(String who, int free) {
        Tries known = tries.getIfPresent(who);
        if (known == null || known.failed() < free) {
            return;
        }
        int doublings = Math.min(known.failed() - free, 20);
        Duration wait = FIRST_WAIT.multipliedBy(1L << doublings);
        wait = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        Duration left = Duration.between(clock.instant(), known.last().plus(wait));
        if (left.compareTo(Duration.ZERO) > 0) {
            throw new TooManyTries(left.plusMillis(999));
        }
    }

    private static String both(String login, String address) {
        return address + " " + login.toLowerCase(Locale.ROOT);
    }
}
