package org.ringbook.contacts;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.numbers.Extension;
import org.ringbook.refusals.Refused;

/** What a record of a person or a company must be. */
final class ContactRules {

    static final int NAME_LENGTH = 200;
    static final int LINE_LENGTH = 254;
    static final int NOTE_LENGTH = 10_000;
    static final int LABEL_LENGTH = 50;
    static final int NUMBERS = 50;

    private static final Pattern GAP = Pattern.compile("[\\p{Cntrl}\\s\\p{Z}]+");
    private static final Pattern CONTROL_IN_NOTE = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s,;]+@[^@\\s,;]+");
    private static final Pattern BETWEEN_ADDRESSES = Pattern.compile(" ?[,;] ?");
    private static final Pattern EXTENSION = Pattern.compile("[0-9*#]{1,12}");

    private ContactRules() {}

    /** The record as it is kept: fields on one line, empty ones null, no number twice. */
    static Contact tidied(Contact contact) {
        return new Contact(
                contact.id(),
                name(contact.name()),
                contact.companyId(),
                line("position", contact.position(), LINE_LENGTH),
                email(contact.email()),
                note(contact.note()),
                responsible(contact.responsible()),
                contact.responsibleId(),
                numbers(contact.numbers()),
                contact.version());
    }

    static Company tidied(Company company) {
        return new Company(
                company.id(),
                name(company.name()),
                note(company.note()),
                responsible(company.responsible()),
                company.responsibleId(),
                numbers(company.numbers()),
                company.version());
    }

    static String line(String field, String text, int limit) {
        String tidied = text == null ? "" : GAP.matcher(text).replaceAll(" ").strip();
        if (tidied.length() > limit) {
            throw Refused.because(field, "contacts.long", limit);
        }
        return tidied.isEmpty() ? null : tidied;
    }

    /** One address, or several: kept with commas between. */
    static String email(String text) {
        String line = line("email", text, LINE_LENGTH);
        if (line == null) {
            return null;
        }
        String[] addresses = BETWEEN_ADDRESSES.split(line);
        for (String address : addresses) {
            if (!EMAIL.matcher(address).matches()) {
                throw Refused.because("email", "contacts.email", address.isEmpty() ? line : address);
            }
        }
        return line("email", String.join(", ", addresses), LINE_LENGTH);
    }

    static boolean isEmail(String text) {
        return text != null
                && text.length() <= LINE_LENGTH
                && EMAIL.matcher(text).matches();
    }

    static String extension(String text) {
        String extension = line("numbers", text, LINE_LENGTH);
        if (extension != null && !EXTENSION.matcher(extension).matches()) {
            throw Refused.because("numbers", "contacts.number.extension", extension);
        }
        return extension;
    }

    private static String name(String text) {
        String name = line("name", text, NAME_LENGTH);
        if (name == null) {
            throw Refused.because("name", "contacts.name.missing");
        }
        return name;
    }

    static String note(String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String note = CONTROL_IN_NOTE
                .matcher(text.replace("\r\n", "\n").replace('\r', '\n'))
                .replaceAll("")
                .strip();
        if (note.length() > NOTE_LENGTH) {
            throw Refused.because("note", "contacts.long", NOTE_LENGTH);
        }
        return note.isEmpty() ? null : note;
    }

    static String responsible(String text) {
        String digits = line("responsible", text, LINE_LENGTH);
        if (digits != null && !Extension.isExtension(digits)) {
            throw Refused.because("responsible", "contacts.responsible", digits);
        }
        return digits;
    }

    private static List<ContactNumber> numbers(List<ContactNumber> numbers) {
        List<ContactNumber> tidied = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        for (ContactNumber number : numbers) {
            if (number.number() == null) {
                throw Refused.because("numbers", "contacts.number.missing");
            }
            String extension = extension(number.extension());
            if (seen.add(List.of(number.number(), extension == null ? "" : extension))) {
                tidied.add(
                        new ContactNumber(number.number(), extension, line("numbers", number.label(), LABEL_LENGTH)));
            }
        }
        if (tidied.size() > NUMBERS) {
            throw Refused.because("numbers", "contacts.numbers.many", NUMBERS);
        }
        return tidied;
    }
}
