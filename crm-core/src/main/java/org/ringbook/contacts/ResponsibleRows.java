package org.ringbook.contacts;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.ringbook.numbers.Extension;
import org.ringbook.staff.StaffChanged;
import org.ringbook.staff.StaffMember;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Clients are a person's and not a telephone's: whoever looks after them goes on doing so with another telephone, and a colleague who
 * is given theirs does not inherit the clients. The extension beside the person follows, so that telephone systems are told the one
 * of today.
 */
@Component
class ResponsibleRows {

    /** Whose the extension is at any source now; one parameter. */
    static final String OWNER =
            "(select member_id from staff_telephone where telephone = ? and source is null and until is null)";

    private final JdbcClient jdbc;
    private final CallerDirectory directory;

    ResponsibleRows(JdbcClient jdbc, CallerDirectory directory) {
        this.jdbc = jdbc;
        this.directory = directory;
    }

    @EventListener
    void changed(StaffChanged change) {
        String before = change.before() == null ? null : extensionOf(change.before());
        String now = extensionOf(change.now());
        if (!Objects.equals(before, now)) {
            UUID person = change.now().id();
            List<UUID> companies = follow("company", person, now);
            List<UUID> contacts = follow("contact", person, now);
            companies.forEach(directory::refreshCompany);
            directory.refresh(numbersOf(contacts));
        }
    }

    /** Who has left is told to nobody. */
    private static String extensionOf(StaffMember member) {
        return member.active()
                ? member.telephones().filter(Extension::isExtension).findFirst().orElse(null)
                : null;
    }

    /** Rows that name an extension which was nobody's until now are the new owner's. */
    private List<UUID> follow(String table, UUID person, String extension) {
        // In the order in which an import takes them.
        jdbc.sql("select id from " + table + " where responsible_id = :person"
                        + " or responsible = :extension and responsible_id is null order by id for update")
                .param("person", person)
                .param("extension", extension)
                .query(UUID.class)
                .list();
        jdbc.sql("update " + table + " set responsible_id = :person where responsible = :extension"
                        + " and responsible_id is null")
                .param("person", person)
                .param("extension", extension)
                .update();
        return jdbc.sql("update " + table + " set responsible = :extension where responsible_id = :person"
                        + " and responsible is distinct from :extension returning id")
                .param("person", person)
                .param("extension", extension)
                .query(UUID.class)
                .list();
    }

    private long[] numbersOf(List<UUID> contacts) {
        return contacts.isEmpty()
                ? new long[0]
                : jdbc
                        .sql("select distinct number from contact_number where contact_id = any(?)")
                        .param(contacts.toArray(UUID[]::new))
                        .query(Long.class)
                        .list()
                        .stream()
                        .mapToLong(Long::longValue)
                        .toArray();
    }
}
