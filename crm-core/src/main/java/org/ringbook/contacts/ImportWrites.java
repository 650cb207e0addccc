package org.ringbook.contacts;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.contacts.Contact.ContactNumber;
import org.springframework.jdbc.core.JdbcTemplate;

/** Many records at once into the database. */
final class ImportWrites {

    private static final int BATCH = 1_000;

    private final JdbcTemplate jdbc;

    ImportWrites(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    private record NumberRow(UUID contactId, UUID companyId, int place, ContactNumber number) {}

    void write(List<Company> companies, List<Contact> people, Map<UUID, String> companyNames) {
        jdbc.batchUpdate(CompanyRows.WRITE_IN_ORDER, companies, BATCH, ImportWrites::set);
        jdbc.batchUpdate(
                ContactRows.WRITE_IN_ORDER,
                people,
                BATCH,
                (statement, person) -> set(statement, person, companyNames.get(person.companyId())));
        jdbc.update("delete from contact_number where company_id = any(?)", (Object)
                companies.stream().map(Company::id).toArray(UUID[]::new));
        jdbc.update("delete from contact_number where contact_id = any(?)", (Object)
                people.stream().map(Contact::id).toArray(UUID[]::new));
        jdbc.batchUpdate(
                "insert into contact_number (number, contact_id, company_id, place, extension, label)"
                        + " values (?, ?, ?, ?, ?, ?)",
                numbers(companies, people),
                BATCH,
                ImportWrites::set);
    }

    void analyze() {
        jdbc.execute("analyze company, contact, contact_number");
    }

    private static List<NumberRow> numbers(List<Company> companies, List<Contact> people) {
        List<NumberRow> rows = new ArrayList<>();
        for (Company company : companies) {
            for (int i = 0; i < company.numbers().size(); i++) {
                rows.add(new NumberRow(null, company.id(), i, company.numbers().get(i)));
            }
        }
        for (Contact person : people) {
            for (int i = 0; i < person.numbers().size(); i++) {
                rows.add(new NumberRow(person.id(), null, i, person.numbers().get(i)));
            }
        }
        return rows;
    }

    private static void set(PreparedStatement statement, Company company) throws SQLException {
        statement.setObject(1, company.id());
        statement.setString(2, company.name());
        statement.setString(3, SearchText.key(company.name()));
        statement.setString(4, company.note());
        statement.setString(5, company.responsible());
        statement.setObject(6, SearchText.words(company.name()));
        statement.setString(7, company.responsible());
    }

    private static void set(PreparedStatement statement, Contact person, String companyName) throws SQLException {
        statement.setObject(1, person.id());
        statement.setString(2, person.name());
        statement.setString(3, SearchText.key(person.name()));
        statement.setObject(4, person.companyId());
        statement.setString(5, person.position());
        statement.setString(6, person.email());
        statement.setString(7, person.note());
        statement.setString(8, person.responsible());
        statement.setObject(9, ContactRows.words(person, companyName));
        statement.setString(10, person.responsible());
    }

    private static void set(PreparedStatement statement, NumberRow row) throws SQLException {
        statement.setLong(1, row.number.number().e164());
        statement.setObject(2, row.contactId);
        statement.setObject(3, row.companyId);
        statement.setInt(4, row.place);
        statement.setString(5, row.number.extension());
        statement.setString(6, row.number.label());
    }
}
