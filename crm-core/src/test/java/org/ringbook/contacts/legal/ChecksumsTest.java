package org.ringbook.contacts.legal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksumsTest {

    @ParameterizedTest
    @ValueSource(strings = {"9900000017", "9900000024", "5835000017", "990000001172", "583500001235"})
    void theseInnsAddUp(String inn) {
        assertThat(Checksums.inn(inn)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5835000018",
                "0000000000",
                "000000000000",
                "990000001173",
                "990000001182",
                "583500001",
                "58350000I7",
                ""
            })
    void theseDoNot(String inn) {
        assertThat(Checksums.inn(inn)).isFalse();
    }

    @Test
    void registrationNumbersOfCompaniesAndEntrepreneursAddUp() {
        assertThat(Checksums.ogrn("1029900000008")).isTrue();
        assertThat(Checksums.ogrn("1029900000009")).isFalse();
        assertThat(Checksums.ogrnip("304583500000011")).isTrue();
        assertThat(Checksums.ogrnip("304583500000012")).isFalse();
        assertThat(Checksums.ogrnip("1029900000008")).isFalse();
    }

    /** Remainders of 10 to 12 by 13 are valid, too: their last digit stands at the end. */
    @Test
    void anEntrepreneurWhoseRemainderHasTwoDigitsIsNotRefused() {
        for (long first = 30458350000000L; first < 30458350000200L; first++) {
            assertThat(Checksums.ogrnip(first + "" + first % 13 % 10))
                    .as("%s", first)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"049805746, 40602810700000000025", "049805746, 30101810800000000746", "044525999, 40702810600000000001"
    })
    void anAccountFitsItsBank(String bic, String account) {
        assertThat(Checksums.account(bic, account)).isTrue();
        String other = account.substring(0, 19) + (account.charAt(19) == '9' ? '0' : (char) (account.charAt(19) + 1));
        assertThat(Checksums.account(bic, other)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"049805746, 4060281070000000002", "04980574, 40602810700000000025", "049805746, 4060281070000000002x"})
    void whatIsNoAccountIsNone(String bic, String account) {
        assertThat(Checksums.account(bic, account)).isFalse();
    }
}
