package org.ringbook.demo;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A telephone or a trunk, with its legs; the trunk may have thousands. */
final class Device {

    final String name;
    DeviceState state = DeviceState.NOT_INUSE;
    private final Map<Channel, DeviceState> legs = new LinkedHashMap<>();
    private final Map<DeviceState, Integer> counts = new EnumMap<>(DeviceState.class);

    Device(String name) {
        this.name = name;
    }

    List<Channel> legs() {
        return List.copyOf(legs.keySet());
    }

    /** @return whether the device's own state is another one now */
    boolean changed(Channel leg) {
        var now = leg.gone ? null : DeviceState.of(leg);
        var before = now == null ? legs.remove(leg) : legs.put(leg, now);
        if (before != null) {
            counts.merge(before, -1, Integer::sum);
        }
        if (now != null) {
            counts.merge(now, 1, Integer::sum);
        }
        var old = state;
        state = sum();
        return state != old;
    }

    private DeviceState sum() {
        var talks = has(DeviceState.INUSE);
        var holds = has(DeviceState.ONHOLD);
        if (has(DeviceState.RINGING)) {
            return talks || holds ? DeviceState.RINGINUSE : DeviceState.RINGING;
        }
        return talks ? DeviceState.INUSE : holds ? DeviceState.ONHOLD : DeviceState.NOT_INUSE;
    }

    private boolean has(DeviceState kind) {
        return counts.getOrDefault(kind, 0) > 0;
    }
}
