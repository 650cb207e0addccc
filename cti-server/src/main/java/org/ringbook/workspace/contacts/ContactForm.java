package org.ringbook.workspace.contacts;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.NumberReading;

/**
 * A person or a company as it is typed into the form. The three lists of numbers go together by place.
 *
 * @param company name of the person's company
 * @param version of the card when the form was made; null for a new one
 * @param seen what stood on the card then, see {@link SeenCard}; null for a new one
 */
record ContactForm(
        String name,
        String company,
        String position,
        String email,
        String note,
        String responsible,
        List<String> number,
        List<String> extension,
        List<String> label,
        Integer version,
        String seen) {

    ContactForm {
        number = number == null ? List.of() : number;
        extension = extension == null ? List.of() : extension;
        label = label == null ? List.of() : label;
    }

    static ContactForm empty(String number) {
        List<String> numbers = List.of(number == null ? "" : number);
        return new ContactForm(null, null, null, null, null, null, numbers, List.of(), List.of(), null, null);
    }

    static ContactForm of(Contact contact, String company) {
        return new ContactForm(
                contact.name(),
                company,
                contact.position(),
                contact.email(),
                contact.note(),
                contact.responsible(),
                texts(contact.numbers(), one -> one.number().toString()),
                texts(contact.numbers(), ContactNumber::extension),
                texts(contact.numbers(), ContactNumber::label),
                contact.version(),
                null);
    }

    static ContactForm of(Company company) {
        return new ContactForm(
                company.name(),
                null,
                null,
                null,
                company.note(),
                company.responsible(),
                texts(company.numbers(), one -> one.number().toString()),
                texts(company.numbers(), ContactNumber::extension),
                texts(company.numbers(), ContactNumber::label),
                company.version(),
                null);
    }

    private static List<String> texts(List<ContactNumber> numbers, Function<ContactNumber, String> text) {
        return numbers.stream()
                .map(text)
                .map(value -> value == null ? "" : value)
                .toList();
    }

    /** One line of the form's list of numbers. */
    record NumberLine(String number, String extension, String label) {}

    public List<NumberLine> lines() {
        var lines = new ArrayList<NumberLine>();
        for (int i = 0; i < number.size(); i++) {
            lines.add(new NumberLine(number.get(i), at(extension, i), at(label, i)));
        }
        return lines;
    }

    private static String at(List<String> texts, int place) {
        return place < texts.size() ? texts.get(place) : "";
    }

    /** Numbers that cannot be read, as they were typed. */
    List<String> unreadable(NumberPlan plan) {
        return number.stream()
                .filter(typed -> !typed.isBlank() && plan.parse(typed).isEmpty())
                .toList();
    }

    private List<ContactNumber> numbers(NumberPlan plan) {
        var numbers = new ArrayList<ContactNumber>();
        for (NumberLine line : lines()) {
            if (line.number() != null && plan.read(line.number()) instanceof NumberReading.Outside outside) {
                String extension = text(line.extension()) == null ? outside.extension() : text(line.extension());
                numbers.add(new ContactNumber(outside.number(), extension, text(line.label())));
            }
        }
        return numbers;
    }

    Contact contact(UUID id, UUID companyId, NumberPlan plan) {
        return new Contact(
                        id,
                        text(name),
                        companyId,
                        text(position),
                        text(email),
                        text(note),
                        text(responsible),
                        numbers(plan))
                .asSeen(version);
    }

    ContactForm with(Integer newVersion, String newSeen) {
        return new ContactForm(
                name, company, position, email, note, responsible, number, extension, label, newVersion, newSeen);
    }

    Company company(UUID id, NumberPlan plan) {
        return new Company(id, text(name), text(note), text(responsible), numbers(plan)).asSeen(version);
    }

    String companyName() {
        return text(company);
    }

    static String text(String typed) {
        return typed == null || typed.isBlank() ? null : typed.strip();
    }
}
