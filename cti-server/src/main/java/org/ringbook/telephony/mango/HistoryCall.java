package org.ringbook.telephony.mango;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ringbook.telephony.operators.Receipt;
import tools.jackson.databind.JsonNode;

/**
 * One call of the statistics ({@code stats/calls}), told as the events that it must have had.
 *
 * @param menu of the time before the first leg, of which the statistics tell no leg
 */
record HistoryCall(
        String entry, List<CallEvent> menu, List<CallEvent> events, Summary summary, List<Recorded> recordings) {

    private static final int LIVE_IS_BEFORE = 9_000;

    /**
     * @param json the call, and the extensions of the employees by their ids, as they were when it was read
     * @return null when it lacks what it must have
     */
    static HistoryCall of(JsonNode json, Receipt receipt) {
        JsonNode call = json.path("call");
        String entry = Fields.text(call, "entry_id");
        Instant start = Fields.time(call, "context_start_time", receipt);
        if (!receipt.needs(entry, "entry_id") | !receipt.needs(start, "context_start_time")) {
            return null;
        }
        var reader = new Reader(entry, call, json.path("extensions"), start, receipt);
        reader.legs(call.path("context_calls"), null);
        return new HistoryCall(entry, reader.menu(), reader.events, reader.summary(), reader.recordings);
    }

    private static final class Reader {
        final String entry;
        final JsonNode call;
        final JsonNode extensions;
        final Instant start;
        final Receipt receipt;
        final int type;
        final String caller;
        final List<CallEvent> events = new ArrayList<>();
        final List<Recorded> recordings = new ArrayList<>(1);
        Instant last;
        Instant talked;
        int reason;

        Reader(String entry, JsonNode call, JsonNode extensions, Instant start, Receipt receipt) {
            this.entry = entry;
            this.call = call;
            this.extensions = extensions;
            this.start = start;
            this.receipt = receipt;
            this.type = (int) Fields.number(call, "context_type", 1);
            this.caller = Fields.text(call, "caller_id");
            this.last = start.plus(Fields.duration(call, "duration"));
            Duration talk = Fields.duration(call, "talk_duration");
            this.talked = talk.isZero() ? null : last.minus(talk);
        }

        /** Who calls and is not put through at once is in the menu. */
        List<CallEvent> menu() {
            Instant first = events.stream()
                    .map(CallEvent::at)
                    .min(Comparator.naturalOrder())
                    .orElse(start);
            if (type != 1 || !first.isAfter(start)) {
                return List.of();
            }
            String id = entry + "/menu";
            return List.of(
                    event(
                            id,
                            start,
                            LIVE_IS_BEFORE,
                            CallEvent.State.APPEARED,
                            CallEvent.Location.IVR,
                            null,
                            called(),
                            0),
                    event(
                            id,
                            first,
                            LIVE_IS_BEFORE + 2,
                            CallEvent.State.DISCONNECTED,
                            CallEvent.Location.IVR,
                            null,
                            called(),
                            Reasons.HANDED_ON));
        }

        Party from(String takenFrom) {
            String number = Fields.text(call, "caller_number");
            String extension = type == 1 ? null : extensionOf(caller);
            return new Party(extension, number, null, takenFrom, null, false, false);
        }

        void legs(JsonNode legs, String group) {
            for (JsonNode leg : legs) {
                String id = Fields.text(leg, "external_call_id");
                boolean ownSide = type != 1 && caller != null && caller.equals(Fields.text(leg, "call_abonent_id"));
                boolean alone = legs.size() == 1;
                if (id != null && (!ownSide || alone)) {
                    leg(leg, id, group, ownSide);
                }
                if (leg.path("members").isArray()) {
                    legs(leg.path("members"), id);
                }
            }
        }

        private void leg(JsonNode leg, String id, String group, boolean ownSide) {
            boolean queue = "group".equals(Fields.text(leg, "call_type"));
            var location = queue ? CallEvent.Location.QUEUE : CallEvent.Location.ABONENT;
            Instant began = Fields.time(leg, "call_start_time", receipt);
            Instant ended = Fields.time(leg, "call_end_time", receipt);
            Instant taken = Fields.time(leg, "call_answer_time", receipt);
            Instant answered = queue ? null : taken;
            reason = (int) Fields.number(leg, "call_end_reason", 0);
            Party to = ownSide ? called() : to(leg, queue);
            began = began == null ? start : began;
            add(id, began, LIVE_IS_BEFORE, CallEvent.State.APPEARED, location, group, to);
            if (answered != null) {
                add(id, answered, LIVE_IS_BEFORE + 1, CallEvent.State.CONNECTED, location, group, to);
            }
            // Who waited in a group has left it when somebody answered; its leg is told to the end of the call.
            boolean left = queue && taken != null;
            Instant end = left ? taken : ended == null ? last : ended;
            int why = left ? Reasons.HANDED_ON : reason;
            events.add(event(id, end, LIVE_IS_BEFORE + 2, CallEvent.State.DISCONNECTED, location, group, to, why));
            for (JsonNode recording : leg.path("recording_id")) {
                if (recording.isString() && answered != null) {
                    recordings.add(new Recorded(entry, id, recording.asString(), answered, false, true));
                }
            }
        }

        private Party to(JsonNode leg, boolean queue) {
            if (queue) {
                return new Party(
                        null,
                        Fields.text(call, "called_number"),
                        null,
                        null,
                        Fields.text(leg, "call_abonent_info"),
                        false,
                        false);
            }
            boolean user = "user".equals(Fields.text(leg, "call_type"));
            String seen = Fields.text(leg, "call_abonent_extension");
            String extension = seen != null || !user ? seen : extensionOf(Fields.text(leg, "call_abonent_id"));
            String number = Fields.text(leg, "call_abonent_number");
            return Party.ofNumber(extension, number == null && !user ? Fields.text(call, "called_number") : number);
        }

        private Party called() {
            return Party.ofNumber(null, Fields.text(call, "called_number"));
        }

        private String extensionOf(String user) {
            return user == null ? null : Fields.text(extensions, user);
        }

        private void add(
                String id,
                Instant at,
                long seq,
                CallEvent.State state,
                CallEvent.Location location,
                String group,
                Party to) {
            events.add(event(id, at, seq, state, location, group, to, 0));
        }

        private CallEvent event(
                String id,
                Instant at,
                long seq,
                CallEvent.State state,
                CallEvent.Location location,
                String takenFrom,
                Party to,
                int why) {
            return new CallEvent(entry, id, at, seq, state, location, from(takenFrom), to, why, null, null, null, null);
        }

        Summary summary() {
            int direction = type == 1 ? Summary.INCOMING : type == 2 ? Summary.OUTGOING : Summary.INTERNAL;
            String called = Fields.text(call, "called_number");
            return new Summary(
                    entry,
                    direction,
                    from(null),
                    called(),
                    type == 1 ? called : null,
                    start,
                    start,
                    talked,
                    last,
                    reason);
        }
    }
}
