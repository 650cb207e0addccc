package org.ringbook.agents.session;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.ringbook.agents.Declined;
import org.ringbook.agents.RecordingPause;
import org.ringbook.agents.Words;
import org.ringbook.staff.StaffMember;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes wishes to pause a recording off the connection's thread, because the PBX may take its time. Those of one person are
 * done in the order in which they were made: who pauses and goes on must not end up paused.
 */
final class Pausing {

    private static final Logger LOG = LoggerFactory.getLogger(Pausing.class);

    private final RecordingPause recordings;
    private final Executor executor;
    private final Map<UUID, CompletableFuture<Void>> last = new ConcurrentHashMap<>();

    Pausing(RecordingPause recordings, Executor executor) {
        this.recordings = recordings;
        this.executor = executor;
    }

    /** @param answer given only what went wrong, on another thread; that it is done is seen on the card */
    void pause(StaffMember who, ClientMessage.PauseRecording wish, String language, Consumer<String> answer) {
        last.compute(
                who.id(),
                (id, before) -> (before == null ? CompletableFuture.<Void>completedFuture(null) : before)
                        .thenRunAsync(() -> ask(who, wish, language, answer), executor)
                        .exceptionally(tooMany -> {
                            answer.accept(ServerMessage.error(
                                    "busy", Words.in(language).text("pause.busy")));
                            return null;
                        }));
    }

    private void ask(StaffMember who, ClientMessage.PauseRecording wish, String language, Consumer<String> answer) {
        try {
            recordings.pause(who, wish.callId(), wish.paused(), language);
        } catch (Declined declined) {
            answer.accept(ServerMessage.error(declined.code(), declined.getMessage()));
        } catch (RuntimeException fault) {
            LOG.error("A recording could not be paused", fault);
            answer.accept(ServerMessage.error("failed", Words.in(language).text("pause.failed")));
        }
    }
}
