package org.ringbook.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringbook.contacts.Caller;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.telephony.CallerAnswer;

/** What a telephone system is told of a caller, and above all what it is not told. */
class ResponsiblePersonTest {

    private static final PhoneNumber MARIA = PhoneNumber.of("+79161112233");
    private static final PhoneNumber ROMASHKA = PhoneNumber.of("+74951234567");
    private static final PhoneNumber UNKNOWN = PhoneNumber.of("+79990001122");

    private static CallerAnswer told(PhoneNumber number, Caller... callers) {
        Map<PhoneNumber, List<Caller>> known = Map.of(number, List.of(callers));
        var responsible = new ResponsiblePerson(
                asked -> known.getOrDefault(asked, List.of()),
                extension -> !extension.digits().equals("199"));
        return responsible.whoIs(number);
    }

    private static Caller person(String name, String responsible) {
        return new Caller(UUID.randomUUID(), name, UUID.randomUUID(), "Ромашка", responsible);
    }

    @Test
    void mariaIsToldWithHerCompanyAndWhoLooksAfterHer() {
        assertThat(told(MARIA, person("Мария Иванова", "102")))
                .isEqualTo(new CallerAnswer("Мария Иванова, Ромашка", "102"));
    }

    @Test
    void ofANumberThatTwoShareOnlyWhatIsTrueOfBoth() {
        assertThat(told(ROMASHKA, person("Мария Иванова", "102"), person("Олег Ким", "102")))
                .isEqualTo(new CallerAnswer("Ромашка", "102"));
        assertThat(told(ROMASHKA, person("Мария Иванова", "102"), person("Олег Ким", "103")))
                .isEqualTo(new CallerAnswer("Ромашка", null));
        Caller stranger = new Caller(UUID.randomUUID(), "Павел Кузнецов", null, "Вектор", "102");
        assertThat(told(ROMASHKA, person("Мария Иванова", "102"), stranger)).isEqualTo(new CallerAnswer(null, "102"));
    }

    @Test
    void nobodyIsSentToSomebodyWhoHasLeft() {
        assertThat(told(MARIA, person("Мария Иванова", "199")).responsible()).isNull();
        assertThat(told(MARIA, person("Мария Иванова", null)).responsible()).isNull();
    }

    @Test
    void aStrangerIsNobody() {
        assertThat(told(UNKNOWN)).isEqualTo(CallerAnswer.NOBODY);
    }

    @Test
    void aNameFitsTheDisplayOfATelephone() {
        String name =
                told(MARIA, person("Мария\u0000\n" + "ва".repeat(200), "102")).name();
        assertThat(name.codePointCount(0, name.length())).isLessThanOrEqualTo(60);
        assertThat(name).startsWith("Мария ва");
    }
}
