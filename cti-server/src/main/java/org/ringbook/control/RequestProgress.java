package org.ringbook.control;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.fold.Calls;
import org.ringbook.calls.fold.LiveLeg;
import org.ringbook.notices.Notice;
import org.ringbook.telephony.CallCommands.Progress;
import org.ringbook.telephony.Sources;

/**
 * How requests go, as calls and sources tell. A telephone system that says "taken" has said nothing of it: a request is ringing,
 * answered or done when that is seen. For one thread at a time, but for {@link Progress}.
 */
final class RequestProgress implements Progress {

    /** What a telephone system has taken is seen in a second, or in some, where it tells over the Internet. */
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(15);
    /** Longest that a telephone is rung before anything else is known, and some more. */
    private static final Duration CALL_WITHIN = Duration.ofSeconds(90);

    /** By which the clock of a telephone system may be behind. */
    private static final Duration CLOCKS = Duration.ofSeconds(5);

    private static final Duration LONGEST_CALL = Duration.ofHours(12);

    private final RequestBook book;
    private final Calls calls;
    private final Sources sources;
    private final BiConsumer<Entry, Entry.Change> changes;
    private final List<Consumer<UUID>> pickUps = new CopyOnWriteArrayList<>();

    /** @param changes changes a request, and keeps what became of it */
    RequestProgress(RequestBook book, Calls calls, Sources sources, BiConsumer<Entry, Entry.Change> changes) {
        this.book = book;
        this.calls = calls;
        this.sources = sources;
        this.changes = changes;
    }

    void changed(CallChange change, Instant now) {
        for (Entry entry : book.open()) {
            follow(entry, change, now);
        }
    }

    private void follow(Entry entry, CallChange change, Instant now) {
        CallRequest request = entry.request();
        Call call = change.now();
        boolean merged = request.callId() != null && change.merged().contains(request.callId());
        if (merged) {
            changes.accept(entry, before -> before.ofCall(call.id()));
        }
        if (request.kind() == RequestKind.DIAL) {
            if (merged || isOf(entry, call)) {
                dialled(entry, change, now);
            }
        } else if (request.kind() == RequestKind.CONSULT) {
            consulted(entry, change, now);
        } else if (call.id().equals(entry.request().callId())) {
            seen(entry, call, now);
        }
    }

    private boolean isOf(Entry entry, Call call) {
        UUID known = entry.request().callId();
        return known != null && entry.request().kind() == RequestKind.DIAL
                ? known.equals(call.id())
                : cameOf(entry.request(), call);
    }

    private boolean cameOf(CallRequest request, Call call) {
        return call.source().equals(request.source())
                && (call.sourceId().contains(request.id().toString())
                        || sources.commands(call.source())
                                .callOf(request.id())
                                .filter(call.sourceId()::equals)
                                .isPresent());
    }

    private void dialled(Entry entry, CallChange change, Instant now) {
        Call call = change.now();
        changes.accept(entry, before -> before.ofCall(call.id()).ringing(now));
        if (call.answeredAt() != null) {
            changes.accept(entry, before -> before.answered(call.answeredAt()));
        }
        if (call.ended()) {
            changes.accept(entry, before -> before.over(RequestState.ENDED, call.endedAt(), causeOf(change), null));
        }
    }

    /** The call with who is consulted is one of its own until both are joined. */
    private void consulted(Entry entry, CallChange change, Instant now) {
        Call call = change.now();
        CallRequest request = entry.request();
        boolean first = call.id().equals(request.callId());
        boolean joined = entry.consultation != null && change.merged().contains(entry.consultation);
        if (first && (joined || call.transfers().size() > entry.transfersBefore)) {
            done(entry, now, "transferred");
        } else if (first && (call.ended() || gone(request, call) && !isBeingJoined(entry, now))) {
            changes.accept(entry, before -> before.over(RequestState.ENDED, now, "hung_up", null));
        } else if (first) {
            askedWithinTheCall(entry, call, now);
        } else if (cameOf(request, call)) {
            entry.consultation = call.id();
            changes.accept(entry, before -> before.ringing(now));
            if (call.answeredAt() != null) {
                changes.accept(entry, before -> before.answered(now));
            }
            if (call.ended() && request.state() != RequestState.ANSWERED) {
                changes.accept(entry, before -> before.over(RequestState.ENDED, now, causeOf(change), null));
            }
        }
    }

    /** A PBX may hang up whoever joined them before it tells that the others have each other. */
    private static boolean isBeingJoined(Entry entry, Instant now) {
        Instant asked = entry.joinAskedAt;
        return asked != null && now.isBefore(asked.plus(SEEN_WITHIN));
    }

    /** With the PBX's own attended transfer who is asked takes part in the call itself. */
    private void askedWithinTheCall(Entry entry, Call call, Instant now) {
        call.legs().stream()
                .filter(leg -> leg.party() != null
                        && leg.party().equals(entry.request().number()))
                .filter(leg -> leg.ringAt() != null
                        && !leg.ringAt().isBefore(entry.request().askedAt().minus(CLOCKS)))
                .reduce((earlier, later) -> later)
                .ifPresent(asked -> {
                    changes.accept(entry, before -> before.ringing(now));
                    if (asked.answeredAt() != null) {
                        changes.accept(entry, before -> before.answered(now));
                    }
                    if (asked.endedAt() != null) {
                        String cause = asked.outcome() == null || asked.answeredAt() != null
                                ? "hung_up"
                                : asked.outcome().name().toLowerCase(Locale.ROOT);
                        changes.accept(entry, before -> before.over(RequestState.ENDED, now, cause, null));
                    }
                });
    }

    private static String causeOf(CallChange change) {
        Call call = change.now();
        if (change.withdrawn()) {
            return "withdrawn";
        }
        Enum<?> cause = call.reason() != null ? call.reason() : call.result();
        return cause == null ? "hung_up" : cause.name().toLowerCase(Locale.ROOT);
    }

    /** Whether what was asked of a call that goes on has come to be. */
    private void seen(Entry entry, Call call, Instant now) {
        CallRequest request = entry.request();
        switch (request.kind()) {
            case HANG_UP -> {
                if (call.ended() || gone(request, call)) {
                    done(entry, now, "hung_up");
                }
            }
            case TRANSFER -> {
                if (call.transfers().size() > entry.transfersBefore) {
                    done(entry, now, "transferred");
                } else if (call.ended()) {
                    changes.accept(entry, before -> before.over(RequestState.ENDED, now, "hung_up", null));
                }
            }
            case HOLD -> {
                if (call.state() == Call.State.HELD) {
                    done(entry, now, "held");
                } else if (call.ended()) {
                    changes.accept(entry, before -> before.over(RequestState.ENDED, now, "hung_up", null));
                }
            }
            case PICK_UP -> pickedUp(entry, call, now);
            default -> {}
        }
    }

    private void pickedUp(Entry entry, Call call, Instant now) {
        String telephone = entry.request().telephone();
        if (call.answeredBy().contains(telephone)) {
            changes.accept(entry, before -> before.answered(now));
            done(entry, now, "answered");
        } else if (call.ended()) {
            changes.accept(entry, before -> before.over(RequestState.ENDED, now, "too_late", null));
        }
    }

    private void done(Entry entry, Instant now, String cause) {
        changes.accept(entry, before -> before.over(RequestState.DONE, now, cause, null));
    }

    private boolean gone(CallRequest request, Call call) {
        List<LiveLeg> legs = calls.liveLegs(call.id());
        return request.leg() != null && legs.stream().noneMatch(leg -> leg.leg().equals(request.leg()));
    }

    /** Looks after those of which nothing was heard. */
    void tick(Instant now) {
        List<Call> going = null;
        for (Entry entry : new ArrayList<>(book.open())) {
            CallRequest request = entry.request();
            if (request.kind() == RequestKind.DIAL && request.callId() == null) {
                going = going == null ? calls.current() : going;
                for (Call call : going) {
                    if (cameOf(request, call)) {
                        dialled(entry, new CallChange(null, call, List.of()), now);
                    }
                }
            }
            lookForJoin(entry, now);
            lookForSilence(entry, now);
        }
    }

    /** Nobody tells that a join came to nothing. */
    private void lookForJoin(Entry entry, Instant now) {
        if (entry.joinAskedAt != null
                && !isBeingJoined(entry, now)
                && !entry.request().state().isOver()) {
            calls.find(entry.request().callId())
                    .ifPresent(call -> consulted(entry, new CallChange(null, call, List.of()), now));
        }
    }

    private void lookForSilence(Entry entry, Instant now) {
        CallRequest request = entry.request();
        Instant since = entry.takenAt;
        if (since == null || request.state().isOver()) {
            return;
        }
        boolean waits = request.kind().supervises() || request.kind() == RequestKind.PICK_UP;
        Duration patience = request.state() != RequestState.ACCEPTED
                ? LONGEST_CALL
                : request.kind() == RequestKind.DIAL || request.kind() == RequestKind.CONSULT || waits
                        ? CALL_WITHIN
                        : SEEN_WITHIN;
        if (since.plus(patience).isBefore(now)) {
            changes.accept(
                    entry,
                    before -> before.over(
                            RequestState.UNKNOWN, now, "not_seen", Notice.of("control.not-seen", request.source())));
        }
    }

    @Override
    public void ringing(UUID request) {
        book.find(request).ifPresent(entry -> changes.accept(entry, before -> before.ringing(Instant.now())));
    }

    void followPickUps(Consumer<UUID> follower) {
        pickUps.add(follower);
    }

    @Override
    public void pickedUp(UUID request) {
        pickUps.forEach(follower -> follower.accept(request));
    }

    @Override
    public void answered(UUID request) {
        book.find(request).ifPresent(entry -> changes.accept(entry, before -> before.answered(Instant.now())));
    }

    @Override
    public void ended(UUID request, String cause) {
        book.find(request)
                .filter(entry -> entry.request().kind() != RequestKind.DIAL)
                .ifPresent(entry ->
                        changes.accept(entry, before -> before.over(RequestState.ENDED, Instant.now(), cause, null)));
    }
}
