package org.ringbook.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A telephone that waits for calls; without more words it rings until the caller gives up. */
public final class CalledPhone extends Telephone<CalledPhone> {

    private Scenario.Ringing ringing = new Scenario.Ringing(null, 200, null, true);

    private final int port;

    CalledPhone(AsteriskLab lab, Path folder, String name, String address, int port) {
        super(lab, folder, name, address);
        this.port = port;
    }

    public CalledPhone answersAfter(Duration time) {
        ringing = new Scenario.Ringing(time, 200, null, true);
        return this;
    }

    /** Rings until the caller gives up. */
    public CalledPhone ignores() {
        ringing = new Scenario.Ringing(null, 200, null, true);
        return this;
    }

    /** Rings, then its owner presses "decline" (603). */
    public CalledPhone rejectsAfter(Duration time) {
        ringing = new Scenario.Ringing(time, 603, null, true);
        return this;
    }

    /** Is busy (486): it does not ring. */
    public CalledPhone busy() {
        return refuses(486);
    }

    /** Is not to be disturbed, and declines every call by itself (603): it does not ring. */
    public CalledPhone declinesAtOnce() {
        return refuses(603);
    }

    /** Refuses with a SIP status, without a ring. */
    public CalledPhone refuses(int status) {
        ringing = new Scenario.Ringing(Duration.ofMillis(100), status, null, false);
        return this;
    }

    /** Rings, and then a SIP status ends it, as carriers do when nobody picks up. */
    public CalledPhone ringsThenRefuses(Duration time, int status) {
        ringing = new Scenario.Ringing(time, status, null, true);
        return this;
    }

    /** Sends every caller on to another extension (302). */
    public CalledPhone redirects302(String to) {
        ringing = new Scenario.Ringing(
                Duration.ofMillis(100), 302, to + "@" + lab.network().asterisk(), false);
        return this;
    }

    @Override
    CalledPhone self() {
        return this;
    }

    @Override
    String scenario(Path voice) {
        return Scenario.called(voice, ringing, steps);
    }

    @Override
    List<String> arguments() {
        return List.of();
    }

    @Override
    int port() {
        return port;
    }
}
