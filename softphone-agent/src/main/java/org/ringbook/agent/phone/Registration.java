package org.ringbook.agent.phone;

import java.time.Duration;
import java.util.Set;
import java.util.function.DoubleSupplier;

/**
 * When to register again: before a registration ends, and after one that failed, ever later. It has no clock; whoever drives it
 * waits as long as {@link #next()} says. Not for several threads.
 */
public final class Registration {

    private static final int FIRST_PAUSE = 2;
    private static final int LONGEST_PAUSE = 60;
    private static final Set<String> FOR_GOOD = Set.of("password", "forbidden", "unknown_user");

    private final DoubleSupplier chance;
    private RegistrationState state = RegistrationState.of(RegistrationState.Kind.OFF);
    private Duration next;
    private int failures;

    /** @param chance from 0 to 1: spreads the telephones of a company, so that they do not all come at once */
    public Registration(DoubleSupplier chance) {
        this.chance = chance;
    }

    public RegistrationState state() {
        return state;
    }

    /** How long to wait before registering again; null when it must not happen by itself. */
    public Duration next() {
        return next;
    }

    /** A request is on its way. A registration that is only renewed stays what it is. */
    public void asked() {
        next = null;
        if (state.kind() != RegistrationState.Kind.REGISTERED) {
            state = RegistrationState.of(RegistrationState.Kind.REGISTERING);
        }
    }

    /** @param seconds how long the PBX will know us */
    public void granted(int seconds) {
        failures = 0;
        state = new RegistrationState(RegistrationState.Kind.REGISTERED, null, seconds);
        double early = Math.max(1, Math.min(0.9 * seconds, seconds - 30.0));
        next = millis(early * (1 - 0.1 * chance.getAsDouble()));
    }

    /** @param why see {@link RegistrationState} */
    public void failed(String why) {
        if (FOR_GOOD.contains(why)) {
            next = null;
            state = new RegistrationState(RegistrationState.Kind.REFUSED, why, 0);
            return;
        }
        double pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * Math.pow(2, Math.min(failures++, 10)));
        next = millis(pause * (0.5 + 0.5 * chance.getAsDouble()));
        state = new RegistrationState(RegistrationState.Kind.WAITING, why, (int) Math.ceil(next.toMillis() / 1000.0));
    }

    /** The network is another one, or the machine woke up: what failed before says nothing of now. */
    public void beginAnew() {
        failures = 0;
        next = Duration.ZERO;
        state = RegistrationState.of(RegistrationState.Kind.REGISTERING);
    }

    public void off() {
        next = null;
        state = RegistrationState.of(RegistrationState.Kind.OFF);
    }

    private static Duration millis(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
