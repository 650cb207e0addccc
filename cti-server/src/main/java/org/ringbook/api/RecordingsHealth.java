package org.ringbook.api;

import org.ringbook.recordings.store.SpaceGuard;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether there is room for recordings: {@code recordings} of the health that monitors ask for. */
@Component("recordingsHealthIndicator")
class RecordingsHealth implements HealthIndicator {

    private final SpaceGuard guard;

    RecordingsHealth(SpaceGuard guard) {
        this.guard = guard;
    }

    @Override
    public Health health() {
        Health.Builder health = guard.state() == SpaceGuard.State.STOPPED ? Health.outOfService() : Health.up();
        return health.withDetail("room", guard.state().name().toLowerCase(java.util.Locale.ROOT))
                .withDetail("freeMegabytes", guard.usable().toMegabytes())
                .build();
    }
}
