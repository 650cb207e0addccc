package org.ringbook.contacts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.contacts.Contact.ContactNumber;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People in the database. */
final class ContactRows {

    private final JdbcClient jdbc;
    final NumberRows numbers;

    ContactRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.numbers = new NumberRows(jdbc, "contact_id");
    }

    Optional<Contact> find(UUID id) {
        return jdbc.sql("select * from contact where id = ?")
                .param(id)
                .query(ContactRows::bare)
                .optional()
                .map(contact -> contact.with(numbers.of(id)));
    }

    /** As {@link #find}, and nobody else changes the row until the transaction ends. */
    Optional<Contact> findToChange(UUID id) {
        jdbc.sql("select 1 from contact where id = ? for update")
                .param(id)
                .query()
                .listOfRows();
        return find(id);
    }

    List<Contact> list(Found found, int limit) {
        return withNumbers(jdbc.sql("select * from contact" + found.where() + " order by name_key, id limit :limit")
                .params(found.params)
                .param("limit", limit)
                .query(ContactRows::bare)
                .list());
    }

    List<Contact> ofCompany(UUID companyId) {
        return withNumbers(jdbc.sql("select * from contact where company_id = ?")
                .param(companyId)
                .query(ContactRows::bare)
                .list());
    }

    void write(Contact contact, String companyName) {
        jdbc.sql("""
                        insert into contact
                            (id, name, name_key, company_id, position, email, note, responsible, words)
                        values (:id, :name, :key, :companyId, :position, :email, :note, :responsible,
                            array_to_tsvector(:words))
                        on conflict (id) do update set name = excluded.name, name_key = excluded.name_key,
                            company_id = excluded.company_id, position = excluded.position, email = excluded.email,
                            note = excluded.note, responsible = excluded.responsible, words = excluded.words,
                            changed_at = now()""")
                .param("id", contact.id())
                .param("name", contact.name())
                .param("key", SearchText.key(contact.name()))
                .param("companyId", contact.companyId())
                .param("position", contact.position())
                .param("email", contact.email())
                .param("note", contact.note())
                .param("responsible", contact.responsible())
                .param("words", words(contact, companyName))
                .update();
        numbers.replace(contact.id(), contact.numbers());
    }

    void writeWords(Collection<Contact> contacts, String companyName) {
        for (Contact contact : contacts) {
            jdbc.sql("update contact set words = array_to_tsvector(?) where id = ?")
                    .params(words(contact, companyName), contact.id())
                    .update();
        }
    }

    void delete(UUID id) {
        jdbc.sql("delete from contact where id = ?").param(id).update();
    }

    static String[] words(Contact contact, String companyName) {
        return SearchText.words(contact.name(), contact.email(), companyName);
    }

    private List<Contact> withNumbers(List<Contact> bare) {
        Map<UUID, List<ContactNumber>> all =
                numbers.of(bare.stream().map(Contact::id).toList());
        return bare.stream()
                .map(contact -> contact.with(all.getOrDefault(contact.id(), List.of())))
                .toList();
    }

    private static Contact bare(ResultSet row, int n) throws SQLException {
        return new Contact(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getObject("company_id", UUID.class),
                row.getString("position"),
                row.getString("email"),
                row.getString("note"),
                row.getString("responsible"),
                List.of());
    }
}
