package org.ringbook.reports;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallLog;

/** A call log with the facts of reports beside it, for stories that hold something else against a report. */
public final class CountedDay implements AutoCloseable {

    public static final ReportSettings SETTINGS = Ledger.SETTINGS;

    private final Ledger ledger = new Ledger();

    public void write(Collection<Call> calls) {
        ledger.write(calls);
    }

    /** What the log has now. */
    public List<Call> calls() {
        return ledger.log.find(CallLog.CallFilter.any(), null, 1_000).items();
    }

    /** The cells of a report for one day in Moscow, by label, then column. */
    public Map<String, Map<String, Double>> report(String name, String day) {
        ReportTable table = ledger.report(name, day, day);
        var rows = new LinkedHashMap<String, Map<String, Double>>();
        table.rows().forEach(row -> rows.put(row.label().text(), table.named(row)));
        return rows;
    }

    @Override
    public void close() {
        ledger.close();
    }
}
