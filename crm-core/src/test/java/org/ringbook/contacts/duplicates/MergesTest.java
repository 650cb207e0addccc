package org.ringbook.contacts.duplicates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.TestCrm;
import org.ringbook.contacts.Caller;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contacts;
import org.ringbook.contacts.details.Consents;
import org.ringbook.contacts.details.Details;
import org.ringbook.contacts.details.PartyDetails;
import org.ringbook.contacts.details.Relation;
import org.ringbook.contacts.details.Relations;
import org.ringbook.contacts.legal.LegalEntities;
import org.ringbook.contacts.legal.LegalEntity;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;
import org.springframework.transaction.PlatformTransactionManager;

class MergesTest {

    private static final PhoneNumber SECOND = PhoneNumber.of("+79160000002");

    private final TestCrm crm = new TestCrm();
    private final Contacts contacts = crm.contacts();
    private final Merges merges = crm.bean(Merges.class);
    private Contact maria;
    private Contact again;

    @BeforeEach
    void mariaIsKeptTwice() {
        maria = contacts.save(new Contact(
                null, "Мария Иванова", null, null, null, "любит чай", null, Cast.numbers(Cast.MARIAS, SECOND)));
        again = contacts.save(new Contact(
                null,
                "Иванова М.",
                null,
                "бухгалтер",
                "m@romashka.ru",
                "звонить утром",
                null,
                Cast.numbers(Cast.MARIAS, Cast.UNKNOWN)));
    }

    @AfterEach
    void goodbye() {
        crm.close();
    }

    private Merge merged() {
        return merges.merge(maria.id(), List.of(again.id()), Map.of(), null);
    }

    private Merges inDays(int days) {
        Clock then = Clock.fixed(Instant.now().plus(Duration.ofDays(days)), ZoneOffset.UTC);
        return new Merges(crm.jdbc(), crm.bean(PlatformTransactionManager.class), contacts, event -> {}, then);
    }

    @Test
    void theyAreOneWithAllThatBothHadAndTheOldAddressLeadsThere() {
        merged();
        Contact now = contacts.contact(maria.id()).orElseThrow();
        assertThat(now.name()).isEqualTo("Мария Иванова");
        assertThat(now.position()).isEqualTo("бухгалтер");
        assertThat(now.email()).isEqualTo("m@romashka.ru");
        assertThat(now.note()).isEqualTo("любит чай\nИванова М.: звонить утром");
        assertThat(now.numbers()).extracting(one -> one.number()).containsExactly(Cast.MARIAS, SECOND, Cast.UNKNOWN);
        assertThat(contacts.contact(again.id())).isEmpty();
        assertThat(merges.leadsTo(again.id())).contains(maria.id());
        assertThat(crm.directory().whoIs(Cast.UNKNOWN))
                .extracting(Caller::contactId)
                .containsExactly(maria.id());
        assertThat(crm.directory().whoIs(Cast.MARIAS)).hasSize(1);
        assertThat(contacts.contacts("romashka", null, null, 5).items())
                .as("found by what came along")
                .hasSize(1);
    }

    @Test
    void whoIsMergedOnceMoreLeadsToTheLast() {
        merged();
        Contact third = contacts.save(Cast.person("Маша", null, PhoneNumber.of("+79160000003")));
        merges.merge(third.id(), List.of(maria.id()), Map.of(), null);
        assertThat(merges.leadsTo(again.id())).contains(third.id());
        assertThat(merges.leadsTo(maria.id())).contains(third.id());
    }

    @Test
    void undoneOnceMoreOldAddressesLeadWhereTheyLedBefore() {
        Merge first = merged();
        Contact third = contacts.save(Cast.person("Маша", null, PhoneNumber.of("+79160000003")));
        Merge second = merges.merge(third.id(), List.of(maria.id()), Map.of(), null);
        merges.undo(second.id(), null);
        assertThat(merges.leadsTo(again.id())).contains(maria.id());
        assertThat(merges.leadsTo(maria.id())).isEmpty();
        merges.undo(first.id(), null);
        assertThat(contacts.contact(again.id())).isPresent();
    }

    @Test
    void whatIsGoneMeanwhileDoesNotStopAnUndo() {
        Company romashka = contacts.save(Cast.romashka());
        Company vektor = contacts.save(Cast.vektor());
        Contact pavel = contacts.save(Cast.pavel(romashka.id()));
        Contact same = contacts.save(
                new Contact(null, "Кузнецов П.", vektor.id(), null, null, null, null, Cast.numbers(Cast.UNKNOWN)));
        Relations relations = crm.bean(Relations.class);
        var heads = new Relation(null, same.id(), romashka.id(), Relation.Type.HEAD_OF, null, null, null, null);
        relations.add(heads, null);
        relations.add(
                new Relation(null, pavel.id(), romashka.id(), Relation.Type.HEAD_OF, null, null, null, null), null);
        LegalEntities entities = crm.bean(LegalEntities.class);
        LegalEntity shared = entities.save(legal("5835000017"), pavel.id(), false, null);
        entities.link(same.id(), shared.id());
        Merge merge = merges.merge(pavel.id(), List.of(same.id()), Map.of("company_id", same.id()), null);
        contacts.deleteCompany(romashka.id());
        contacts.deleteCompany(vektor.id());
        crm.jdbc().sql("delete from legal_entity").update();

        Merge.Undone undone = merges.undo(merge.id(), null);

        assertThat(undone.restored()).containsExactly("Кузнецов П.");
        assertThat(undone.stayed()).as("the relation and the legal entity").isEqualTo(2);
        assertThat(contacts.contact(pavel.id()).orElseThrow().companyId()).isNull();
        assertThat(contacts.contact(same.id()).orElseThrow().companyId()).isNull();
        assertThat(contacts.contact(same.id()).orElseThrow().numbers())
                .extracting(one -> one.number())
                .containsExactly(Cast.UNKNOWN);
    }

    @Test
    void anEmployerWhoWasMergedSinceIsWhoTheyAreNow() {
        Company romashka = contacts.save(Cast.romashka());
        Company same = contacts.save(new Company(null, "Ромашка ООО", null, null, List.of()));
        Contact pavel = contacts.save(Cast.pavel(same.id()));
        Merge people = merges.merge(maria.id(), List.of(pavel.id()), Map.of(), null);
        merges.merge(romashka.id(), List.of(same.id()), Map.of(), null);
        merges.undo(people.id(), null);
        assertThat(contacts.contact(pavel.id()).orElseThrow().companyId()).isEqualTo(romashka.id());
    }

    @Test
    void manyAreMergedIntoOneAndWhatWasTheirsStandsInOrder() {
        PartyDetails details = crm.bean(PartyDetails.class);
        for (int i = 1; i <= 34; i++) {
            Contact one = contacts.save(Cast.person("Мария " + i, null, PhoneNumber.of("+7916100" + (1000 + i))));
            details.save(
                    one.id(),
                    new Details(null, null, List.of(), List.of(new Details.Point(Details.Kind.SITE, i + ".ru", null))));
            merges.merge(maria.id(), List.of(one.id()), Map.of(), null);
        }
        assertThat(details.of(maria.id()).orElseThrow().points())
                .extracting(Details.Point::value)
                .startsWith("1.ru", "2.ru")
                .endsWith("34.ru");
    }

    @Test
    void anAddressThatBothHaveIsBackInItsPlaceWhenItIsUndone() {
        PartyDetails details = crm.bean(PartyDetails.class);
        details.save(maria.id(), points("a.ru", "b.ru"));
        details.save(again.id(), points("x.ru", "y.ru", "a.ru", "b.ru"));
        Merge merge = merged();
        assertThat(merges.undo(merge.id(), null).stayed()).isZero();
        assertThat(details.of(again.id()).orElseThrow().points())
                .extracting(Details.Point::value)
                .containsExactlyInAnyOrder("x.ru", "y.ru", "a.ru", "b.ru");
    }

    private static Details points(String... sites) {
        return new Details(
                null,
                null,
                List.of(),
                List.of(sites).stream()
                        .map(site -> new Details.Point(Details.Kind.SITE, site, null))
                        .toList());
    }

    @Test
    void undoneAfterTwentyNineDaysBothAreAsTheyWereAndWhatCameSinceStays() {
        Merge merge = merged();
        Contact now = contacts.contact(maria.id()).orElseThrow();
        PhoneNumber newer = PhoneNumber.of("+79160000009");
        contacts.save(new Contact(
                now.id(),
                "Мария Серова",
                null,
                now.position(),
                now.email(),
                now.note(),
                null,
                Cast.numbers(Cast.MARIAS, SECOND, Cast.UNKNOWN, newer)));

        Merge.Undone undone = inDays(29).undo(merge.id(), null);

        assertThat(undone.restored()).containsExactly("Иванова М.");
        Contact back = contacts.contact(again.id()).orElseThrow();
        assertThat(back.email()).isEqualTo("m@romashka.ru");
        assertThat(back.numbers()).extracting(one -> one.number()).containsExactlyInAnyOrder(Cast.MARIAS, Cast.UNKNOWN);
        Contact first = contacts.contact(maria.id()).orElseThrow();
        assertThat(first.name()).as("changed since").isEqualTo("Мария Серова");
        assertThat(first.email()).isNull();
        assertThat(first.note()).isEqualTo("любит чай");
        assertThat(first.numbers())
                .extracting(one -> one.number())
                .containsExactlyInAnyOrder(Cast.MARIAS, SECOND, newer);
        assertThat(merges.leadsTo(again.id())).isEmpty();
        assertThat(crm.directory().whoIs(Cast.UNKNOWN))
                .extracting(Caller::contactId)
                .containsExactly(again.id());
        assertThatExceptionOfType(Refused.class).as("once").isThrownBy(() -> merges.undo(merge.id(), null));
    }

    @Test
    void afterThirtyOneDaysItStands() {
        Merge merge = merged();
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> inDays(31).undo(merge.id(), null));
        assertThat(contacts.contact(again.id())).isEmpty();
    }

    @Test
    void theZoneThatOneOfThemSaidStaysAndComesBackWithAnUndo() {
        zone(again.id(), "Asia/Omsk");
        Merge merge = merges.merge(maria.id(), List.of(again.id()), Map.of(), null);
        assertThat(zones()).containsExactly(maria.id() + " Asia/Omsk");
        merges.undo(merge.id(), null);
        assertThat(zones()).containsExactly(again.id() + " Asia/Omsk");
        zone(maria.id(), "Europe/Moscow");
        Merge both = merges.merge(maria.id(), List.of(again.id()), Map.of(), null);
        assertThat(zones()).containsExactly(maria.id() + " Europe/Moscow");
        merges.undo(both.id(), null);
        assertThat(zones()).containsExactlyInAnyOrder(again.id() + " Asia/Omsk", maria.id() + " Europe/Moscow");
    }

    private void zone(UUID party, String zone) {
        crm.jdbc()
                .sql("insert into party_zone (party_id, zone) values (?, ?)")
                .params(party, zone)
                .update();
    }

    private List<String> zones() {
        return crm.jdbc()
                .sql("select party_id || ' ' || zone from party_zone")
                .query(String.class)
                .list();
    }

    @Test
    void theAccountantStaysTheAccountant() {
        Relations relations = crm.bean(Relations.class);
        Company vektor = contacts.save(Cast.vektor());
        Company sameVektor = contacts.save(new Company(null, "Вектор", null, null, List.of()));
        relations.add(
                new Relation(
                        null,
                        maria.id(),
                        sameVektor.id(),
                        Relation.Type.WORKS_AT,
                        "бухгалтер",
                        "по средам",
                        null,
                        null),
                null);
        Merge merge = merges.merge(vektor.id(), List.of(sameVektor.id()), Map.of(), null);
        assertThat(relations.of(vektor.id())).singleElement().satisfies(one -> {
            assertThat(one.position()).isEqualTo("бухгалтер");
            assertThat(one.note()).isEqualTo("по средам");
        });
        merges.undo(merge.id(), null);
        assertThat(relations.of(sameVektor.id())).hasSize(1);
        assertThat(relations.of(vektor.id())).isEmpty();
    }

    @Test
    void whatOneRefusedIsRefused() {
        Consents consents = crm.bean(Consents.class);
        consents.add(maria.id(), new Consents.Consent(null, Consents.ADS, true, Instant.now(), "форма", null, null));
        consents.add(
                again.id(),
                new Consents.Consent(
                        null, Consents.ADS, false, Instant.now().minusSeconds(86_400), "по телефону", null, null));
        Merge merge = merged();
        assertThat(consents.now(maria.id())).containsExactly(Map.entry(Consents.ADS, false));
        merges.undo(merge.id(), null);
        assertThat(consents.now(maria.id())).containsExactly(Map.entry(Consents.ADS, true));
        assertThat(consents.now(again.id())).containsExactly(Map.entry(Consents.ADS, false));
    }

    @Test
    void peopleOfAMergedCompanyWorkAtTheOneThatStays() {
        Company romashka = contacts.save(Cast.romashka());
        Company same = contacts.save(new Company(null, "Ромашка ООО", null, null, List.of()));
        Contact pavel = contacts.save(Cast.pavel(same.id()));
        PartyDetails details = crm.bean(PartyDetails.class);
        details.save(romashka.id(), new Details(null, null, List.of("опт"), List.of()));
        details.save(
                same.id(),
                new Details(
                        "сайт",
                        "Пенза",
                        List.of("юг"),
                        List.of(new Details.Point(Details.Kind.SITE, "romashka.ru", null))));

        Merge merge = merges.merge(romashka.id(), List.of(same.id()), Map.of("name", same.id()), null);

        assertThat(contacts.company(romashka.id())).map(Company::name).contains("Ромашка ООО");
        assertThat(contacts.contacts(null, romashka.id(), null, 5).items())
                .extracting(Contact::id)
                .containsExactly(pavel.id());
        assertThat(crm.directory().whoIs(Cast.PAVELS))
                .extracting(Caller::company)
                .containsExactly("Ромашка ООО");
        Details now = details.of(romashka.id()).orElseThrow();
        assertThat(now.tags()).containsExactlyInAnyOrder("опт", "юг");
        assertThat(now.source()).isEqualTo("сайт");
        assertThat(now.points()).extracting(Details.Point::value).containsExactly("romashka.ru");
        merges.undo(merge.id(), null);
        assertThat(contacts.contacts(null, same.id(), null, 5).items())
                .extracting(Contact::id)
                .containsExactly(pavel.id());
        assertThat(details.of(romashka.id()).orElseThrow().tags()).containsExactly("опт");
        assertThat(details.of(same.id()).orElseThrow().points()).hasSize(1);
    }

    @Test
    void twoInnsThatDifferAreTwoCompanies() {
        LegalEntities entities = crm.bean(LegalEntities.class);
        Company romashka = contacts.save(Cast.romashka());
        Company vektor = contacts.save(Cast.vektor());
        entities.save(legal("5835000017"), romashka.id(), false, null);
        LegalEntity shared = entities.save(legal("9900000017"), vektor.id(), false, null);
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> merges.merge(romashka.id(), List.of(vektor.id()), Map.of(), null));
        assertThat(contacts.company(vektor.id())).isPresent();

        Company third = contacts.save(new Company(null, "Ромашка", null, null, List.of()));
        assertThatExceptionOfType(Refused.class)
                .as("whichever two of them differ")
                .isThrownBy(() -> merges.merge(third.id(), List.of(romashka.id(), vektor.id()), Map.of(), null));

        entities.link(romashka.id(), shared.id());
        merges.merge(romashka.id(), List.of(vektor.id()), Map.of(), null);
        assertThat(entities.of(romashka.id())).hasSize(2);
    }

    private static LegalEntity legal(String inn) {
        return new LegalEntity(null, "ООО", null, inn, null, null, null, null, null, null, null, null, List.of(), 0);
    }

    @Test
    void whatCannotBeMergedIsRefusedAndNothingIsChanged() {
        Company romashka = contacts.save(Cast.romashka());
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> merges.merge(maria.id(), List.of(romashka.id()), Map.of(), null));
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> merges.merge(maria.id(), List.of(maria.id()), Map.of(), null));
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> merges.merge(maria.id(), List.of(UUID.randomUUID()), Map.of(), null));
        assertThat(merges.recent()).isEmpty();
    }

    @Test
    void whoIsEnteredASecondTimeIsAskedAboutAndKeptByADecision() {
        Duplicates duplicates = crm.bean(Duplicates.class);
        Contact form = Cast.person("Мария", null, Cast.PAVELS, PhoneNumber.of("+79160000077"));
        contacts.save(Cast.pavel(null));
        assertThatExceptionOfType(PossibleDuplicates.class)
                .isThrownBy(() -> duplicates.save(form, Duplicates.Decision.none()))
                .satisfies(known -> {
                    assertThat(known.stops()).isFalse();
                    assertThat(known.duplicates()).extracting(Duplicate::score).containsExactly(70.0);
                });
        Contact kept = duplicates.save(form, new Duplicates.Decision(true, null, false, null));
        assertThat(duplicates.save(kept, Duplicates.Decision.none()).id())
                .as("asked once")
                .isEqualTo(kept.id());

        Contact certain =
                new Contact(null, "М. Иванова", null, null, "m@romashka.ru", null, null, Cast.numbers(Cast.UNKNOWN));
        var anyway = new Duplicates.Decision(true, "мать и дочь", false, null);
        assertThatExceptionOfType(PossibleDuplicates.class)
                .isThrownBy(() -> duplicates.save(certain, anyway))
                .matches(PossibleDuplicates::stops);
        assertThat(duplicates
                        .save(certain, new Duplicates.Decision(true, "мать и дочь", true, null))
                        .id())
                .isNotNull();
    }

    @Test
    void whatNoDatabaseKeepsIsLeftOutOfRelationsAndConsents() {
        Relations relations = crm.bean(Relations.class);
        relations.add(
                new Relation(null, maria.id(), again.id(), Relation.Type.ACQUAINTED_WITH, "мать\0", "\0", null, null),
                null);
        assertThat(relations.of(maria.id())).singleElement().satisfies(one -> {
            assertThat(one.position()).isEqualTo("мать");
            assertThat(one.note()).isNull();
        });
        Consents consents = crm.bean(Consents.class);
        consents.add(maria.id(), consent("форма\0", "v1\0"));
        assertThat(consents.of(maria.id())).singleElement().satisfies(one -> {
            assertThat(one.how()).isEqualTo("форма");
            assertThat(one.textVersion()).isEqualTo("v1");
        });
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> consents.add(maria.id(), consent("форма", "v".repeat(300))));
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> consents.add(maria.id(), consent("\0", null)));
    }

    private static Consents.Consent consent(String how, String textVersion) {
        return new Consents.Consent(null, Consents.ADS, true, Instant.now(), how, textVersion, null);
    }
}
