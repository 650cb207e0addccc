package org.ringbook.floor;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.ringbook.agentstates.AgentStateBook;
import org.ringbook.agentstates.Evidence.Supervising;
import org.ringbook.control.CallRequest;
import org.ringbook.control.RequestState;

/** Who listens to whom now. Any thread. */
final class Supervisions {

    private final AgentStateBook book;
    private final BiFunction<UUID, String, Optional<UUID>> owners;
    private final Map<UUID, Supervision> running = new ConcurrentHashMap<>();

    /** @param owners whose telephone it is, by its call */
    Supervisions(AgentStateBook book, BiFunction<UUID, String, Optional<UUID>> owners) {
        this.book = book;
        this.owners = owners;
    }

    /** @param heard whether the supervisor's telephone was answered, and they hear */
    record Supervision(
            UUID request, UUID by, UUID callId, String telephone, String how, boolean heard, Instant since) {}

    /** A request with which somebody listens, whispers or barges in, as it is now. */
    void told(CallRequest request) {
        Instant now = Instant.now();
        if (request.state().isOver()) {
            Supervision over = running.remove(request.id());
            if (over != null) {
                book.supervising(request.staffId(), null, now);
                touch(over);
            }
            return;
        }
        boolean heard = request.state() == RequestState.ANSWERED;
        Instant since = heard && request.answeredAt() != null ? request.answeredAt() : request.askedAt();
        put(new Supervision(
                request.id(),
                request.staffId(),
                request.callId(),
                request.number(),
                request.kind().code(),
                heard,
                since));
    }

    /** It goes on another way. */
    void switched(UUID request, String how) {
        Supervision one = running.get(request);
        if (one != null) {
            put(new Supervision(request, one.by(), one.callId(), one.telephone(), how, one.heard(), one.since()));
        }
    }

    private void put(Supervision one) {
        running.put(one.request(), one);
        if (one.heard()) {
            book.supervising(one.by(), new Supervising(one.telephone(), one.how(), one.since()), one.since());
        }
        touch(one);
    }

    /** Their tile says who listens. */
    private void touch(Supervision one) {
        if (one.callId() != null && one.telephone() != null) {
            owners.apply(one.callId(), one.telephone()).ifPresent(book::touch);
        }
    }

    /** Of one call. */
    List<Supervision> of(UUID callId) {
        return running.values().stream()
                .filter(one -> callId.equals(one.callId()))
                .toList();
    }

    Optional<Supervision> by(UUID person) {
        return running.values().stream().filter(one -> one.by().equals(person)).findFirst();
    }
}
