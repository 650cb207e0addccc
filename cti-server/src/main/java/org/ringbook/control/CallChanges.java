package org.ringbook.control;

import java.util.function.Consumer;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallListener;
import org.springframework.stereotype.Component;

/** Hands changes of calls to whoever follows requests, when anybody does. On the thread of the call's source. */
@Component
class CallChanges implements CallListener {

    private volatile Consumer<CallChange> follower;

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
    }
}
