package org.ringbook.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.TestCrm;
import org.ringbook.numbers.Extension;
import org.ringbook.staff.StaffMember;

/** Who looks after a client is a person, whichever telephone they have. */
class ResponsiblePeopleTest {

    private final TestCrm crm = new TestCrm();
    private StaffMember anna;
    private StaffMember boris;
    private Company romashka;
    private Contact maria;

    @BeforeEach
    void annaLooksAfterRomashkaAndMaria() {
        anna = crm.staff().save(Cast.anna());
        boris = crm.staff().save(Cast.boris());
        romashka = crm.contacts().save(new Company(null, "«Ромашка»", null, "101", List.of()));
        maria = crm.contacts()
                .save(new Contact(
                        null, "Мария Иванова", romashka.id(), null, null, null, "101", Cast.numbers(Cast.MARIAS)));
    }

    @AfterEach
    void goodbye() {
        crm.close();
    }

    @Test
    void thePersonIsFoundByTheExtension() {
        assertThat(maria.responsibleId()).isEqualTo(anna.id());
        assertThat(romashka.responsibleId()).isEqualTo(anna.id());
        assertThat(crm.contacts().contact(maria.id())).contains(maria);
        assertThat(crm.contacts().company(romashka.id())).contains(romashka);
    }

    @Test
    void annasClientsStayHersWhenBorisIsGivenHerTelephone() {
        crm.staff().save(having(boris, "101", "102"), true, "admin");
        assertThat(now().responsibleId()).isEqualTo(anna.id());
        assertThat(now().responsible()).as("she has no telephone").isNull();
        assertThat(whoIsMaria().responsible()).as("nobody is rung").isNull();

        crm.staff().save(having(anna, "105"));
        assertThat(now().responsible()).isEqualTo("105");
        assertThat(crm.contacts().company(romashka.id()).orElseThrow().responsible())
                .isEqualTo("105");
        assertThat(whoIsMaria().responsible()).isEqualTo("105");
        Contact renamed = crm.contacts()
                .save(new Contact(
                        maria.id(), "Мария", romashka.id(), null, null, null, "105", Cast.numbers(Cast.MARIAS)));
        assertThat(renamed.responsibleId()).isEqualTo(anna.id());
    }

    @Test
    void whoIsGivenAnExtensionThatClientsNameAndNobodyHadIsTheirPerson() {
        Contact pavel = crm.contacts()
                .save(new Contact(null, "Павел", null, null, null, null, "109", Cast.numbers(Cast.PAVELS)));
        assertThat(pavel.responsibleId()).isNull();
        assertThat(pavel.responsible()).as("as it was written").isEqualTo("109");
        StaffMember gleb = crm.staff().save(having(Cast.gleb(), "109"));
        assertThat(crm.contacts().contact(pavel.id()).orElseThrow().responsibleId())
                .isEqualTo(gleb.id());
    }

    @Test
    void whoHasLeftIsToldToNoTelephoneSystem() {
        crm.staff()
                .save(new StaffMember(
                        anna.id(), anna.name(), anna.login(), anna.role(), anna.extensions(), anna.language(), false));
        assertThat(now().responsibleId()).isEqualTo(anna.id());
        assertThat(whoIsMaria().responsible()).isNull();
        Contact borisNow = crm.contacts()
                .save(new Contact(
                        maria.id(), maria.name(), romashka.id(), null, null, null, "102", Cast.numbers(Cast.MARIAS)));
        assertThat(borisNow.responsibleId()).isEqualTo(boris.id());
    }

    private Contact now() {
        return crm.contacts().contact(maria.id()).orElseThrow();
    }

    private Caller whoIsMaria() {
        return crm.directory().whoIs(Cast.MARIAS).get(0);
    }

    private static StaffMember having(StaffMember who, String... extensions) {
        return who.with(List.of(extensions).stream().map(Extension::new).toList(), List.of(), List.of());
    }
}
