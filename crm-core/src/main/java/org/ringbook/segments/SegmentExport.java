package org.ringbook.segments;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.contacts.Contacts;
import org.ringbook.rights.Permissions;
import org.ringbook.spreadsheets.Cell;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.stereotype.Component;

/**
 * The members of a segment as a CSV file for spreadsheets: UTF-8 with a byte order mark, semicolons. No cell of it can run as a formula, see
 * {@link Cell}.
 */
@Component
public class SegmentExport {

    private static final List<String> RUSSIAN = List.of("Имя", "Компания", "Телефон", "E-mail", "Ответственный");
    private static final List<String> ENGLISH = List.of("Name", "Company", "Phone", "E-mail", "Responsible");
    private static final int ROWS = 500;

    private final Segments segments;
    private final Contacts contacts;
    private final Staff staff;

    SegmentExport(Segments segments, Contacts contacts, Staff staff) {
        this.segments = segments;
        this.contacts = contacts;
        this.staff = staff;
    }

    /**
     * Writes all whom somebody may see, by name, and leaves the stream open.
     *
     * @param language of the column names
     */
    public void write(OutputStream out, UUID segment, Permissions who, Locale language) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write('\uFEFF');
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(';')
                .setRecordSeparator("\r\n")
                .get();
        CSVPrinter printer = new CSVPrinter(writer, format);
        printer.printRecord("ru".equals(language.getLanguage()) ? RUSSIAN : ENGLISH);
        List<UUID> all = segments.ids(segment, who);
        for (int from = 0; from < all.size(); from += ROWS) {
            print(printer, all.subList(from, Math.min(all.size(), from + ROWS)));
        }
        printer.flush();
    }

    private void print(CSVPrinter printer, List<UUID> some) throws IOException {
        Map<UUID, Contact> people = new HashMap<>();
        contacts.people(some).forEach(one -> people.put(one.id(), one));
        Map<UUID, Company> companies = new HashMap<>();
        contacts.companies(some).forEach(one -> companies.put(one.id(), one));
        Map<UUID, String> employers = new HashMap<>();
        contacts.companies(people.values().stream()
                        .map(Contact::companyId)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList())
                .forEach(one -> employers.put(one.id(), one.name()));
        for (UUID id : some) {
            if (people.containsKey(id)) {
                Contact one = people.get(id);
                record(
                        printer,
                        one.name(),
                        employers.get(one.companyId()),
                        one.numbers(),
                        one.email(),
                        one.responsibleId());
            } else if (companies.containsKey(id)) {
                Company one = companies.get(id);
                record(printer, null, one.name(), one.numbers(), null, one.responsibleId());
            }
        }
    }

    private void record(
            CSVPrinter printer,
            String name,
            String company,
            List<ContactNumber> numbers,
            String email,
            UUID responsible)
            throws IOException {
        printer.printRecord(
                Cell.harmless(name),
                Cell.harmless(company),
                Cell.harmless(
                        numbers.stream().map(one -> one.number().toString()).collect(Collectors.joining(", "))),
                Cell.harmless(email),
                Cell.harmless(staff.find(responsible).map(StaffMember::name).orElse(null)));
    }
}
