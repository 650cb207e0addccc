package org.ringbook.agents;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Who is at a screen, and how they want to be seen. What a person chose lasts while the server runs, also over a
 * reconnect; a person without a screen is offline whatever they chose. Any thread.
 */
public final class Presence {

    private final Clock clock;
    private final Map<UUID, Place> places = new ConcurrentHashMap<>();
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();

    Presence(Clock clock) {
        this.clock = clock;
    }

    /** @param since when it became so; null for somebody who has not been seen since the start */
    public record Status(PresenceState state, Instant since) {}

    public record Change(UUID staffId, Status now) {}

    public Status of(UUID staffId) {
        Place place = places.get(staffId);
        return place == null ? new Status(PresenceState.OFFLINE, null) : place.status;
    }

    /**
     * @param state any but {@code OFFLINE}, which only comes of having no screen
     * @throws IllegalArgumentException for {@code OFFLINE}
     */
    public void choose(UUID staffId, PresenceState state) {
        if (state == PresenceState.OFFLINE) {
            throw new IllegalArgumentException("Nobody can choose to be offline: they sign out");
        }
        change(staffId, place -> place.chosen = state);
    }

    /** The listener is called in the thread of the change and must not block. */
    public AutoCloseable listen(Consumer<Change> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void screens(UUID staffId, int count) {
        change(staffId, place -> place.screens = count);
    }

    private void change(UUID staffId, Consumer<Place> how) {
        Place place = places.computeIfAbsent(staffId, id -> new Place());
        synchronized (place) {
            how.accept(place);
            PresenceState now = place.screens > 0 ? place.chosen : PresenceState.OFFLINE;
            if (now == place.status.state()) {
                return;
            }
            place.status = new Status(now, clock.instant());
            listeners.forEach(listener -> listener.accept(new Change(staffId, place.status)));
        }
    }

    private static final class Place {
        private int screens;
        private PresenceState chosen = PresenceState.AVAILABLE;
        private volatile Status status = new Status(PresenceState.OFFLINE, null);
    }
}
