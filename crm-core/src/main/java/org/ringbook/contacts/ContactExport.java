package org.ringbook.contacts;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.ringbook.contacts.Contact.ContactNumber;
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

    ContactExport(Contacts contacts) {
        this.contacts = contacts;
    }

    /**
     * Writes all people that {@link Contacts#contacts} finds, and leaves the stream open.
     *
     * @param text see {@link Contacts#contacts}
     * @param companyId see {@link Contacts#contacts}
     * @param language of the column names
     */
    public void write(OutputStream out, String text, UUID companyId, Locale language) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write('\uFEFF');
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(';')
                .setRecordSeparator("\r\n")
                .get();
        CSVPrinter printer = new CSVPrinter(writer, format);
        printer.printRecord("ru".equals(language.getLanguage()) ? RUSSIAN : ENGLISH);
        Map<UUID, String> companies = new HashMap<>();
        String next = null;
        do {
            Contacts.ContactPage<Contact> page = contacts.contacts(text, companyId, next, Contacts.LONGEST_PAGE);
            for (Contact contact : page.items()) {
                print(printer, contact, companies.computeIfAbsent(contact.companyId(), this::companyName));
            }
            next = page.next();
        } while (next != null);
        printer.flush();
    }

    private static void print(CSVPrinter printer, Contact contact, String company) throws IOException {
        printer.printRecord(
                Cell.harmless(contact.name()),
                Cell.harmless(company),
                Cell.harmless(contact.position()),
                contact.numbers().stream().map(ContactExport::number).collect(Collectors.joining(", ")),
                Cell.harmless(contact.email()),
                Cell.harmless(contact.note()),
                contact.responsible());
    }

    private static String number(ContactNumber number) {
        boolean digits = number.extension() != null && number.extension().matches("[0-9*#]+");
        return number.number() + (digits ? " доб. " + number.extension() : "");
    }

    private String companyName(UUID id) {
        return id == null ? null : contacts.company(id).map(Company::name).orElse(null);
    }
}
