package org.ringbook.webhooks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param pauses before a message that did not arrive is sent again: after the first try the first of them, and so on; after the last
 *     one it is given up
 * @param timeout of one try, from the connection to the end of the answer
 * @param keep how long it can be seen what came of a message
 * @param allowed addresses or networks ({@code 127.0.0.1}, {@code 169.254.0.0/16}) that are sent to though they would be refused
 * @param home the server's own folder, where the key is that encrypts the secrets
 */
@ConfigurationProperties("ringbook.webhooks")
record WebhooksSettings(
        @DefaultValue({"5s", "30s", "2m", "10m", "30m", "1h", "3h", "6h", "12h", "24h", "24h"})
        List<Duration> pauses,

        @DefaultValue("10s") Duration timeout,
        @DefaultValue("14d") Duration keep,
        @DefaultValue List<String> allowed,
        @DefaultValue("ringbook-data") Path home) {}
