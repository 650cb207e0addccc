package org.ringbook.contacts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringbook.fields.FieldFilter;
import org.ringbook.numbers.NumberPart;
import org.ringbook.numbers.NumberPlan;

/**
 * The question for what a user typed. The order of names is walked when so many fit that the page is soon full, and all that fit are
 * sorted when they are few: whichever the planner takes for the other of the two would be minutes on a large table.
 */
final class Found {

    /** More than so many are not counted. */
    static final int COUNTED = 20_000;

    final List<String> conditions = new ArrayList<>();
    final Map<String, Object> params = new HashMap<>();
    private final String table;
    private final String words;
    private final FieldFilter filter;
    private final List<String> patterns = new ArrayList<>();

    /**
     * @param table contact or company; numbers are looked up by the column of the same name with _id
     * @param text null or blank for all
     */
    Found(String table, String text, NumberPlan plan, PageCursor after) {
        this(table, text, null, plan, after);
    }

    /** @param filter of the company's own fields; null for none */
    Found(String table, String text, FieldFilter filter, NumberPlan plan, PageCursor after) {
        this.table = table;
        this.filter = filter;
        if (filter != null) {
            params.putAll(filter.parameters());
        }
        if (after != null) {
            conditions.add("(t.name_key, t.id) > (:afterName, :afterId)");
            params.put("afterName", after.nameKey());
            params.put("afterId", after.id());
        }
        this.words = text == null || text.isBlank() ? null : SearchText.query(text);
        Optional<NumberPart> part = words == null ? Optional.empty() : NumberPart.of(text, plan);
        params.put("words", words);
        if (words != null) {
            params.put("typed", SearchText.key(text));
            params.put("typedEnd", SearchText.key(text) + Character.MAX_VALUE);
        }
        part.ifPresent(found -> found.patterns("").forEach(this::addPattern));
    }

    private void addPattern(String pattern) {
        params.put("part" + patterns.size(), pattern);
        patterns.add("n.number::text like :part" + patterns.size());
    }

    /** Whether anything was typed that is looked for. */
    boolean isSearch() {
        return words != null || filter != null;
    }

    /** Whether what was typed can fit nothing at all: it has no letter and no digit. */
    boolean isNothing() {
        return words != null && words.isEmpty();
    }

    /** All rows in the order of names. */
    String walk() {
        var all = new ArrayList<>(conditions);
        if (isSearch()) {
            all.add(fits());
        }
        return "select t.* from " + table + " t" + (all.isEmpty() ? "" : " where " + String.join(" and ", all))
                + " order by t.name_key, t.id limit :limit";
    }

    /**
     * Some of those that fit, those of one of our people first, then by name, each with how many fit in all, at most one more than
     * {@link #COUNTED}; with nothing else of the row when that is too much to sort, or none fits.
     *
     * @param own true to put the rows of :own first
     */
    String sorted(boolean own) {
        return "with hit as materialized (" + hits() + "), total as (select count(*) as total from hit)"
                + " select total.total, found.* from total left join lateral (select t.* from hit join " + table
                + " t on t.id = hit.id where total.total <= " + COUNTED
                + conditions.stream().reduce("", (all, one) -> all + " and " + one)
                + (words != null && filter != null ? " and " + fitsFields() : "") + " order by "
                + (own ? "(t.responsible_id is not distinct from :own) desc, " : "")
                + "t.name_key, t.id limit :limit) found on true";
    }

    /** Those whose name begins as it was typed: in the order of names they stand together. */
    String walkOfBeginning() {
        return "select t.* from " + table + " t where t.name_key >= :typed and t.name_key < :typedEnd and " + fits()
                + " order by t.name_key, t.id limit :limit";
    }

    /** Of :own alone. */
    String walkOwn() {
        return "select t.* from " + table + " t where t.responsible_id = :own and " + fits()
                + " order by t.name_key, t.id limit :limit";
    }

    /** How many rows fit, no more than :most. */
    String counted() {
        String some = isSearch()
                ? "(" + hits() + ") hit join " + table + " t on t.id = hit.id"
                        + (words != null && filter != null ? " where " + fitsFields() : "")
                : table + " t";
        return "select count(*) from (select 1 from " + some + " limit :most) few";
    }

    private String hits() {
        String most = " limit " + (COUNTED + 1);
        if (words == null) {
            return "select p.id from party p where " + filter.sql("p") + most;
        }
        String byName = "(select id from " + table + " where words @@ cast(:words as tsquery)" + most + ")";
        String owner = table + "_id";
        return patterns.isEmpty()
                ? byName
                : byName + " union (select n." + owner + " from contact_number n where n." + owner
                        + " is not null and (" + String.join(" or ", patterns) + ")" + most + ")";
    }

    /** The same of one row, in words that no index is taken for. */
    private String fits() {
        if (words == null) {
            return fitsFields();
        }
        return filter == null ? fitsText() : fitsText() + " and " + fitsFields();
    }

    private String fitsFields() {
        return "exists (select 1 from party p where p.id = t.id and " + filter.sql("p") + ")";
    }

    private String fitsText() {
        String byName = "(t.words @@ cast(:words as tsquery)) is true";
        return patterns.isEmpty()
                ? byName
                : "(" + byName + " or exists (select 1 from contact_number n where n." + table + "_id = t.id and ("
                        + String.join(" or ", patterns) + ")))";
    }
}
