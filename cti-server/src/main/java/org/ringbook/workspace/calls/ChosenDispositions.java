package org.ringbook.workspace.calls;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallDispositions;
import org.ringbook.events.Disposition;
import org.ringbook.events.Dispositions;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Component;

/** What was chosen after calls, in the viewer's words. */
@Component
class ChosenDispositions {

    private final CallDispositions ofCalls;
    private final Dispositions dictionary;

    ChosenDispositions(CallDispositions ofCalls, Dispositions dictionary) {
        this.ofCalls = ofCalls;
        this.dictionary = dictionary;
    }

    List<Disposition> all() {
        return dictionary.all();
    }

    /** By call; without those after which nothing was chosen. */
    Map<UUID, String> of(List<Call> calls, Viewer viewer) {
        Map<UUID, UUID> chosen = ofCalls.of(calls.stream().map(Call::id).toList());
        var words = new HashMap<UUID, String>();
        if (chosen.isEmpty()) {
            return words;
        }
        Map<UUID, Disposition> known =
                dictionary.all().stream().collect(Collectors.toMap(Disposition::id, Function.identity()));
        chosen.forEach((call, id) -> words.put(call, known.get(id).name(viewer.locale())));
        return words;
    }
}
