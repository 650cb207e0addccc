package org.ringbook.workspace.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.numbers.PhoneNumber;

/** A person's calls of one day, as a list to work from. Pure. */
final class TodayCalls {

    private TodayCalls() {}

    /**
     * @param spokenSince the other side was reached after this missed call: nobody needs to call back any more
     */
    record Row(Call call, boolean spokenSince) {

        public boolean isMissed() {
            return call.ended() && call.result() == Call.Result.MISSED;
        }

        /** Stands out until the other side has been reached. */
        public boolean isOpen() {
            return isMissed() && !spokenSince;
        }
    }

    /**
     * @param logged from the log, newest first
     * @param fresh told but perhaps not logged yet; of the same person and day
     * @return newest first
     */
    static List<Row> of(List<Call> logged, List<Call> fresh) {
        Set<UUID> known = new HashSet<>();
        List<Call> all = new ArrayList<>();
        fresh.stream().filter(call -> known.add(call.id())).forEach(all::add);
        logged.stream().filter(call -> known.add(call.id())).forEach(all::add);
        all.sort(Comparator.comparing(Call::startedAt).thenComparing(Call::id).reversed());
        Map<PhoneNumber, Call> reached = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        for (Call call : all) {
            rows.add(new Row(call, call.external() != null && reached.containsKey(call.external())));
            if (call.result() == Call.Result.ANSWERED && call.external() != null) {
                reached.put(call.external(), call);
            }
        }
        return rows;
    }
}
