package org.ringbook.contacts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.numbers.PhoneNumber;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Numbers of one kind of owner in the database. */
final class NumberRows {

    private final JdbcClient jdbc;
    private final String owner;

    /** @param owner the column that names the owner, contact_id or company_id */
    NumberRows(JdbcClient jdbc, String owner) {
        this.jdbc = jdbc;
        this.owner = owner;
    }

    List<ContactNumber> of(UUID id) {
        return of(List.of(id)).getOrDefault(id, List.of());
    }

    Map<UUID, List<ContactNumber>> of(Collection<UUID> ids) {
        Map<UUID, List<ContactNumber>> numbers = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql("select " + owner + ", number, extension, label from contact_number where " + owner
                            + " in (:ids) order by place")
                    .param("ids", ids)
                    .query(row -> {
                        numbers.computeIfAbsent(row.getObject(1, UUID.class), id -> new ArrayList<>())
                                .add(new ContactNumber(
                                        new PhoneNumber(row.getLong(2)), row.getString(3), row.getString(4)));
                    });
        }
        return numbers;
    }

    void replace(UUID id, List<ContactNumber> numbers) {
        jdbc.sql("delete from contact_number where " + owner + " = ?").param(id).update();
        for (int place = 0; place < numbers.size(); place++) {
            ContactNumber number = numbers.get(place);
            jdbc.sql("insert into contact_number (" + owner
                            + ", number, place, extension, label) values (?, ?, ?, ?, ?)")
                    .params(id, number.number().e164(), place, number.extension(), number.label())
                    .update();
        }
    }
}
