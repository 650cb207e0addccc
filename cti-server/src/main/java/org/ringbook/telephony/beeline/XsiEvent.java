package org.ringbook.telephony.beeline;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.ringbook.telephony.operators.Receipt;

/**
 * What the PBX told to a subscription.
 *
 * @param id the same for a repetition; null when it has none
 * @param sequence counts in its subscription from 1; -1 when it is not told
 * @param target the employee whom it is about; null when it is about none
 * @param type such as "CallReceivedEvent"
 */
record XsiEvent(String id, long sequence, String subscription, String target, String type, List<XsiCall> calls) {

    static final String ENDED = "SubscriptionTerminatedEvent";
    static final String STARTED_ANEW = "CallSubscriptionResyncEvent";

    /** Of whom and of what it tells, whenever it came. @return null when it cannot be read */
    static XsiEvent read(byte[] document) {
        return read(document, Receipt.at(Instant.now()));
    }

    /** @return null when it cannot be read */
    static XsiEvent read(byte[] document, Receipt receipt) {
        Xml event = Xml.read(document);
        if (event == null || !event.name.equals("Event")) {
            return null;
        }
        Xml data = event.child("eventData").orElse(null);
        String type = data == null ? event.type : data.type;
        String sequence = event.text("sequenceNumber");
        return new XsiEvent(
                event.text("eventID"),
                sequence != null && sequence.matches("[0-9]{1,15}") ? Long.parseLong(sequence) : -1,
                event.text("subscriptionId"),
                XsiParty.user(event.text("targetId")),
                type,
                data == null ? List.of() : calls(data, receipt));
    }

    private static List<XsiCall> calls(Xml data, Receipt receipt) {
        List<Xml> several = data.child("calls").map(calls -> calls.all("call")).orElse(data.all("call"));
        return several.stream()
                .map(call -> XsiCall.of(call, receipt))
                .filter(Objects::nonNull)
                .toList();
    }

    boolean isOfCall() {
        return type.startsWith("Call") && !calls.isEmpty();
    }
}
