package org.ringbook.filters;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Role;
import org.ringbook.staff.StaffMember;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Filters of lists that people keep by name: their own, and those that are shared. Any thread; every method waits for the database. */
@Component
public class SavedFilters {

    /** Lists that have filters. */
    public static final Set<String> LISTS =
            Set.of("calls", "contacts", "companies", "leads", "deals", "tasks", "reports");

    private static final int MOST = 50;
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_QUERY = 2_000;

    private final JdbcClient jdbc;

    SavedFilters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param query as it stands in the address, without the question mark */
    public record SavedFilter(UUID id, UUID ownerId, String list, String name, String query, boolean shared) {

        public String address() {
            return "/" + list + "?" + query;
        }
    }

    /** One's own, then the shared ones of others. @param list null for all lists */
    public List<SavedFilter> of(String list, UUID person) {
        return jdbc.sql("select * from saved_filter where (owner_id = :person or shared)"
                        + " and (cast(:list as text) is null or list = :list)"
                        + " order by owner_id <> :person, lower(name), id limit 200")
                .param("person", person)
                .param("list", list)
                .query(SavedFilters::read)
                .list();
    }

    /**
     * One of the same name is replaced.
     *
     * @param shared for everybody; a supervisor's to say
     * @throws Refused if the list is none, the name or the query does not fit, or there are too many
     */
    public SavedFilter save(String list, String name, String query, boolean shared, StaffMember by) {
        String kept = name == null ? "" : name.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
        if (list == null || !LISTS.contains(list)) {
            throw Refused.because("list", "filters.list");
        }
        if (kept.isEmpty() || kept.length() > LONGEST_NAME) {
            throw Refused.because("name", "filters.name", LONGEST_NAME);
        }
        if (query == null || query.isBlank() || query.length() > LONGEST_QUERY || !query.matches("[\\x21-\\x7e]+")) {
            throw Refused.because("query", "filters.query");
        }
        if (shared && by.role().compareTo(Role.SUPERVISOR) < 0) {
            throw Refused.because("shared", "filters.shared");
        }
        jdbc.sql("delete from saved_filter where owner_id = ? and list = ? and lower(name) = lower(?)")
                .params(by.id(), list, kept)
                .update();
        if (jdbc.sql("select count(*) from saved_filter where owner_id = ?")
                        .param(by.id())
                        .query(Integer.class)
                        .single()
                >= MOST) {
            throw Refused.because(null, "filters.many", MOST);
        }
        var filter = new SavedFilter(UUID.randomUUID(), by.id(), list, kept, query, shared);
        try {
            jdbc.sql("insert into saved_filter (id, owner_id, list, name, query, shared) values (?, ?, ?, ?, ?, ?)")
                    .params(filter.id(), by.id(), list, kept, query, shared)
                    .update();
        } catch (DuplicateKeyException atTheSameTime) {
            throw Refused.because("name", "filters.twice");
        }
        return filter;
    }

    /** Their own; a supervisor's also what others share. Nothing happens when it is gone. @throws Refused if it is another's */
    public void delete(UUID id, StaffMember by) {
        Optional<SavedFilter> found = jdbc.sql("select * from saved_filter where id = ?")
                .param(id)
                .query(SavedFilters::read)
                .optional();
        found.ifPresent(filter -> {
            boolean supervisor = by.role().compareTo(Role.SUPERVISOR) >= 0;
            if (!filter.ownerId().equals(by.id()) && !(filter.shared() && supervisor)) {
                throw Refused.because("id", "filters.not-yours");
            }
            jdbc.sql("delete from saved_filter where id = ?").param(id).update();
        });
    }

    private static SavedFilter read(ResultSet row, int number) throws SQLException {
        return new SavedFilter(
                row.getObject("id", UUID.class),
                row.getObject("owner_id", UUID.class),
                row.getString("list"),
                row.getString("name"),
                row.getString("query"),
                row.getBoolean("shared"));
    }
}
