package org.ringbook.api;

import org.ringbook.calls.log.CallLogWriter;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** For monitoring: down while calls cannot be written. */
@Component("callLogHealthIndicator")
class CallLogHealth implements HealthIndicator {

    private final CallLogWriter writer;

    CallLogHealth(CallLogWriter writer) {
        this.writer = writer;
    }

    @Override
    public Health health() {
        CallLogWriter.Backlog backlog = writer.backlog();
        Health.Builder health = backlog.trouble() == null
                ? Health.up()
                : Health.down().withDetail("trouble", backlog.trouble().said());
        return health.withDetail("waiting", backlog.waiting())
                .withDetail("noRoom", backlog.noRoom())
                .withDetail("unwritable", backlog.unwritable())
                .build();
    }
}
