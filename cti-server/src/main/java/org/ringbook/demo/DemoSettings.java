package org.ringbook.demo;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the demo PBX.
 *
 * @param enabled true or false; null, when not set, means: on while no other telephone source is set
 * @param port TCP port on the loopback address; 0 for any free one
 * @param callsPerMinute how lively the company is, 0 to 600; 0 for no calls but those that are asked for
 * @param seed makes the same calls come in the same order; null for other calls at each start
 * @param language language of the names: "ru" or "en"
 * @param sip whether the agent program can be a telephone of it
 * @param sipPort UDP port of its registrar on the loopback address; 0 for any free one
 */
@ConfigurationProperties("ringbook.demo")
public record DemoSettings(
        Boolean enabled,
        @DefaultValue("0") int port,
        @DefaultValue("6") double callsPerMinute,
        Long seed,
        @DefaultValue("ru") String language,
        @DefaultValue("false") boolean sip,
        @DefaultValue("0") int sipPort) {

    public DemoSettings {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("ringbook.demo.port must be 0 to 65535, and is " + port);
        }
        if (sipPort < 0 || sipPort > 65535) {
            throw new IllegalArgumentException("ringbook.demo.sip-port must be 0 to 65535, and is " + sipPort);
        }
        if (!(callsPerMinute >= 0 && callsPerMinute <= 600)) {
            throw new IllegalArgumentException(
                    "ringbook.demo.calls-per-minute must be 0 to 600, and is " + callsPerMinute);
        }
        if (!"ru".equals(language) && !"en".equals(language)) {
            throw new IllegalArgumentException("ringbook.demo.language must be ru or en, and is " + language);
        }
    }

    /** On any free port, with no calls of its own: what a test asks for is all that happens. */
    public static DemoSettings quiet() {
        return new DemoSettings(true, 0, 0, 1L, "en", false, 0);
    }

    /** As {@link #quiet}, with a registrar for telephones. */
    public static DemoSettings quietWithTelephones() {
        return new DemoSettings(true, 0, 0, 1L, "ru", true, 0);
    }

    /** On any free port, alive. */
    public static DemoSettings lively(double callsPerMinute, long seed) {
        return new DemoSettings(true, 0, callsPerMinute, seed, "ru", false, 0);
    }
}
