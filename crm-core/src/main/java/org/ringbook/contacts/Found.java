package org.ringbook.contacts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ringbook.numbers.NumberPlan;

/** The conditions and parameters of a search for what a user typed. */
final class Found {

    private static final int FEWEST_DIGITS = 3;

    final List<String> conditions = new ArrayList<>();
    final Map<String, Object> params = new HashMap<>();

    /**
     * @param table contact or company; numbers are looked up by the column of the same name with _id
     * @param text null or blank for all
     */
    Found(String table, String text, NumberPlan plan, PageCursor after) {
        if (after != null) {
            conditions.add("(name_key, id) > (:afterName, :afterId)");
            params.put("afterName", after.nameKey());
            params.put("afterId", after.id());
        }
        if (text != null && !text.isBlank()) {
            String byName = byName(text);
            List<String> byNumber = byNumber(text, plan);
            conditions.add(byNumber.isEmpty() ? byName : either(table, byName, byNumber));
        }
    }

    String where() {
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    private String byName(String text) {
        String query = SearchText.query(text);
        params.put("words", query);
        return query.isEmpty() ? "false" : "words @@ cast(:words as tsquery)";
    }

    private List<String> byNumber(String text, NumberPlan plan) {
        String digits = text.replaceAll("[^0-9]", "");
        if (digits.length() < FEWEST_DIGITS || digits.length() > 20 || !text.matches("[0-9\\s\\p{Z}+().\\-–—/]+")) {
            return List.of();
        }
        List<String> numberConditions = new ArrayList<>();
        for (String beginning : plan.beginnings(text)) {
            String name = "beginning" + numberConditions.size();
            params.put(name, beginning + "%");
            numberConditions.add("number::text like :" + name);
        }
        params.put("ending", new StringBuilder(digits).reverse() + "%");
        numberConditions.add("reverse(number::text) like :ending");
        return numberConditions;
    }

    /** As a union, so that each half uses its own index. */
    private static String either(String table, String byName, List<String> byNumber) {
        String owner = table + "_id";
        return "id in (select id from " + table + " where " + byName
                + byNumber.stream()
                        .map(condition -> " union select " + owner + " from contact_number where " + owner
                                + " is not null and " + condition)
                        .collect(Collectors.joining())
                + ")";
    }
}
