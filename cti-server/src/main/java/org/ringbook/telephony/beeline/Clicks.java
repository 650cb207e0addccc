package org.ringbook.telephony.beeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.telephony.operators.RequestedCalls;
import tools.jackson.databind.JsonNode;

/** What we asked the PBX to dial. It answers the id of the call that comes, or nothing. */
final class Clicks {

    private static final Duration COMES_WITHIN = Duration.ofSeconds(60);
    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final int MOST = 1000;

    private final Deque<Click> waiting = new ArrayDeque<>();
    private final RequestedCalls requested = new RequestedCalls();

    /** @param tracking null when the PBX did not tell it */
    record Click(String request, String tracking, String user, String number, Instant at) {}

    /** @return null when it cannot be read */
    Click dialled(JsonNode json, Instant received) {
        String request = Row.text(json, "request");
        if (request == null) {
            return null;
        }
        var click = new Click(
                request,
                Row.text(json, "tracking"),
                Row.text(json, "user"),
                Phone.international(Row.text(json, "phone")),
                received);
        waiting.add(click);
        if (waiting.size() > MOST) {
            waiting.poll();
        }
        return click;
    }

    /** @return the click that this leg came of; null when nobody clicked for it */
    Click of(Leg leg) {
        for (Iterator<Click> clicks = waiting.iterator(); clicks.hasNext(); ) {
            Click click = clicks.next();
            boolean named = click.tracking != null && leg.trackings().contains(click.tracking);
            if (named || click.tracking == null && isLike(leg, click)) {
                clicks.remove();
                requested.put(click.request, leg.home());
                return click;
            }
        }
        return null;
    }

    private static boolean isLike(Leg leg, Click click) {
        boolean inTime = Duration.between(click.at, leg.start).abs().compareTo(COMES_WITHIN) <= 0;
        String number = Phone.key(leg.remote().number());
        boolean same = number != null && number.equals(Phone.key(click.number));
        return leg.placed() && leg.user.equals(click.user) && inTime && same;
    }

    void forget(Instant now) {
        waiting.removeIf(click -> click.at.plus(REMEMBERED).isBefore(now));
    }

    Optional<String> callOf(UUID request) {
        return requested.callOf(request);
    }
}
