package org.ringbook.telephony.beeline;

import java.time.Instant;
import java.util.Comparator;

/**
 * One event of a leg.
 *
 * @param received by our clock, when it came first
 */
record Seen(String type, XsiCall call, Instant received) {

    /** The order in which they happened, whatever the one in which they came. */
    static final Comparator<Seen> AS_IT_HAPPENED =
            Comparator.comparingInt(Seen::rank).thenComparing(seen -> String.valueOf(seen.call));

    private int rank() {
        return switch (call.state()) {
            case "Active", "Held", "Remote Held" ->
                switch (type) {
                    case "CallAnsweredEvent" -> 10;
                    case "CallTransferredEvent" -> 15;
                    case "CallUpdatedEvent" -> 16;
                    case "CallReleasingEvent" -> 18;
                    default -> 12;
                };
            case "Detached" -> 20;
            case "Released", "Idle" -> 30;
            default ->
                switch (type) {
                    case "CallOriginatingEvent" -> 0;
                    case "CallForwardedEvent" -> 1;
                    case "CallUpdatedEvent" -> 4;
                    case "CallPickedUpEvent" -> 8;
                    case "CallReleasingEvent" -> 18;
                    default -> 2;
                };
        };
    }
}
