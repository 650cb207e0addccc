package org.ringbook.calls.log;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallListener;
import org.springframework.stereotype.Component;

/**
 * Calls as they were last told, while the log may still be behind: without it whoever asks in the moment of hanging up
 * would be shown the call as still going on. In memory; any thread.
 */
@Component
public class RecentCalls implements CallListener {

    /** Much longer than the log takes to write a batch. */
    private static final Duration MEMORY = Duration.ofSeconds(30);

    private final Map<UUID, Told> told = new ConcurrentHashMap<>();
    /** Of ended calls, in the order in which they were told: whatever is forgotten is the first here. */
    private final Queue<Told> ended = new ArrayDeque<>();

    private record Told(Call call, Instant at) {}

    @Override
    public void changed(CallChange change) {
        Instant now = Instant.now();
        change.merged().forEach(told::remove);
        if (change.withdrawn()) {
            told.remove(change.now().id());
            return;
        }
        var last = new Told(change.now(), now);
        told.put(change.now().id(), last);
        forgetOld(now.minus(MEMORY), last);
    }

    private void forgetOld(Instant old, Told last) {
        synchronized (ended) {
            if (last.call().ended()) {
                ended.add(last);
            }
            for (Told first = ended.peek(); first != null && first.at().isBefore(old); first = ended.peek()) {
                ended.remove();
                // What was told of the call since then stays.
                Told gone = first;
                told.computeIfPresent(gone.call().id(), (id, now) -> now == gone ? null : now);
            }
        }
    }

    /** The call as it is now: what was told last, or else the call as it came from the log. */
    Call freshest(Call logged) {
        Told last = told.get(logged.id());
        return last == null || logged.ended() && !last.call().ended() ? logged : last.call();
    }

    /** As it was told last; empty when that is long ago, or of no call. */
    Optional<Call> find(UUID id) {
        return Optional.ofNullable(told.get(id)).map(Told::call);
    }

    /** The same, without those for which another source's record stands in the log. Waits for the database. */
    List<Call> ofTheirOwn(CallLog log) {
        List<Call> all = all();
        Set<UUID> steppedBack =
                log.correlations().steppedBack(all.stream().map(Call::id).toList());
        return all.stream().filter(call -> !steppedBack.contains(call.id())).toList();
    }

    /** Calls told in the last moments or still going on, newest first. */
    List<Call> all() {
        return told.values().stream()
                .map(Told::call)
                .sorted(Comparator.comparing(Call::startedAt)
                        .thenComparing(Call::id)
                        .reversed())
                .toList();
    }
}
