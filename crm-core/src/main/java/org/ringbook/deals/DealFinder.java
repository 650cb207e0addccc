package org.ringbook.deals;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.ringbook.rights.Action;
import org.ringbook.rights.Condition;
import org.ringbook.rights.Rights;
import org.ringbook.staff.StaffMember;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Deals for the search field, as far as they may be seen. Any thread; every method waits for the database. */
@Component
public class DealFinder {

    private static final int SHORTEST = 3;
    /** Of each way in which one may be meant. */
    private static final int MOST_FITS = 20_000;

    private final JdbcClient jdbc;
    private final Rights rights;

    DealFinder(JdbcClient jdbc, Rights rights) {
        this.jdbc = jdbc;
        this.rights = rights;
    }

    /**
     * By words of the title, its number, or a part of the name that another program has for it. One's own and open ones first.
     *
     * @param parties clients of that name
     */
    public List<Deal> search(String text, Collection<UUID> parties, StaffMember who, int most) {
        Condition seen = rights.of(who).condition(Action.SEE, DealList.OWNER);
        var params = new HashMap<String, Object>(seen.parameters());
        List<String> ways = ways(text, parties, params);
        if (ways.isEmpty()) {
            return List.of();
        }
        String fits = String.join(
                " union ",
                ways.stream()
                        .map(way -> "(select id from deal where " + way + " limit " + MOST_FITS + ")")
                        .toList());
        return jdbc.sql("with fits as materialized (" + fits + ") " + DealRows.SELECT
                        + " where d.id in (select id from fits) and " + seen.sql()
                        + " order by d.responsible_id is distinct from :own, d.closed_at is not null, d.created_at desc, d.id desc"
                        + " limit :most")
                .params(params)
                .param("own", who.id())
                .param("most", most)
                .query(DealRows::read)
                .list();
    }

    /** Each has an index of its own; in one condition none would fit. */
    private static List<String> ways(String text, Collection<UUID> parties, HashMap<String, Object> params) {
        var ways = new ArrayList<String>();
        List<String> words = DealTexts.patterns(text);
        if (!words.isEmpty()) {
            var each = new ArrayList<String>();
            for (String word : words) {
                params.put("word" + each.size(), word);
                each.add("found like :word" + each.size());
            }
            ways.add(String.join(" and ", each));
        }
        DealFilter.number(text).ifPresent(number -> {
            ways.add("number = :number");
            params.put("number", number);
        });
        if (text.length() >= SHORTEST) {
            ways.add("external_id ilike :external");
            params.put("external", "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%");
        }
        if (!parties.isEmpty()) {
            ways.add("party_id = any(:parties)");
            ways.add("contact_id = any(:parties)");
            params.put("parties", parties.toArray(UUID[]::new));
        }
        return ways;
    }
}
