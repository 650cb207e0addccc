package org.ringbook.contacts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.contacts.Contact.ContactNumber;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Companies in the database. */
final class CompanyRows {

    /** Its parameters in the order of the columns. */
    static final String WRITE_IN_ORDER = """
            insert into company (id, name, name_key, note, responsible, words, responsible_id)
            values (?, ?, ?, ?, ?, array_to_tsvector(?), %s)
            on conflict (id) do update set name = excluded.name, name_key = excluded.name_key,
                note = excluded.note, responsible = excluded.responsible, words = excluded.words,
                responsible_id = case when excluded.responsible is null and company.responsible is null
                    then company.responsible_id else excluded.responsible_id end,
                changed_at = now()""".formatted(ResponsibleRows.OWNER);

    private final JdbcClient jdbc;
    final NumberRows numbers;

    CompanyRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.numbers = new NumberRows(jdbc, "company_id");
    }

    Optional<Company> find(UUID id) {
        return jdbc.sql("select * from company where id = ?")
                .param(id)
                .query(CompanyRows::bare)
                .optional()
                .map(company -> company.with(numbers.of(id)));
    }

    /** As {@link #find}, and nobody else changes the row or adds people to it until the transaction ends. */
    Optional<Company> findToChange(UUID id) {
        jdbc.sql("select 1 from company where id = ? for update")
                .param(id)
                .query()
                .listOfRows();
        return find(id);
    }

    /** The name, which nobody else changes until the transaction ends. */
    Optional<String> nameToKeep(UUID id) {
        return jdbc.sql("select name from company where id = ? for share")
                .param(id)
                .query(String.class)
                .optional();
    }

    List<Company> all(UUID[] ids) {
        return withNumbers(jdbc.sql("select * from company where id = any(?) order by id")
                .param(ids)
                .query(CompanyRows::bare)
                .list());
    }

    /** Those of them that there are; nobody else changes them until the transaction ends. */
    List<Company> toChange(UUID[] ids) {
        return withNumbers(jdbc.sql("select * from company where id = any(?) order by id for update")
                .param(ids)
                .query(CompanyRows::bare)
                .list());
    }

    List<Company> list(Found found, int limit) {
        return withNumbers(new FoundRows(jdbc).page(found, limit, CompanyRows::bare));
    }

    /** Those that a search shows first. @param own whose come before the others; null for nobody's */
    FoundRows.Some<Company> best(Found found, int limit, UUID own) {
        FoundRows.Some<Company> some = new FoundRows(jdbc).best(found, limit, own, CompanyRows::bare);
        return new FoundRows.Some<>(withNumbers(some.rows()), some.total());
    }

    /** Companies of these names; nobody else changes them until the transaction ends. */
    List<Company> known(String[] nameKeys) {
        return withNumbers(jdbc.sql("select * from company where name_key = any(:names) order by id for update")
                .param("names", nameKeys)
                .query(CompanyRows::bare)
                .list());
    }

    private List<Company> withNumbers(List<Company> bare) {
        Map<UUID, List<ContactNumber>> all =
                numbers.of(bare.stream().map(Company::id).toList());
        return bare.stream()
                .map(company -> company.with(all.getOrDefault(company.id(), List.of())))
                .toList();
    }

    /** @return the company with the person who looks after it */
    Company write(Company company) {
        Company written = jdbc.sql(WRITE_IN_ORDER + " returning responsible_id, version")
                .param(company.id())
                .param(company.name())
                .param(SearchText.key(company.name()))
                .param(company.note())
                .param(company.responsible())
                .param(SearchText.words(company.name()))
                .param(company.responsible())
                .query((row, number) -> company.written(row.getObject(1, UUID.class), row.getInt(2)))
                .single();
        numbers.replace(company.id(), company.numbers());
        return written;
    }

    void delete(UUID id) {
        jdbc.sql("delete from company where id = ?").param(id).update();
    }

    private static Company bare(ResultSet row, int n) throws SQLException {
        return new Company(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("note"),
                row.getString("responsible"),
                row.getObject("responsible_id", UUID.class),
                List.of(),
                row.getInt("version"));
    }
}
