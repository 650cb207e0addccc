package org.ringbook.telephony.asterisk;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ringbook.telephony.CallCommands.Progress;

/**
 * Channels that we asked for, each under an id of our own. Of them the PBX says "queued" and nothing else, for a telephone that does
 * not exist, too; what follows on the listening account tells the difference, and how it goes with those that no call comes of. Any
 * thread.
 */
final class OwnChannels {

    /** A supervisor's, who takes part in a conversation and is no party of it. */
    static final String SPIES = AmiEvents.OWN_ID + "spy-";
    /** Of who answers what rings elsewhere: a party as soon as they do. */
    static final String PICKS = AmiEvents.OWN_ID + "pick-";

    private static final int MOST_RUNNING = 10_000;

    private final Map<String, CompletableFuture<Boolean>> pending = new ConcurrentHashMap<>();
    /** Whether a running channel has come to what it is for. */
    private final Map<String, Boolean> running = new ConcurrentHashMap<>();

    private final Map<String, CompletableFuture<Void>> ending = new ConcurrentHashMap<>();
    private volatile Progress progress;

    static boolean isSpy(String id) {
        return id != null && id.startsWith(SPIES);
    }

    static boolean isPick(String id) {
        return id != null && id.startsWith(PICKS);
    }

    /** Of a telephone that is called so that it may call somebody. */
    static boolean isClick(String id) {
        return isOwn(id) && !isSpy(id) && !isPick(id);
    }

    void tell(Progress to) {
        progress = to;
    }

    /** Begins to watch; to be called before the PBX is asked. */
    void expect(String id) {
        pending.put(id, new CompletableFuture<>());
    }

    /** @return false when the PBX has said within the time that it could not even try */
    boolean began(String id, long millis) {
        try {
            CompletableFuture<Boolean> watched = pending.get(id);
            return watched == null || watched.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException nothingHeard) {
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    void forget(String id) {
        pending.remove(id);
    }

    /** @return the id of the channel of a request; null when there is none */
    String running(UUID request) {
        for (String kind : new String[] {AmiEvents.OWN_ID, SPIES, PICKS}) {
            if (running.containsKey(kind + request)) {
                return kind + request;
            }
        }
        return null;
    }

    /** @return whether a channel ends within the time */
    boolean ends(String id, long millis) {
        CompletableFuture<Void> end = ending.computeIfAbsent(id, any -> new CompletableFuture<>());
        try {
            if (running.containsKey(id)) {
                end.get(millis, TimeUnit.MILLISECONDS);
            }
            return true;
        } catch (TimeoutException | ExecutionException stays) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return true;
        } finally {
            ending.remove(id);
        }
    }

    /** On the thread of the messages. */
    void heard(AmiMessage message) {
        String event = message.event();
        if (event == null) {
            return;
        }
        switch (event) {
            case "Newchannel" -> {
                String id = message.get("Uniqueid");
                if (isOwn(id) && running.size() < MOST_RUNNING) {
                    running.put(id, false);
                    complete(id, true);
                }
            }
            case "OriginateResponse" -> response(message);
            case "Newstate" -> {
                if ("5".equals(message.get("ChannelState"))) {
                    ringing(message.get("Uniqueid"));
                }
            }
            case "ChanSpyStart" -> answered(message.get("SpyerUniqueid"));
            case "Pickup" -> answered(message.get("Uniqueid"));
            case "Hangup" -> ended(message.get("Uniqueid"), message.get("Cause"));
            default -> {}
        }
    }

    private static boolean isOwn(String id) {
        return id != null && id.startsWith(AmiEvents.OWN_ID);
    }

    private void response(AmiMessage message) {
        if ("Failure".equals(message.get("Response"))) {
            String action = String.valueOf(message.get("ActionID"));
            complete(action.substring(action.indexOf('#') + 1), false);
        }
    }

    private void complete(String id, boolean began) {
        CompletableFuture<Boolean> watched = pending.get(id);
        if (watched != null) {
            watched.complete(began);
        }
    }

    private void ringing(String id) {
        UUID request = request(id);
        if (request != null) {
            progress.ringing(request);
        }
    }

    private void answered(String id) {
        UUID request = request(id);
        if (request != null) {
            running.put(id, true);
            progress.answered(request);
        }
    }

    private void ended(String id, String cause) {
        if (!isOwn(id)) {
            return;
        }
        Boolean came = running.remove(id);
        CompletableFuture<Void> waits = ending.remove(id);
        if (waits != null) {
            waits.complete(null);
        }
        UUID request = request(id);
        if (request != null && !(isPick(id) && Boolean.TRUE.equals(came))) {
            progress.ended(request, Boolean.TRUE.equals(came) ? "hung_up" : cause(cause));
        }
    }

    private static String cause(String cause) {
        return switch (AmiEvents.cause(cause)) {
            case BUSY -> "busy";
            case REJECTED -> "rejected";
            case UNREACHABLE, INVALID_NUMBER, CONGESTION -> "unreachable";
            default -> "no_answer";
        };
    }

    /** @return null of what is told as a call, and while nobody wants to know */
    private UUID request(String id) {
        if (progress == null || !isSpy(id) && !isPick(id)) {
            return null;
        }
        try {
            return UUID.fromString(id.substring((isSpy(id) ? SPIES : PICKS).length()));
        } catch (IllegalArgumentException forged) {
            return null;
        }
    }
}
