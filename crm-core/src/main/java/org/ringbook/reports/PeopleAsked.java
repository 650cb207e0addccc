package org.ringbook.reports;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whose states a report is of. Any thread; waits for the database. */
final class PeopleAsked {

    private final JdbcClient jdbc;

    PeopleAsked(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Who is asked for and may be seen; null for everybody. */
    Collection<UUID> of(ReportQuery query) {
        Collection<UUID> people = query.people();
        if (query.team() != null) {
            people = both(
                    people,
                    jdbc.sql("select id from staff_member where team = ?")
                            .param(query.team())
                            .query(UUID.class)
                            .list());
        }
        return query.person() == null ? people : both(people, Set.of(query.person()));
    }

    private static Collection<UUID> both(Collection<UUID> one, Collection<UUID> other) {
        return one == null ? other : other.stream().filter(one::contains).toList();
    }
}
