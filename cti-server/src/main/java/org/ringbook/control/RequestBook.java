package org.ringbook.control;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The latest requests in memory: all that go on, and of those that are over the latest. Any thread. */
final class RequestBook {

    /** Who asks for the same thing again so soon, asked once: a double click, two entrances at once. */
    private static final Duration SAME_WITHIN = Duration.ofSeconds(5);

    private static final Duration MAY_STILL_COME = Duration.ofMinutes(5);
    private static final int MOST_REMEMBERED = 20_000;

    private record Key(UUID staff, String key) {}

    private final Map<UUID, Entry> entries = new LinkedHashMap<>();
    private final Map<Key, Entry> byKey = new LinkedHashMap<>();
    /** Those that may still change, and some that no longer do. */
    private final Set<Entry> open = ConcurrentHashMap.newKeySet();

    synchronized Optional<Entry> find(UUID id) {
        return Optional.ofNullable(entries.get(id));
    }

    /** The request that this one repeats. */
    synchronized Optional<Entry> sameAs(CallRequest fresh) {
        if (fresh.key() != null) {
            Entry known = byKey.get(new Key(fresh.staffId(), fresh.key()));
            if (known != null) {
                return Optional.of(known);
            }
        }
        Instant since = fresh.askedAt().minus(SAME_WITHIN);
        return entries.values().stream()
                .filter(entry -> entry.request().askedAt().isAfter(since))
                .filter(entry -> entry.request().state() != RequestState.REFUSED)
                // What is over is asked anew, as after a telephone that refused at once.
                .filter(entry -> !(entry.request().entrance() == Entrance.CAMPAIGN
                        && entry.request().state() == RequestState.ENDED))
                .filter(entry -> entry.request().asksTheSameAs(fresh))
                .findFirst();
    }

    synchronized Entry add(CallRequest request) {
        var entry = new Entry(request);
        entries.put(request.id(), entry);
        open.add(entry);
        if (request.key() != null) {
            byKey.put(new Key(request.staffId(), request.key()), entry);
        }
        Iterator<Entry> eldest = entries.values().iterator();
        while (entries.size() > MOST_REMEMBERED && eldest.hasNext()) {
            CallRequest old = eldest.next().request();
            if (old.state().isOver()) {
                eldest.remove();
                byKey.remove(new Key(old.staffId(), String.valueOf(old.key())));
            }
        }
        return entry;
    }

    synchronized void forget(CallRequest request) {
        Entry gone = entries.remove(request.id());
        if (gone != null) {
            open.remove(gone);
        }
        byKey.remove(new Key(request.staffId(), String.valueOf(request.key())));
    }

    synchronized void clear() {
        entries.clear();
        open.clear();
        byKey.clear();
    }

    /** Those that may still change. */
    Collection<Entry> open() {
        open.removeIf(entry -> !isOpen(entry.request()));
        return List.copyOf(open);
    }

    /** Whether nothing goes on; waits for nobody. */
    boolean isQuiet() {
        return open.isEmpty();
    }

    /** Of a call that was begun just before a crash something may be heard after it. */
    private static boolean isOpen(CallRequest request) {
        return !request.state().isOver()
                || request.state() == RequestState.UNKNOWN
                        && request.kind() == RequestKind.DIAL
                        && request.askedAt().isAfter(Instant.now().minus(MAY_STILL_COME));
    }
}
