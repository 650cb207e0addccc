package org.ringbook.telephony.mango;

import java.time.Instant;
import org.ringbook.telephony.inbox.NotUnderstood.Problem;
import org.ringbook.telephony.operators.Receipt;
import tools.jackson.databind.JsonNode;

/**
 * {@code events/call}: what became of one leg. Both sides are of the event, not of the leg: a transfer changes them.
 *
 * @param entry the customer's call that the leg belongs to
 * @param seq order of the events of this leg; 0 when it is not told
 * @param reason why it ended; 0 when it has not, or that is not told
 * @param commandId of whoever asked for the leg
 * @param initiator who ordered a callback; null for any other call
 */
record CallEvent(
        String entry,
        String call,
        Instant at,
        long seq,
        State state,
        Location location,
        Party from,
        Party to,
        int reason,
        String transfer,
        String commandId,
        String initiator,
        String dctNumber) {

    enum State {
        APPEARED,
        CONNECTED,
        ON_HOLD,
        DISCONNECTED
    }

    enum Location {
        IVR,
        QUEUE,
        ABONENT
    }

    /** @return null when it lacks what an event must have */
    static CallEvent of(JsonNode json, Receipt receipt) {
        String entry = Fields.text(json, "entry_id");
        String call = Fields.text(json, "call_id");
        Instant at = Fields.time(json, "timestamp", receipt);
        State state = state(Fields.text(json, "call_state"), receipt);
        boolean whole =
                receipt.needs(entry, "entry_id") & receipt.needs(call, "call_id") & receipt.needs(at, "timestamp");
        if (!whole || state == null) {
            return null;
        }
        String task = Fields.text(json, "task_id");
        String initiator = Fields.text(json, "callback_initiator");
        return new CallEvent(
                entry,
                call,
                at,
                Fields.number(json, "seq", 0),
                state,
                location(Fields.text(json, "location"), receipt),
                Party.of(json.path("from")),
                Party.of(json.path("to")),
                (int) Fields.number(json, "disconnect_reason", 0),
                Fields.text(json, "transfer"),
                Fields.text(json, "command_id"),
                initiator != null ? initiator : task == null ? null : "task " + task,
                Fields.text(json.path("dct"), "number"));
    }

    private static State state(String word, Receipt receipt) {
        return switch (word == null ? "" : word) {
            case "Appeared" -> State.APPEARED;
            case "Connected" -> State.CONNECTED;
            case "OnHold" -> State.ON_HOLD;
            case "Disconnected" -> State.DISCONNECTED;
            default -> {
                receipt.note(word == null ? Problem.MISSING : Problem.NOT_NAMED, "call_state", word);
                yield null;
            }
        };
    }

    private static Location location(String word, Receipt receipt) {
        if (word == null) {
            return Location.ABONENT;
        }
        if (!word.startsWith("ivr") && !word.startsWith("queue") && !word.equals("abonent")) {
            receipt.note(Problem.NOT_NAMED, "location", word);
        }
        return word.startsWith("ivr") ? Location.IVR : word.startsWith("queue") ? Location.QUEUE : Location.ABONENT;
    }

    /** A call that Mango itself places, our telephone first: it looks as if it came in. */
    boolean callback() {
        return initiator != null || Commands.isCallback(commandId) || commandId != null && from.takenFrom() == null;
    }

    /** That the parties of this event spoke from then on. */
    CallEvent connectedAt(Instant then) {
        return new CallEvent(
                entry,
                call,
                then,
                seq,
                State.CONNECTED,
                location,
                from,
                to,
                0,
                transfer,
                commandId,
                initiator,
                dctNumber);
    }
}
