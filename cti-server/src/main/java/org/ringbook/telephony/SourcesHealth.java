package org.ringbook.telephony;

import java.util.List;
import org.ringbook.telephony.SourceHealth.State;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * For monitoring: {@code DEGRADED} while a telephone source is not heard. Not down: what is known can still be looked at,
 * and a server that is started anew does not bring a PBX back.
 */
@Component("telephonySourcesHealthIndicator")
class SourcesHealth implements HealthIndicator {

    static final Status DEGRADED = new Status("DEGRADED", "a telephone source is not heard");

    private final Sources sources;

    SourcesHealth(Sources sources) {
        this.sources = sources;
    }

    @Override
    public Health health() {
        List<SourceHealth> all = sources.health();
        boolean connected = all.stream().allMatch(one -> one.state() == State.UP);
        Health.Builder health = connected ? Health.up() : Health.status(DEGRADED);
        all.forEach(one -> health.withDetail(one.name(), one.state() + " since " + one.since() + ": " + one.detail()));
        return health.build();
    }
}
