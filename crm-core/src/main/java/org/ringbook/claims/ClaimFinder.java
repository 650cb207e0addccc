package org.ringbook.claims;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.ringbook.numbers.NumberPart;
import org.ringbook.rights.Condition;
import org.ringbook.rights.Permissions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Claims for the search field, as far as they may be seen. Any thread; every method waits for the database. */
@Component
public class ClaimFinder {

    private static final int SHORTEST = 3;
    /** Of each way in which one may be meant. */
    private static final int MOST_FITS = 20_000;
    /** After "api", and the id of whose program it was. */
    private static final String NAME_OF_A_PROGRAM = "api " + "_".repeat(36) + " %";

    private final JdbcClient jdbc;

    ClaimFinder(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * By words of it or of the client, its number, any part of a telephone number, or the name that another program has for it. One's own and
     * open ones first.
     *
     * @param part digits of a number; null for words
     * @param parties clients of that name
     */
    public List<Claim> search(
            String text, NumberPart part, Collection<UUID> parties, Permissions who, UUID own, int most) {
        Condition seen = ClaimRows.seen(who);
        var params = new HashMap<String, Object>(seen.parameters());
        List<String> ways = ways(text, part, parties, params);
        if (ways.isEmpty()) {
            return List.of();
        }
        String fits = String.join(
                " union ",
                ways.stream()
                        .map(way -> "(select id from claim where " + way + " limit " + MOST_FITS + ")")
                        .toList());
        return jdbc.sql("with fits as materialized (" + fits
                        + ") select c.* from claim c where c.id in (select id from fits) and "
                        + seen.sql()
                        + " order by c.responsible_id is distinct from :own, c.closed_at is not null, c.registered_at desc, c.id desc"
                        + " limit :most")
                .params(params)
                .param("own", own)
                .param("most", most)
                .query(ClaimRows::read)
                .list();
    }

    /** Each has an index of its own; in one condition none would fit. */
    private static List<String> ways(
            String text, NumberPart part, Collection<UUID> parties, HashMap<String, Object> params) {
        var ways = new ArrayList<String>();
        List<String> words = ClaimRows.patterns(text);
        if (!words.isEmpty()) {
            var each = new ArrayList<String>();
            for (String word : words) {
                params.put("word" + each.size(), word);
                each.add("found like :word" + each.size());
            }
            ways.add(String.join(" and ", each));
        }
        String digits = text.startsWith("№") ? text.substring(1).strip() : text;
        if (digits.matches("\\d{1,15}")) {
            ways.add("number = :number");
            params.put("number", Long.valueOf(digits));
        }
        if (part != null) {
            ways.add("phone::text like any(:parts)");
            params.put("parts", part.patterns("").toArray(String[]::new));
        }
        if (text.length() >= SHORTEST) {
            ways.add("key ilike :name");
            params.put("name", NAME_OF_A_PROGRAM + text.replaceAll("([\\\\%_])", "\\\\$1") + "%");
        }
        if (!parties.isEmpty()) {
            ways.add("party_id = any(:parties)");
            params.put("parties", parties.toArray(UUID[]::new));
        }
        return ways;
    }
}
