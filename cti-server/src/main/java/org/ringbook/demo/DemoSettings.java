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
 */
@ConfigurationProperties("ringbook.demo")
public record DemoSettings(
        Boolean enabled,
        @DefaultValue("0") int port,
        @DefaultValue("6") double callsPerMinute,
        Long seed,
        @DefaultValue("ru") String language) {

    public DemoSettings {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("ringbook.demo.port must be 0 to 65535, and is " + port);
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
        return new DemoSettings(true, 0, 0, 1L, "en");
    }

    /** On any free port, alive. */
    public static DemoSettings lively(double callsPerMinute, long seed) {
        return new DemoSettings(true, 0, callsPerMinute, seed, "ru");
    }
}
