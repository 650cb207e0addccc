package org.ringbook.control;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A request that is remembered, as it is now. Changed under its own lock; read by any thread. */
final class Entry {

    private volatile CallRequest request;
    /** Done when the telephone system has answered, or was found not to. */
    final CompletableFuture<Void> asked = new CompletableFuture<>();
    /** Of a consultation: the call with who is consulted; null while there is none. */
    volatile UUID consultation;
    /** How often the call had been handed on when this was asked. */
    volatile int transfersBefore;
    /** Of a consultation: when it was asked to join both; null while that was not asked. */
    volatile Instant joinAskedAt;
    /** When the telephone system took it; null before. */
    volatile Instant takenAt;

    Entry(CallRequest request) {
        this.request = request;
    }

    CallRequest request() {
        return request;
    }

    interface Change {
        CallRequest of(CallRequest before);
    }

    /** @return whether it is another one now; what is over stays as it is */
    synchronized boolean change(Change change) {
        CallRequest before = request;
        if (before.state().isOver() && before.state() != RequestState.UNKNOWN) {
            return false;
        }
        request = change.of(before);
        return !request.equals(before);
    }
}
