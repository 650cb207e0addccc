package org.ringbook.bench;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallListener;

/** Counts the calls that came out, each once, so that none is lost or made twice unseen. */
final class EndedCalls implements CallListener {

    private final Set<UUID> ended = ConcurrentHashMap.newKeySet();
    private final Set<UUID> open = ConcurrentHashMap.newKeySet();

    @Override
    public void changed(CallChange change) {
        change.merged().forEach(ended::remove);
        change.merged().forEach(open::remove);
        ended.remove(change.now().id());
        open.remove(change.now().id());
        if (!change.withdrawn()) {
            (change.now().ended() ? ended : open).add(change.now().id());
        }
    }

    int count() {
        return ended.size();
    }

    int open() {
        return open.size();
    }

    void clear() {
        ended.clear();
    }
}
