package org.ringbook.workspace.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.ringbook.agents.Colleagues;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.contacts.Contacts;
import org.ringbook.staff.StaffMember;
import org.springframework.stereotype.Component;

/** Whom somebody means who dials a name: colleagues, then clients, those first whom the person looks after. */
@Component
class DialByName {

    private static final int MOST = 6;

    private final Contacts contacts;
    private final Colleagues colleagues;

    DialByName(Contacts contacts, Colleagues colleagues) {
        this.contacts = contacts;
        this.colleagues = colleagues;
    }

    /** @param number extension of a colleague, or in E.164 */
    record Named(String name, String number) {}

    /** At most a few; none for what has no letter. */
    List<Named> find(String typed, StaffMember who) {
        String text = typed.strip();
        if (text.codePoints().noneMatch(Character::isLetter)) {
            return List.of();
        }
        var found = new ArrayList<Named>();
        String words = folded(text);
        colleagues.of(who).stream()
                .filter(one -> hasAll(folded(one.member().name()), words))
                .limit(MOST)
                .forEach(one -> found.add(new Named(one.member().name(), one.extension())));
        UUID me = who.id();
        contacts.bestContacts(text, me, MOST).items().stream()
                .filter(contact -> !contact.numbers().isEmpty())
                .forEach(contact -> found.add(new Named(contact.name(), first(contact))));
        contacts.bestCompanies(text, me, MOST).items().stream()
                .filter(company -> !company.numbers().isEmpty())
                .forEach(company -> found.add(new Named(company.name(), first(company))));
        return found.stream()
                .sorted(Comparator.comparing((Named one) -> !folded(one.name()).equals(words)))
                .limit(MOST)
                .toList();
    }

    private static String first(Contact contact) {
        return number(contact.numbers());
    }

    private static String first(Company company) {
        return number(company.numbers());
    }

    private static String number(List<ContactNumber> numbers) {
        return numbers.get(0).number().toString();
    }

    private static boolean hasAll(String name, String words) {
        return List.of(words.split(" ")).stream().allMatch(name::contains);
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT).replace('ё', 'е').replaceAll("\\s+", " ");
    }
}
