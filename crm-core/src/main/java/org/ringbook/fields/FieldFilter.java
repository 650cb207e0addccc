package org.ringbook.fields;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ringbook.refusals.Refused;

/** What the fields of a list are asked for: all of it must hold. */
public final class FieldFilter {

    /** Asked for at once. */
    public static final int MOST = 10;

    private static final int WORDS = 8;

    private final List<String> queries = new ArrayList<>();
    private final List<String> ranges = new ArrayList<>();
    private final Map<String, Object> params = new HashMap<>();

    private FieldFilter() {}

    /** @param value for texts, choices, yes or no. @param from for numbers, money and days, as is {@code to}; both included; null for none */
    public record Asked(String key, String value, String from, String to) {

        /** {@code segment:retail}, {@code size:10..50}, {@code size:..50}, {@code since:2026-01-01..}. */
        public static Asked of(String text) {
            int colon = text.indexOf(':');
            if (colon <= 0) {
                throw Refused.because("field", "fields.filter.form", text);
            }
            String key = text.substring(0, colon);
            String value = text.substring(colon + 1);
            int dots = value.indexOf("..");
            return dots < 0
                    ? new Asked(key, value, null, null)
                    : new Asked(key, value, value.substring(0, dots), value.substring(dots + 2));
        }
    }

    /**
     * @param fields that may be asked for
     * @return null when nothing is asked for
     * @throws Refused beside {@code field} when there is no such field, or what is asked for cannot stand in it
     */
    static FieldFilter of(List<Field> fields, List<Asked> asked, FieldReading reading) {
        if (asked.size() > MOST) {
            throw Refused.because("field", "fields.filter.many", MOST);
        }
        var filter = new FieldFilter();
        for (Asked one : asked) {
            Field field = fields.stream()
                    .filter(known -> known.key().equals(one.key()))
                    .findFirst()
                    .orElseThrow(() -> Refused.because("field", "fields.filter.unknown", one.key()));
            filter.add(field, one, reading);
        }
        return filter.queries.isEmpty() ? null : filter;
    }

    private void add(Field field, Asked asked, FieldReading reading) {
        if (field.kind().isRange()) {
            boolean exact = blank(asked.from()) && blank(asked.to());
            String from = exact ? asked.value() : asked.from();
            String to = exact ? asked.value() : asked.to();
            range(field, from, ">=");
            range(field, to, "<=");
            if (!blank(from) || !blank(to)) {
                queries.add(FieldWords.quoted(FieldWords.exists(field)));
            }
        } else if (field.kind().isWords()) {
            var words = FieldWords.split(asked.value() == null ? "" : asked.value(), WORDS);
            if (!words.isEmpty()) {
                queries.add(FieldWords.query(field, words, true));
            }
        } else {
            Object value = reading.read(field, asked.value(), List.of(asked.value() == null ? "" : asked.value()));
            if (value != null) {
                List<String> words = value instanceof List<?> several
                        ? several.stream().map(Object::toString).toList()
                        : List.of(value.toString());
                queries.add(FieldWords.query(field, words, false));
            }
        }
    }

    private void range(Field field, String text, String sign) {
        if (blank(text)) {
            return;
        }
        String param = "field" + params.size();
        // The key is of our own letters only. Another subject's field may have the same key and hold a text.
        String value = "{t}.fields ->> '" + field.key() + "'";
        if (field.kind().isNumber()) {
            params.put(param, FieldReading.number(field, text));
            ranges.add("case when jsonb_typeof({t}.fields -> '" + field.key() + "') = 'number' then (" + value
                    + ")::numeric " + sign + " :" + param + " else false end");
        } else {
            params.put(param, FieldReading.date(field, text.strip()).toString());
            ranges.add("(" + value + ") " + sign + " :" + param);
        }
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }

    /** A condition over a row of the table that holds the values. @param table its name or alias */
    public String sql(String table) {
        var all = new ArrayList<String>();
        all.add("{t}.field_words @@ cast(:fieldWords as tsquery)");
        all.addAll(ranges);
        return String.join(" and ", all).replace("{t}", table);
    }

    /** By the names in {@link #sql}. */
    public Map<String, Object> parameters() {
        var all = new HashMap<>(params);
        all.put("fieldWords", String.join(" & ", queries));
        return all;
    }
}
