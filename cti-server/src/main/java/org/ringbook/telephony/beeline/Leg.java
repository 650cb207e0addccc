package org.ringbook.telephony.beeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/** One employee's (or machine's) part in a call, as all events of it tell it. Each event tells all that is known by then. */
final class Leg {

    private static final int MOST_EVENTS = 200;

    /** Of two legs, the first is the one that began first. */
    final String key;

    final String user;
    final String callId;
    final Instant start;
    private final List<Seen> seen = new ArrayList<>();
    /** When the PBX told that it goes on no longer, without its end; null mostly. */
    Instant gone;
    /** What the statistics say of it; null while they say nothing. */
    Row row;

    Leg(String user, XsiCall call) {
        this.user = user;
        this.callId = call.callId();
        this.start = call.start();
        this.key = key(user, call);
    }

    static String key(String user, XsiCall call) {
        return user + "/" + call.callId() + "/" + call.start().toEpochMilli();
    }

    /** @return whether it tells anything new */
    boolean add(String type, XsiCall call, Instant received) {
        for (Seen each : seen) {
            if (each.type().equals(type) && each.call().equals(call)) {
                return false;
            }
        }
        if (seen.size() >= MOST_EVENTS && !"Released".equals(call.state())) {
            return false;
        }
        seen.add(new Seen(type, call, received));
        seen.sort(Seen.AS_IT_HAPPENED);
        return true;
    }

    boolean machine() {
        return XsiParty.isMachine(user);
    }

    /** The conversation that it began in. */
    String home() {
        return seen.get(0).call().tracking();
    }

    TreeSet<String> trackings() {
        var all = new TreeSet<String>();
        seen.forEach(each -> all.add(each.call().tracking()));
        return all;
    }

    boolean clicked() {
        return any(call -> call.personality().equals("Click-to-Dial"));
    }

    /** Of a click: whether the employee picked up the telephone. */
    Instant pickedUp() {
        return seen.stream()
                .filter(each -> each.call().personality().equals("Originator"))
                .map(Seen::received)
                .min(Instant::compareTo)
                .map(received -> within(received))
                .orElse(answer());
    }

    private Instant within(Instant received) {
        Instant latest = answer() != null ? answer() : end();
        Instant at = latest != null && received.isAfter(latest) ? latest : received;
        return at.isBefore(start) ? start : at;
    }

    boolean placed() {
        return !seen.get(0).call().personality().equals("Terminator");
    }

    /** A service of the PBX called somebody else in the place of the employee. */
    boolean forwarded() {
        return seen.stream().anyMatch(each -> each.type().equals("CallForwardedEvent"));
    }

    boolean takenByColleague() {
        return seen.stream().anyMatch(each -> each.type().equals("CallPickedUpEvent"));
    }

    Instant answer() {
        Instant reported = earliest(XsiCall::answer);
        if (reported != null || row == null || !row.answered()) {
            return reported;
        }
        Instant began = reportedRelease() == null ? start : reportedRelease().minus(row.talked());
        return began.isBefore(start) ? start : began;
    }

    Instant release() {
        Instant reported = reportedRelease();
        if (reported != null) {
            return reported;
        }
        return healed() ? (answer() == null ? start : answer()).plus(row.talked()) : gone;
    }

    private Instant reportedRelease() {
        Instant reported = earliest(XsiCall::release);
        boolean over = any(call -> call.state().equals("Released"));
        return reported != null ? reported : over ? lastReceived() : null;
    }

    /** Whether only the statistics know how it came out. */
    boolean healed() {
        return row != null && detached() == null && reportedRelease() == null;
    }

    /** Whether a row of the statistics, or a record, may be of this leg. */
    boolean isOf(Row candidate) {
        boolean mine = user.equals(candidate.user());
        boolean way = candidate.inbound() != placed();
        boolean spoken = candidate.other() == null
                || seen.stream()
                        .map(each -> each.call().remote())
                        .anyMatch(remote -> candidate.sameOther(remote.number())
                                || remote.extension() != null && candidate.sameOther(remote.extension()));
        return mine && way && spoken;
    }

    private Instant lastReceived() {
        return seen.get(seen.size() - 1).received();
    }

    Instant detached() {
        Instant reported = earliest(XsiCall::detached);
        XsiCall.Redirect redirect = redirect();
        return reported != null ? reported : redirect == null ? null : redirect.at();
    }

    /** When the employee had no more part in it; null while they have. */
    Instant end() {
        Instant detached = detached();
        return detached != null ? detached : release();
    }

    XsiCall.Redirect redirect() {
        return first(XsiCall::redirect);
    }

    String cause() {
        return first(XsiCall::cause);
    }

    String releasedBy() {
        return first(XsiCall::releasedBy);
    }

    boolean recorded() {
        return any(XsiCall::recorded);
    }

    /** Whom the employee dealt with at first: who called, or whom they called. */
    XsiParty remote() {
        XsiParty reported = seen.stream()
                .map(each -> each.call().remote())
                .filter(XsiParty::known)
                .findFirst()
                .orElse(XsiParty.NOBODY);
        return reported.inside() != null
                ? reported
                : new XsiParty(reported.name(), reported.user(), reported.number(), reported.extension(), inside());
    }

    /** The kind of the other one is told later than the number, of a click. */
    private Boolean inside() {
        return first(call -> call.remote().inside());
    }

    List<XsiCall.Redirection> came() {
        return Objects.requireNonNullElse(first(call -> call.came().isEmpty() ? null : call.came()), List.of());
    }

    String acd() {
        return first(XsiCall::group);
    }

    /** When it was put on hold, one time after another. */
    List<Instant> holds() {
        return seen.stream()
                .map(each -> each.call().held())
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
    }

    /** How long it had been on hold all in all, after each time. */
    List<Long> held() {
        return seen.stream()
                .filter(each ->
                        each.call().held() == null || !each.call().state().equals("Held"))
                .map(each -> each.call().totalHeld())
                .filter(millis -> millis != null && millis > 0)
                .distinct()
                .sorted()
                .toList();
    }

    private Instant earliest(Function<XsiCall, Instant> what) {
        return seen.stream()
                .map(each -> what.apply(each.call()))
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    private <T> T first(Function<XsiCall, T> what) {
        return seen.stream()
                .map(each -> what.apply(each.call()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private boolean any(Predicate<XsiCall> what) {
        return seen.stream().anyMatch(each -> what.test(each.call()));
    }
}
