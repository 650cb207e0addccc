package org.ringbook.contacts.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringbook.contacts.duplicates.Entry.Kind;

/** The table of what two entries share, and what it says. */
class DuplicateRulesTest {

    private static final long MARIAS = 79161112233L;

    private static Entry person(String name, Set<Long> numbers, Set<String> emails) {
        return new Entry(UUID.randomUUID(), Kind.PERSON, name, null, numbers, emails, Set.of(), null, Set.of());
    }

    private static Entry company(String name, String region, Set<String> emails, String... legal) {
        return new Entry(
                UUID.randomUUID(), Kind.COMPANY, name, null, Set.of(), emails, Set.of(), region, Set.of(legal));
    }

    private static double score(Entry one, Entry other, Long... shared) {
        return DuplicateRules.score(DuplicateRules.reasons(one, other, Set.of(shared)));
    }

    @Test
    void mariasMobileAskedWhetherItIsHer() {
        assertThat(score(person("Мария", Set.of(MARIAS), Set.of()), person("Maria", Set.of(MARIAS), Set.of())))
                .isEqualTo(70);
    }

    @Test
    void mobileAndFullNameAreMoreAndMobileAndMailAreCertain() {
        assertThat(score(
                        person("Мария Иванова", Set.of(MARIAS), Set.of()),
                        person("мария  ИВАНОВА", Set.of(MARIAS), Set.of())))
                .isEqualTo(79);
        assertThat(score(
                        person("Мария", Set.of(MARIAS), Set.of("maria@example.org")),
                        person("М.", Set.of(MARIAS), Set.of("maria@example.org"))))
                .isEqualTo(91);
    }

    @Test
    void theMailOfARoleWithTheNameAndTheTownAsksAndWithoutTheTownHints() {
        Set<String> info = Set.of("info@romashka.ru");
        Entry known = company("ООО «Ромашка»", "Пенза", info);
        assertThat(score(company("Ромашка, ООО", "Пенза", info), known)).isEqualTo(61.5);
        assertThat(score(company("Ромашка, ООО", null, info), known)).isEqualTo(47.5);
    }

    @Test
    void aSharedNumberSaysLittle() {
        assertThat(score(person("Иван", Set.of(MARIAS), Set.of()), person("Пётр", Set.of(MARIAS), Set.of()), MARIAS))
                .isEqualTo(25);
    }

    @Test
    void oneInnAndKppIsOneAndTheInnAloneMayBeABranch() {
        Entry head = company("Ромашка", null, Set.of(), "5835000017/583501001");
        assertThat(score(company("Р.", null, Set.of(), "5835000017/583501001"), head))
                .isEqualTo(100);
        assertThat(score(company("Р.", null, Set.of(), "5835000017/997750001"), head))
                .isEqualTo(60);
    }

    @Test
    void aNameThatIsOnlyLikeAnotherSaysNothingAlone() {
        assertThat(score(person("Мария Иванова", Set.of(), Set.of()), person("Марья Иванова", Set.of(), Set.of())))
                .isZero();
        assertThat(score(
                        person("Мария Иванова", Set.of(MARIAS), Set.of()),
                        person("Мария Иванов", Set.of(MARIAS), Set.of())))
                .isEqualTo(74.5);
    }

    @Test
    void peopleOfOneCompanyWithOneNameAreLikelierOne() {
        UUID romashka = UUID.randomUUID();
        Entry one =
                new Entry(null, Kind.PERSON, "Мария Иванова", romashka, Set.of(), Set.of(), Set.of(), null, Set.of());
        assertThat(score(one, one)).isEqualTo(51);
    }

    @ParameterizedTest
    @CsvSource({
        "ООО «Ромашка», ромашка",
        "'Ромашка, ООО', ромашка",
        "Общество с ограниченной ответственностью „Ромашка“, ромашка",
        "ИП Иванов, иванов",
        "Romashka LLC, romashka",
        "ЗАО «Семёнов и Ко», семенов и ко",
        "ООО, ''"
    })
    void theLegalFormIsNoPartOfTheName(String name, String key) {
        assertThat(NameKeys.company(name)).isEqualTo(key);
    }
}
