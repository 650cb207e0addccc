package org.ringbook.telephony.mango;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Which legs of Mango's go on, for commands, which need Mango's own id of one. Any thread. */
final class LiveHops {

    private static final int MOST = 5000;

    /** In the order in which they were heard of last. */
    private final Map<String, Hop> hops = new LinkedHashMap<>();

    private record Hop(String from, String fromNumber, String to, String toNumber, UUID command) {

        boolean has(String party) {
            String digits = party.replace("+", "");
            return party.equals(from) || party.equals(to) || digits.equals(fromNumber) || digits.equals(toNumber);
        }
    }

    synchronized void heard(JsonNode event) {
        String call = Fields.text(event, "call_id");
        if (call == null) {
            return;
        }
        Hop before = hops.remove(call);
        if ("Disconnected".equals(Fields.text(event, "call_state"))) {
            return;
        }
        UUID command = Commands.anyRequest(Fields.text(event, "command_id"));
        hops.put(
                call,
                new Hop(
                        text(event, "from", "extension"),
                        text(event, "from", "number"),
                        text(event, "to", "extension"),
                        text(event, "to", "number"),
                        command == null && before != null ? before.command() : command));
        if (hops.size() > MOST) {
            hops.remove(hops.keySet().iterator().next());
        }
    }

    private static String text(JsonNode event, String side, String field) {
        return Fields.text(event.path(side), field);
    }

    /** @param party extension, or E.164 number */
    synchronized Optional<String> of(String party) {
        return party == null ? Optional.empty() : last(hop -> hop.has(party));
    }

    synchronized Optional<String> ofCommand(UUID request) {
        return last(hop -> request.equals(hop.command()));
    }

    private Optional<String> last(java.util.function.Predicate<Hop> wanted) {
        return hops.entrySet().stream()
                .filter(one -> wanted.test(one.getValue()))
                .map(Map.Entry::getKey)
                .reduce((earlier, later) -> later);
    }
}
