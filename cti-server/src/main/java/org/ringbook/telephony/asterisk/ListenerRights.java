package org.ringbook.telephony.asterisk;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.ringbook.notices.Notice;

/**
 * What the listening account shows of its rights, on one connection. That a class of events comes is seen when one comes.
 * That it does not come is seen from two lists which every account may ask for: bridges and queues. When they change and
 * no event has told so by the time of the next list, the account does not hear such events. For one thread.
 */
final class ListenerRights {

    private final Set<String> heard = new TreeSet<>();
    private final Set<String> unheard = new TreeSet<>();
    private final Evidence calls = new Evidence("call");
    private final Evidence queues = new Evidence("agent");
    private Set<String> write = Set.of();

    /** A list that is asked for again and again, and the class of events that tell of its changes. */
    private final class Evidence {
        private final String tellsOfIt;
        private Set<String> before;
        private Set<String> now = new HashSet<>();
        private boolean changed;

        Evidence(String tellsOfIt) {
            this.tellsOfIt = tellsOfIt;
        }

        void end() {
            if (changed && !heard.contains(tellsOfIt)) {
                unheard.add(tellsOfIt);
            }
            changed |= before != null && !before.equals(now);
            before = now;
            now = new HashSet<>();
        }
    }

    /** @return whether it is the first event of its class */
    boolean heard(String eventClass) {
        unheard.remove(eventClass);
        return heard.add(eventClass);
    }

    boolean hears(String eventClass) {
        return heard.contains(eventClass);
    }

    void mayCommand(AmiMessage listOfCommands) {
        write = AmiRights.write(listOfCommands.headers().values());
    }

    /** A part of the answer to BridgeList or QueueStatus. */
    void listed(AmiMessage item) {
        switch (String.valueOf(item.event())) {
            case "BridgeListItem" -> calls.now.add(item.get("BridgeUniqueid"));
            case "BridgeListComplete" -> calls.end();
            case "QueueParams" ->
                queues.now.add(item.get("Queue") + " " + item.get("Calls") + " " + item.get("Completed") + " "
                        + item.get("Abandoned"));
            case "QueueStatusComplete" -> queues.end();
            default -> {}
        }
    }

    List<Notice> warnings(String user) {
        return AmiRights.ofListener(user, write, heard, unheard, heard.contains("system"));
    }
}
