package org.ringbook.agents;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private final Map<UUID, Person> people = new ConcurrentHashMap<>();
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();

    Presence(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param reason why they are away, as the company calls it; null when they gave none, and in other states
     * @param since when it became so; null for somebody who has not been seen since the start
     */
    public record Status(PresenceState state, String reason, Instant since) {}

    /** @param chosen the person said so; false when a screen came or went */
    public record Change(UUID staffId, Status now, boolean chosen) {}

    public Status of(UUID staffId) {
        Person person = people.get(staffId);
        return person == null ? new Status(PresenceState.OFFLINE, null, null) : person.status;
    }

    /**
     * @param state any but {@code OFFLINE}, which only comes of having no screen
     * @throws IllegalArgumentException for {@code OFFLINE}
     */
    public void choose(UUID staffId, PresenceState state) {
        choose(staffId, state, null);
    }

    /** @param reason of {@code AWAY}; null for none */
    public void choose(UUID staffId, PresenceState state, String reason) {
        if (state == PresenceState.OFFLINE) {
            throw new IllegalArgumentException("Nobody can choose to be offline: they sign out");
        }
        change(staffId, true, person -> {
            person.chosen = state;
            person.reason = state == PresenceState.AWAY ? reason : null;
        });
    }

    /** The listener is called in the thread of the change and must not block. */
    public AutoCloseable listen(Consumer<Change> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void connections(UUID staffId, int count) {
        change(staffId, false, person -> person.connections = count);
    }

    private void change(UUID staffId, boolean chosen, Consumer<Person> how) {
        Person person = people.computeIfAbsent(staffId, id -> new Person());
        synchronized (person) {
            how.accept(person);
            PresenceState now = person.connections > 0 ? person.chosen : PresenceState.OFFLINE;
            String reason = now == PresenceState.AWAY ? person.reason : null;
            if (now == person.status.state() && Objects.equals(reason, person.status.reason())) {
                return;
            }
            person.status = new Status(now, reason, clock.instant());
            listeners.forEach(listener -> listener.accept(new Change(staffId, person.status, chosen)));
        }
    }

    private static final class Person {
        private int connections;
        private PresenceState chosen = PresenceState.AVAILABLE;
        private String reason;
        private volatile Status status = new Status(PresenceState.OFFLINE, null, null);
    }
}
