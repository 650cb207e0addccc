package org.ringbook.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringbook.Cast;
import org.ringbook.TestCrm;
import org.ringbook.contacts.Contacts.Matches;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.staff.StaffMember;

class ClientSearchTest {

    private final TestCrm crm = new TestCrm();
    private Contacts contacts;
    private Contact maria;

    @BeforeEach
    void mariaOfRomashka() {
        contacts = crm.contacts();
        Company romashka = contacts.save(Cast.romashka());
        maria = contacts.save(Cast.maria(romashka.id()));
        contacts.save(Cast.pavel(null));
    }

    @AfterEach
    void goodbye() {
        crm.close();
    }

    private List<String> found(String typed) {
        return contacts.bestContacts(typed, null, 10).items().stream()
                .map(Contact::name)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Мария Иванова",
                "иванова мария",
                "ИВАН мар",
                "ivanova",
                "Maria Ivanova",
                "bdfyjdf",
                "vfhbz",
                "ромашка",
                "romashka",
                "hjvfirf",
                "111",
                "6111",
                "1122",
                "2233",
                "9161112233",
                "8916111",
                "8 (916) 111-22",
                "+7 916",
                "112-2"
            })
    void mariaIsFoundHoweverSheIsTyped(String typed) {
        assertThat(found(typed)).containsExactly("Мария Иванова");
        assertThat(contacts.contacts(typed, null, null, 10).items())
                .extracting(Contact::id)
                .containsExactly(maria.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Мария Петрова", "999", "11", "?!", "мария 111", "ванова"})
    void whatSheIsNotDoesNotFindHer(String typed) {
        assertThat(found(typed)).doesNotContain("Мария Иванова");
    }

    @Test
    void yoIsYeAndShortIIsNotI() {
        contacts.save(Cast.person("Пётр Семёнов", null, Cast.UNKNOWN));
        contacts.save(Cast.person("ЙОРГЕН Щёголев", null, PhoneNumber.of("+79160000055")));
        assertThat(found("семенов петр")).containsExactly("Пётр Семёнов");
        assertThat(found("СЕМЁНОВ")).containsExactly("Пётр Семёнов");
        assertThat(found("йорген щеголев")).containsExactly("ЙОРГЕН Щёголев");
    }

    @Test
    void onesOwnClientsComeFirst() {
        StaffMember anna = crm.staff().save(Cast.anna());
        contacts.save(Cast.person("Иванова Алла", null, PhoneNumber.of("+79160000001")));
        contacts.save(new Contact(
                null, "Яна Иванова", null, null, null, null, "101", Cast.numbers(PhoneNumber.of("+79160000002"))));

        Matches<Contact> annas = contacts.bestContacts("иванова", anna.id(), 10);
        assertThat(annas.items())
                .extracting(Contact::name)
                .containsExactly("Яна Иванова", "Иванова Алла", "Мария Иванова");
        assertThat(annas.total()).isEqualTo(3);
        assertThat(contacts.bestContacts("иванова", UUID.randomUUID(), 2).items())
                .extracting(Contact::name)
                .containsExactly("Иванова Алла", "Мария Иванова");
    }

    @Test
    void whereTooManyFitItIsSaidAndTheListIsInOrderAllTheSame() {
        StaffMember anna = crm.staff().save(Cast.anna());
        many();
        contacts.save(new Contact(null, "Ян Кузнецов", null, null, null, null, "101", List.of()));

        Matches<Contact> best = contacts.bestContacts("кузнецов", anna.id(), 3);
        assertThat(best.total()).as("more than are counted").isNull();
        assertThat(best.items())
                .extracting(Contact::name)
                .containsExactly("Ян Кузнецов", "Кузнецов 00001", "Кузнецов 00002");

        Contacts.ContactPage<Contact> first = contacts.contacts("кузнецов", null, null, 2);
        assertThat(first.items()).extracting(Contact::name).containsExactly("Кузнецов 00001", "Кузнецов 00002");
        assertThat(contacts.contacts("кузнецов", null, first.next(), 1).items())
                .extracting(Contact::name)
                .containsExactly("Кузнецов 00003");
        assertThat(contacts.bestContacts("кузнецов 20777", null, 3).total()).isEqualTo(1);
        assertThat(contacts.numbersOf("кузнецов", 20_000).more()).isTrue();
        assertThat(contacts.numbersOf("павел кузнецов", 20_000).numbers()).containsExactly(Cast.PAVELS);
    }

    private void many() {
        crm.jdbc().sql("""
                insert into contact (id, name, name_key, words)
                select gen_random_uuid(), 'Кузнецов ' || lpad(i::text, 5, '0'), 'кузнецов ' || lpad(i::text, 5, '0'),
                    array_to_tsvector(array['кузнецов', lpad(i::text, 5, '0')])
                from generate_series(1, 20800) i""").update();
        crm.jdbc().sql("""
                insert into contact_number (number, contact_id, place)
                select 79500000000 + row_number() over (), id, 0 from contact where name like 'Кузнецов%'""").update();
    }

    @Test
    void onAServerThatDoesNotLetUsHaveTrigramsTheSameIsFound() {
        crm.jdbc().sql("drop index if exists contact_number_by_part").update();
        assertThat(found("1122")).containsExactly("Мария Иванова");
    }
}
