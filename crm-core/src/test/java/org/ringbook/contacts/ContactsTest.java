package org.ringbook.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.TestCrm;
import org.ringbook.contacts.Contacts.ContactPage;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;

class ContactsTest {

    private final TestCrm crm = new TestCrm();
    private Contacts contacts;
    private CallerDirectory directory;
    private Company romashka;
    private Contact maria;

    @BeforeEach
    void mariaOfRomashka() {
        contacts = crm.contacts();
        directory = crm.directory();
        romashka = contacts.save(Cast.romashka());
        maria = contacts.save(Cast.maria(romashka.id()));
    }

    @AfterEach
    void goodbye() {
        crm.close();
    }

    @Test
    void mariaIsKnownAtOnceAndAfterARestart() {
        Caller expected = new Caller(maria.id(), "Мария Иванова", romashka.id(), "«Ромашка»", null);
        assertThat(directory.whoIs(Cast.MARIAS)).containsExactly(expected);
        assertThat(contacts.contact(maria.id())).contains(maria);

        crm.restart();
        assertThat(crm.directory().complete()).isTrue();
        assertThat(crm.directory().whoIs(Cast.MARIAS)).containsExactly(expected);
        assertThat(crm.directory().whoIs(Cast.UNKNOWN)).isEmpty();
        assertThat(crm.directory().size()).isEqualTo(1);
    }

    @Test
    void aSharedNumberIsAnsweredWithAllPeopleBeforeTheCompany() {
        Contact olga = contacts.save(Cast.person("Ольга", romashka.id(), Cast.SHARED));
        contacts.save(Cast.person("Игорь", romashka.id(), Cast.SHARED));
        romashka = contacts.save(new Company(romashka.id(), "«Ромашка»", null, "103", Cast.numbers(Cast.SHARED)));

        assertThat(directory.whoIs(Cast.SHARED))
                .extracting(Caller::name)
                .containsExactly("Игорь", "Ольга", "«Ромашка»");
        assertThat(directory.whoIs(Cast.SHARED)).extracting(Caller::responsible).containsOnly("103");
        crm.restart();
        assertThat(crm.directory().whoIs(Cast.SHARED)).hasSize(3);

        crm.contacts().deleteContact(olga.id());
        assertThat(crm.directory().whoIs(Cast.SHARED)).extracting(Caller::name).containsExactly("Игорь", "«Ромашка»");
        crm.contacts().deleteCompany(romashka.id());
        assertThat(crm.directory().whoIs(Cast.SHARED))
                .singleElement()
                .isEqualTo(
                        new Caller(crm.directory().whoIs(Cast.SHARED).get(0).contactId(), "Игорь", null, null, null));
    }

    @Test
    void whoMarriesChangesPhoneOrLosesTheCompanyIsAnsweredAnew() {
        PhoneNumber other = PhoneNumber.of("+79160000001");
        contacts.save(new Contact(
                maria.id(), "Мария Серова", null, "директор", "m@romashka.ru", "a\r\nb", "101", Cast.numbers(other)));

        assertThat(directory.whoIs(Cast.MARIAS)).isEmpty();
        assertThat(directory.whoIs(other)).containsExactly(new Caller(maria.id(), "Мария Серова", null, null, "101"));
        assertThat(directory.size()).isEqualTo(1);
        assertThat(contacts.contact(maria.id())).get().extracting(Contact::note).isEqualTo("a\nb");
    }

    @Test
    void aRenamedCompanyIsRenamedOnEachPopUpAndInTheSearch() {
        contacts.save(new Company(romashka.id(), "Лютик", null, null, List.of()));

        assertThat(directory.whoIs(Cast.MARIAS)).extracting(Caller::company).containsExactly("Лютик");
        assertThat(names("лютик")).containsExactly("Мария Иванова");
        assertThat(names("ромашка")).isEmpty();
    }

    @Test
    void peopleAreFoundByBeginningsOfTheirNameCompanyOrNumber() {
        contacts.save(Cast.pavel(null));
        contacts.save(Cast.person("Пётр 100%_\\ Ёлкин", null));

        assertThat(names("МАРИЯ")).containsExactly("Мария Иванова");
        assertThat(names("ива мар")).containsExactly("Мария Иванова");
        assertThat(names("ромаш")).containsExactly("Мария Иванова");
        assertThat(names("мария вектор")).isEmpty();
        assertThat(names("петр ёлк")).containsExactly("Пётр 100%_\\ Ёлкин");
        assertThat(names("100")).containsExactly("Пётр 100%_\\ Ёлкин");
        assertThat(names("2233")).containsExactly("Мария Иванова");
        assertThat(names("+7 (916) 111")).containsExactly("Мария Иванова");
        assertThat(names("%")).isEmpty();
        assertThat(names("'; drop table contact --")).isEmpty();
        assertThat(names(" ")).containsExactly("Мария Иванова", "Павел Кузнецов", "Пётр 100%_\\ Ёлкин");
        assertThat(names("nul\0")).isEmpty();
        assertThat(contacts.contacts(null, romashka.id(), null, 10).items()).containsExactly(maria);
        assertThat(contacts.companies("ромашка", null, 10).items()).containsExactly(romashka);
    }

    @Test
    void aLongListIsReadPageByPageWithoutGapsOrRepeats() {
        for (int i = 0; i < 25; i++) {
            contacts.save(Cast.person("Тёзка", null));
        }
        List<UUID> seen = new ArrayList<>();
        String next = null;
        do {
            ContactPage<Contact> page = contacts.contacts("", null, next, 7);
            page.items().forEach(contact -> seen.add(contact.id()));
            next = page.next();
        } while (next != null);

        assertThat(seen).hasSize(26).doesNotHaveDuplicates().startsWith(maria.id());
    }

    @Test
    void whatCannotBeKeptIsRefusedAndNothingChanges() {
        assertRefused("name", "contacts.name.missing", Cast.person("  ", null));
        assertRefused("name", "contacts.long", Cast.person("x".repeat(201), null));
        assertRefused("companyId", "contacts.company.unknown", Cast.person("Anna", UUID.randomUUID()));
        assertRefused("email", "contacts.email", new Contact(null, "A", null, null, "no", null, null, null));
        assertRefused("responsible", "contacts.responsible", new Contact(null, "A", null, null, null, null, "x", null));
        contacts.deleteContact(maria.id());
        assertRefused("id", "contacts.contact.gone", maria);
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> contacts.contacts("", null, "not a cursor", 10))
                .matches(refused -> refused.field().equals("after"));
        assertThat(names("")).isEmpty();
    }

    private List<String> names(String text) {
        return contacts.contacts(text, null, null, 10).items().stream()
                .map(Contact::name)
                .toList();
    }

    private void assertRefused(String field, String key, Contact contact) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> contacts.save(contact))
                .matches(refused -> refused.field().equals(field), field)
                .matches(refused -> refused.refusal().key().equals(key), key);
    }
}
