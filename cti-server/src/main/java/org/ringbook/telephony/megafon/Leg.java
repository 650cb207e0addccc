package org.ringbook.telephony.megafon;

import java.time.Duration;
import java.time.Instant;

/** One employee's part in one call, as its events tell it, by our clock. */
final class Leg {

    /** Events of one second come in any order; what rings later than that rings anew. */
    private static final Duration SHUFFLED = Duration.ofSeconds(2);

    Person person;
    boolean outgoing;
    Instant first;
    Instant rang;
    Instant accepted;
    Instant completed;
    Instant cancelled;
    LegEvent transferred;

    Leg(Person person) {
        this.person = person;
    }

    void add(LegEvent event) {
        person = person.or(event.person());
        Instant at = event.received();
        first = earlier(first, at);
        switch (event.type()) {
            case INCOMING -> {
                rang = earlier(rang, at);
                if (cancelled != null && at.isAfter(cancelled.plus(SHUFFLED))) {
                    cancelled = null;
                }
            }
            case OUTGOING -> outgoing = true;
            case ACCEPTED -> accepted = earlier(accepted, at);
            case COMPLETED -> completed = at;
            case CANCELLED -> cancelled = at;
            case TRANSFERRED -> {
                transferred = event;
                accepted = earlier(accepted, at);
            }
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one != null && one.isBefore(other) ? one : other;
    }

    boolean answered() {
        return accepted != null;
    }

    /** When it was over; null while it goes on. */
    Instant ended() {
        if (transferred != null) {
            return transferred.received();
        }
        return completed != null ? completed : cancelled;
    }

    /** Whether nothing but its answer or its end was heard: nobody knows who called whom. */
    boolean directionless() {
        return !outgoing && rang == null;
    }
}
