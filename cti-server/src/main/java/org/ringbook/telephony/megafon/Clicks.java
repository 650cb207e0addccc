package org.ringbook.telephony.megafon;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.telephony.operators.RequestedCalls;

/**
 * What we asked the PBX to dial. The id that it answers may be that of the call that comes, or may not: then it is the next call
 * of that person to that number.
 */
final class Clicks {

    private static final Duration COMES_WITHIN = Duration.ofMinutes(5);
    private static final int MOST = 1000;

    private final Deque<Click> waiting = new ArrayDeque<>();
    private final RequestedCalls requested = new RequestedCalls();

    private record Click(String request, String answered, String user, String ext, String number, Instant at) {}

    /** @return whether it can be read */
    boolean dialled(Fields fields, Instant received) {
        String request = fields.text("request");
        String number = Phone.last10(fields.text("phone"));
        waiting.add(
                new Click(request, fields.text("answered"), fields.text("user"), fields.text("ext"), number, received));
        if (waiting.size() > MOST) {
            waiting.poll();
        }
        return request != null;
    }

    /** @return the id of our request; null when nobody clicked for this call */
    String of(String call, Person person, String phone, Instant received, Directory directory) {
        waiting.removeIf(click -> click.at.plus(COMES_WITHIN).isBefore(received));
        for (Iterator<Click> clicks = waiting.iterator(); clicks.hasNext(); ) {
            Click click = clicks.next();
            boolean same = click.number != null
                    && click.number.equals(Phone.last10(phone))
                    && (Objects.equals(click.user, person.login())
                            || Objects.equals(click.ext, directory.party(person, null)));
            if (call.equals(click.answered) || same) {
                clicks.remove();
                requested.put(click.request, call);
                return click.request;
            }
        }
        return null;
    }

    Optional<String> callOf(UUID request) {
        return requested.callOf(request);
    }
}
