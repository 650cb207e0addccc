package org.ringbook.control;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallListener;
import org.springframework.stereotype.Component;

/** Hands changes of calls to whoever follows requests, and wakes who waits for one, when anybody does. On the thread of the call's source. */
@Component
class CallChanges implements CallListener {

    private volatile Consumer<CallChange> follower;
    /** Of the next change of any call; null while nobody waits for it. */
    private final AtomicReference<CompletableFuture<Void>> next = new AtomicReference<>();

    /** Done when a call changes after this was asked. */
    CompletableFuture<Void> next() {
        return next.updateAndGet(known -> known == null ? new CompletableFuture<>() : known);
    }

    /** @param told of each change, and must not wait; null for nobody */
    void follow(Consumer<CallChange> told) {
        follower = told;
    }

    @Override
    public void changed(CallChange change) {
        Consumer<CallChange> now = follower;
        if (now != null) {
            now.accept(change);
        }
        CompletableFuture<Void> awaited = next.get() == null ? null : next.getAndSet(null);
        if (awaited != null) {
            awaited.complete(null);
        }
    }
}
