package org.ringbook.flights;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallDifference;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.fold.Calls;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.inbox.RawReading;

/**
 * One call with all that it was made of.
 *
 * @param messages what the source said of it, in the order of receipt
 * @param call as the log has it, the rules that fired included
 */
public record Flight(Head head, List<Message> messages, Call call) {

    /**
     * How the messages are to be read.
     *
     * @param flight version of the format
     * @param version of Ringbook that wrote it
     * @param kind of the source, "asterisk"
     * @param settings of the source that shape what its messages mean
     * @param region country of numbers without a country code
     * @param areaCode code of the city; null when none
     * @param masked what is hidden: "secrets", or "digits" when numbers and names are too
     */
    public record Head(
            int flight,
            String version,
            Instant takenAt,
            String source,
            String kind,
            Map<String, Object> settings,
            String region,
            String areaCode,
            String masked) {}

    /** @param text a message of the source, masked */
    public record Message(Instant received, byte[] text) {}

    /** @param call null when the messages make no such call */
    public record Replayed(Call call, List<CallDifference.Field> differences) {

        public boolean same() {
            return call != null && differences.isEmpty();
        }
    }

    /** @throws IllegalArgumentException in words, when this Ringbook knows no such source or settings */
    List<CallFact> facts() {
        RawReading reading = RawReading.Kind.named(head.kind())
                .orElseThrow(() -> new IllegalArgumentException(
                        "This Ringbook reads no messages of the kind \"" + head.kind() + "\"."))
                .reading(head.settings());
        var facts = new ArrayList<CallFact>();
        var translation = reading.translation();
        for (Message message : messages) {
            translation.translate(message.text(), message.received(), facts::add);
        }
        return facts;
    }

    /**
     * Makes the call once more of its messages, with the rules of this Ringbook and the settings of the flight.
     *
     * @throws IllegalArgumentException in words, when this Ringbook knows no such source or settings
     */
    public Replayed replay() {
        List<Call> made = Calls.derive(head.source(), new NumberPlan(head.region(), head.areaCode()), facts());
        Call again = made.stream()
                .filter(one -> one.id().equals(call.id()))
                .findFirst()
                .or(() -> made.stream()
                        .filter(one -> one.sourceId().equals(call.sourceId()))
                        .findFirst())
                .orElse(made.size() == 1 ? made.get(0) : null);
        return new Replayed(again, again == null ? List.of() : CallDifference.between(call, again));
    }
}
