package org.ringbook.contacts;

import java.util.List;
import org.ringbook.numbers.PhoneNumber;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The numbers of everybody whose name fits: by them calls are found, which know no names. */
final class FoundNumbers {

    private final JdbcClient jdbc;

    FoundNumbers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param query see {@link SearchText#query}; empty finds nobody */
    List<PhoneNumber> of(String query, int most) {
        return query.isEmpty()
                ? List.of()
                : jdbc.sql("""
                        with person as materialized (
                            select id from contact where words @@ cast(:words as tsquery) limit :most),
                        firm as materialized (
                            select id from company where words @@ cast(:words as tsquery) limit :most)
                        select distinct number from (
                            select n.number from person join contact_number n on n.contact_id = person.id
                            union all
                            select n.number from firm join contact_number n on n.company_id = firm.id) numbers
                        limit :most""")
                        .param("words", query)
                        .param("most", most)
                        .query((row, n) -> new PhoneNumber(row.getLong(1)))
                        .list();
    }
}
