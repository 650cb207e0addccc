package org.ringbook.api;

import org.ringbook.recordings.store.SpaceGuard;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Whether there is room for recordings: {@code recordings} of the health that monitors ask for. Not down when there is none: calls go on
 * being taken.
 */
@Component("recordingsHealthIndicator")
class RecordingsHealth implements HealthIndicator {

    private static final Status DEGRADED = new Status("DEGRADED", "there is little or no room for recordings");

    private final SpaceGuard guard;

    RecordingsHealth(SpaceGuard guard) {
        this.guard = guard;
    }

    @Override
    public Health health() {
        Health.Builder health = guard.state() == SpaceGuard.State.ENOUGH ? Health.up() : Health.status(DEGRADED);
        return health.withDetail("room", guard.state().name().toLowerCase(java.util.Locale.ROOT))
                .withDetail("freeMegabytes", guard.usable().toMegabytes())
                .build();
    }
}
