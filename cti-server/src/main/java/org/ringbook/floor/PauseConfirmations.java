package org.ringbook.floor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.ringbook.agentstates.AgentStateBook;
import org.ringbook.agentstates.Evidence.Confirmation;
import org.ringbook.agentstates.PersonState;
import org.ringbook.control.CallRequest;
import org.ringbook.control.RequestKind;
import org.ringbook.control.RequestState;
import org.ringbook.notices.Notice;

/**
 * We command a pause, and the telephone system confirms it: what it does not say within three seconds counts as not confirmed, whatever
 * it answered to the command. Any thread.
 */
final class PauseConfirmations {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final AgentStateBook book;
    private final Clock clock;
    private final Map<UUID, Commanded> commanded = new ConcurrentHashMap<>();

    private record Commanded(UUID request, boolean pause, Instant at, Notice refused) {}

    PauseConfirmations(AgentStateBook book, Clock clock) {
        this.book = book;
        this.clock = clock;
    }

    /** @param person whose telephone is told */
    void told(UUID person, CallRequest request) {
        boolean pause = request.kind() == RequestKind.PAUSE_QUEUES;
        Commanded before = commanded.get(person);
        boolean same = before != null && before.request().equals(request.id());
        Notice refused = request.state() == RequestState.REFUSED ? request.words() : null;
        Instant at = same ? before.at() : request.askedAt();
        commanded.put(person, new Commanded(request.id(), pause, at, refused));
        look(person);
        if (refused != null) {
            book.touch(person);
        }
    }

    /** @return why the telephone system did not do it, in words; null when it did not say, or did it */
    Notice refusal(UUID person) {
        Commanded one = commanded.get(person);
        return one == null ? null : one.refused();
    }

    /** To be called each second or so. */
    void tick() {
        commanded.keySet().forEach(this::look);
    }

    private void look(UUID person) {
        Commanded one = commanded.get(person);
        if (one == null) {
            return;
        }
        PersonState now = book.of(person);
        boolean inQueues = now.queues() > 0;
        boolean done = inQueues && (one.pause() ? now.freeIn() == 0 : now.freeIn() == now.queues());
        boolean late = clock.instant().isAfter(one.at().plus(PATIENCE));
        boolean nobodyToTell = one.refused() != null && !inQueues;
        book.confirmed(
                person,
                done
                        ? Confirmation.CONFIRMED
                        : nobodyToTell ? Confirmation.NOT_ASKED : late ? Confirmation.MISSING : Confirmation.WAITING);
        boolean over = done || nobodyToTell || !one.pause() && late;
        if (over) {
            commanded.remove(person, one);
        }
    }
}
