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

    /** Its parameters in the order of the columns. */
    static final String WRITE_IN_ORDER = """
            insert into contact (id, name, name_key, company_id, position, email, note, responsible, words,
                responsible_id)
            values (?, ?, ?, ?, ?, ?, ?, ?, array_to_tsvector(?), %s)
            on conflict (id) do update set name = excluded.name, name_key = excluded.name_key,
                company_id = excluded.company_id, position = excluded.position, email = excluded.email,
                note = excluded.note, responsible = excluded.responsible, words = excluded.words,
                responsible_id = case when excluded.responsible is null and contact.responsible is null
                    then contact.responsible_id else excluded.responsible_id end,
                changed_at = now()""".formatted(ResponsibleRows.OWNER);

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

    /** Those of them that there are. */
    List<Contact> all(UUID[] ids) {
        return withNumbers(jdbc.sql("select * from contact where id = any(?)")
                .param(ids)
                .query(ContactRows::bare)
                .list());
    }

    /** Those of them that there are; nobody else changes them until the transaction ends. */
    List<Contact> toChange(UUID[] ids) {
        return withNumbers(jdbc.sql("select * from contact where id = any(?) order by id for update")
                .param(ids)
                .query(ContactRows::bare)
                .list());
    }

    List<Contact> list(Found found, int limit) {
        return withNumbers(new FoundRows(jdbc).page(found, limit, ContactRows::bare));
    }

    /** Those that a search shows first. @param own whose come before the others; null for nobody's */
    FoundRows.Some<Contact> best(Found found, int limit, UUID own) {
        FoundRows.Some<Contact> some = new FoundRows(jdbc).best(found, limit, own, ContactRows::bare);
        return new FoundRows.Some<>(withNumbers(some.rows()), some.total());
    }

    /** Nobody else changes them until the transaction ends. */
    List<Contact> ofCompanyToChange(UUID companyId) {
        return withNumbers(jdbc.sql("select * from contact where company_id = ? order by id for update")
                .param(companyId)
                .query(ContactRows::bare)
                .list());
    }

    /** People of these names who have one of these numbers; nobody else changes them until the transaction ends. */
    List<Contact> known(String[] nameKeys, long[] withNumbers) {
        return withNumbers(jdbc.sql("""
                        select c.* from contact c where c.name_key = any(:names) and exists (
                            select 1 from contact_number n where n.contact_id = c.id and n.number = any(:numbers))
                        order by c.id for update of c""")
                .param("names", nameKeys)
                .param("numbers", withNumbers)
                .query(ContactRows::bare)
                .list());
    }

    /** People of these names in one of these companies, or in none; else as above. */
    List<Contact> known(String[] nameKeys, UUID[] inCompanies) {
        return withNumbers(jdbc.sql("""
                        select c.* from contact c where c.name_key = any(:names)
                            and (c.company_id is null or c.company_id = any(:companies))
                        order by c.id for update of c""")
                .param("names", nameKeys)
                .param("companies", inCompanies)
                .query(ContactRows::bare)
                .list());
    }

    /** @return the contact with the person who looks after them */
    Contact write(Contact contact, String companyName) {
        Contact written = jdbc.sql(WRITE_IN_ORDER + " returning responsible_id, version")
                .param(contact.id())
                .param(contact.name())
                .param(SearchText.key(contact.name()))
                .param(contact.companyId())
                .param(contact.position())
                .param(contact.email())
                .param(contact.note())
                .param(contact.responsible())
                .param(words(contact, companyName))
                .param(contact.responsible())
                .query((row, number) -> contact.written(row.getObject(1, UUID.class), row.getInt(2)))
                .single();
        numbers.replace(contact.id(), contact.numbers());
        return written;
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
                row.getObject("responsible_id", UUID.class),
                List.of(),
                row.getInt("version"));
    }
}
