package org.ringbook.telephony.asterisk;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Click-to-calls of which the PBX has said "queued" and nothing else. It says so for a telephone that does not exist, too;
 * what follows at once on the listening account tells the difference. Any thread.
 */
final class Dialling {

    private final Map<String, CompletableFuture<Boolean>> pending = new ConcurrentHashMap<>();

    /** Begins to watch; to be called before the PBX is asked. */
    void expect(UUID request) {
        pending.put(AmiEvents.OWN_ID + request, new CompletableFuture<>());
    }

    /** @return false when the PBX has said within the time that it could not even try */
    boolean began(UUID request, long millis) {
        try {
            CompletableFuture<Boolean> watched = pending.get(AmiEvents.OWN_ID + request);
            return watched == null || watched.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException noAnswer) {
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    void forget(UUID request) {
        pending.remove(AmiEvents.OWN_ID + request);
    }

    void received(AmiMessage message) {
        if (pending.isEmpty()) {
            return;
        }
        if (message.isEvent("Newchannel")) {
            complete(message.get("Uniqueid"), true);
        } else if (message.isEvent("OriginateResponse") && "Failure".equals(message.get("Response"))) {
            String id = String.valueOf(message.get("ActionID"));
            complete(id.substring(id.indexOf('#') + 1), false);
        }
    }

    private void complete(String id, boolean began) {
        CompletableFuture<Boolean> watched = id == null ? null : pending.get(id);
        if (watched != null) {
            watched.complete(began);
        }
    }
}
