package org.ringbook.workspace.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
     * @param all of one person and day, newest first
     */
    static List<Row> of(List<Call> all) {
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
