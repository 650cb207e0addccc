package org.ringbook.telephony.asterisk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.fold.Calls;
import org.ringbook.numbers.NumberPlan;

/** Hears all that the PBX says, whatever happens on the way to the server: what the log should be. */
final class UndisturbedEar {

    private static final Pattern IDS =
            Pattern.compile("^\\w*(?:Uniqueid|Linkedid|UniqueID): (\\S+)", Pattern.MULTILINE);

    private final AmiTranslation translation = new AmiTranslation(new Endpoints(List.of("PJSIP/carrier"), Map.of()));
    private final Map<UUID, SimulatedLog.Entry> entries = new LinkedHashMap<>();
    private final Calls calls = new Calls(new NumberPlan("RU"), List.of(this::changed));
    private final Map<String, String> parents = new HashMap<>();
    private final Set<String> incomplete = new HashSet<>();
    private final Set<String> diedWithThePbx = new HashSet<>();

    private void changed(CallChange change) {
        change.merged().forEach(entries::remove);
        entries.put(change.now().id(), SimulatedLog.Entry.of(change.now()));
    }

    void hears(List<String> events, Instant now) {
        var facts = new ArrayList<CallFact>();
        for (String event : events) {
            String first = null;
            for (Matcher ids = IDS.matcher(event); ids.find(); ) {
                first = first == null ? ids.group(1) : first;
                parents.put(callOf(ids.group(1)), callOf(first));
            }
            facts.addAll(translation.translate(new AmiMessage(SimulatedNetwork.bytes(event)), now));
        }
        calls.accept("office", facts);
    }

    /** The PBX is gone, and with it all its calls. */
    void pbxDied(Instant at) {
        diedWithThePbx.addAll(calls.openLegs("office").keySet());
        calls.accept(
                "office",
                calls.openLegs("office").keySet().stream()
                        .<CallFact>map(leg -> new CallFact.LegEnded(leg, at, CallFact.Outcome.OTHER))
                        .toList());
    }

    void forget(Instant now) {
        calls.forget("office", now);
    }

    /** The server has not heard this, or forgot it in a crash. */
    void lost(String event) {
        Matcher ids = IDS.matcher(event);
        if (ids.find()) {
            incomplete.add(ids.group(1));
        }
    }

    /** What stands for the call that a channel, a bridge or a linked id belongs to. */
    String callOf(String id) {
        String parent = parents.get(id);
        if (parent == null || parent.equals(id)) {
            return id;
        }
        String root = callOf(parent);
        parents.put(id, root);
        return root;
    }

    /** The calls of which something did not come through. */
    Set<String> incompleteCalls() {
        return callsOf(incomplete);
    }

    /** The calls that went on when the PBX was killed: it never wrote of them what it writes at the end of a call. */
    Set<String> callsThatDiedWithThePbx() {
        return callsOf(diedWithThePbx);
    }

    private Set<String> callsOf(Set<String> ids) {
        return ids.stream().map(this::callOf).collect(Collectors.toSet());
    }

    Collection<SimulatedLog.Entry> entries() {
        return entries.values();
    }
}
