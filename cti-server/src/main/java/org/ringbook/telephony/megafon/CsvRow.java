package org.ringbook.telephony.megafon;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A row of the older history, read by what stands in it and not only by where: there is no header, and there are two sets of
 * columns, with the account and without it.
 */
final class CsvRow {

    private static final Set<String> TYPES = Set.of("in", "out", "missed");

    private CsvRow() {}

    /** @return with the names that the newer history has; null when it is no row of a call, such as a header */
    static Fields fields(String line) {
        List<String> cells = cells(line);
        int start = -1;
        for (int i = 3; i < cells.size() && start < 0; i++) {
            start = Fields.isTime(cells.get(i)) ? i : -1;
        }
        if (start < 0 || !TYPES.contains(cells.get(1).toLowerCase(Locale.ROOT)) || cells.size() < start + 3) {
            return null;
        }
        var fields = new LinkedHashMap<String, String>();
        fields.put("uid", cells.get(0));
        fields.put("type", cells.get(1));
        fields.put("client", cells.get(2));
        if (start >= 5) {
            fields.put("account", cells.get(3));
        }
        fields.put("diversion", start >= 4 ? cells.get(start - 1) : "");
        fields.put("start", cells.get(start));
        fields.put("wait", cells.get(start + 1));
        fields.put("duration", cells.get(start + 2));
        cells.stream()
                .filter(cell -> cell.startsWith("http"))
                .findFirst()
                .ifPresent(link -> fields.put("record", link));
        return new Fields(fields);
    }

    private static List<String> cells(String line) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (char each : line.strip().toCharArray()) {
            if (each == '"') {
                quoted = !quoted;
            } else if (each == ',' && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(each);
            }
        }
        cells.add(cell.toString().strip());
        return cells;
    }
}
