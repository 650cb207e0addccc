package org.ringbook.contacts;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.fields.Field;
import org.ringbook.fields.FieldFilter;
import org.ringbook.fields.FieldSubject;
import org.ringbook.fields.FieldText;
import org.ringbook.fields.FieldValues;
import org.ringbook.fields.Fields;
import org.ringbook.spreadsheets.Cell;
import org.springframework.stereotype.Component;

/**
 * Contacts as a CSV file for spreadsheets: UTF-8 with a byte order mark, semicolons. No cell of it can run as a formula:
 * text that looks like one has an apostrophe before it, which {@link ContactImport} takes off again. Telephone numbers stay readable (+79161112233): they are made of digits here and can do nothing.
 */
@Component
public class ContactExport {

    private static final List<String> RUSSIAN =
            List.of("Имя", "Компания", "Должность", "Телефон", "E-mail", "Комментарий", "Ответственный");
    private static final List<String> ENGLISH =
            List.of("Name", "Company", "Position", "Phone", "E-mail", "Note", "Responsible");

    private final Contacts contacts;
    private final Fields fields;
    private final FieldValues values;

    ContactExport(Contacts contacts, Fields fields, FieldValues values) {
        this.contacts = contacts;
        this.fields = fields;
        this.values = values;
    }

    /**
     * Writes all people that {@link Contacts#contacts} finds, and leaves the stream open.
     *
     * @param text see {@link Contacts#contacts}
     * @param companyId see {@link Contacts#contacts}
     * @param filter of the company's own fields; null for none
     * @param language of the column names
     */
    public void write(OutputStream out, String text, UUID companyId, FieldFilter filter, Locale language)
            throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write('\uFEFF');
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(';')
                .setRecordSeparator("\r\n")
                .get();
        CSVPrinter printer = new CSVPrinter(writer, format);
        List<Field> own = fields.active(FieldSubject.PERSON);
        var header = new ArrayList<>("ru".equals(language.getLanguage()) ? RUSSIAN : ENGLISH);
        own.forEach(field -> header.add(field.name(language)));
        printer.printRecord(header.stream().map(Cell::harmless));
        Map<UUID, String> companies = new HashMap<>();
        String next = null;
        do {
            Contacts.ContactPage<Contact> page =
                    contacts.contacts(text, companyId, filter, next, Contacts.LONGEST_PAGE);
            OwnCells cells = own.isEmpty() ? null : ownCells(own, page.items(), language);
            for (Contact contact : page.items()) {
                print(
                        printer,
                        contact,
                        companies.computeIfAbsent(contact.companyId(), this::companyName),
                        cells == null ? List.of() : cells.of(contact.id()));
            }
            next = page.next();
        } while (next != null);
        printer.flush();
    }

    private record OwnCells(List<Field> fields, Map<UUID, Map<String, Object>> values, FieldText text) {

        List<String> of(UUID id) {
            Map<String, Object> one = values.getOrDefault(id, Map.of());
            return fields.stream()
                    .map(field -> Cell.harmless(text.of(field, one.get(field.key()))))
                    .toList();
        }
    }

    private OwnCells ownCells(List<Field> own, List<Contact> people, Locale language) {
        Map<UUID, Map<String, Object>> all =
                values.of(FieldSubject.PERSON, people.stream().map(Contact::id).toList());
        return new OwnCells(own, all, FieldText.inFiles(language, values.names(own, all.values())));
    }

    private static void print(CSVPrinter printer, Contact contact, String company, List<String> own)
            throws IOException {
        printer.printRecord(Stream.concat(
                Stream.of(
                        Cell.harmless(contact.name()),
                        Cell.harmless(company),
                        Cell.harmless(contact.position()),
                        contact.numbers().stream().map(ContactExport::number).collect(Collectors.joining(", ")),
                        Cell.harmless(contact.email()),
                        Cell.harmless(contact.note()),
                        contact.responsible()),
                own.stream()));
    }

    private static String number(ContactNumber number) {
        boolean digits = number.extension() != null && number.extension().matches("[0-9*#]+");
        return number.number() + (digits ? " доб. " + number.extension() : "");
    }

    private String companyName(UUID id) {
        return id == null ? null : contacts.company(id).map(Company::name).orElse(null);
    }
}
