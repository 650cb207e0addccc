package org.ringbook.staff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeakPasswordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345678", "87654321", "1234567890", "11111111", "12121212", "12341234", "20261130", "79161234567",
                "password", "Password", "PASSWORD1", "Passw0rd!", "p@ssw0rd", "pa55word", "password123", "123password",
                "пароль12", "Пароль2026", "gfhjkm123", "qwertyui", "qwerty123", "Qwerty12!", "1q2w3e4r", "1qaz2wsx",
                "йцукенгш", "йцукен123", "abcdefgh", "abcabcabc", "aaaaaaaa", "changeme1", "change-me-1", "change-me-5",
                "admin123", "admin2026", "Welcome1", "ringbook1", "asterisk1", "Summer2026", "лето2026", "iloveyou",
                "letmein1", "zxcvbnm1", "asdfghjk", "anna1234", "annapetrova", "Petrova1", "anna.petrova", "avortepanna"
            })
    void whatEverybodyGuessesIsWeak(String password) {
        assertThat(WeakPasswords.isWeak(password, "anna", "Anna Petrova")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery", "anna-password", "administrator-1", "secret-secret", "very secret",
                        "пароль Анны",
                "same password", "синий трамвай едет", "k7fQm2Zp", "h4nd5ome-kettle", "admin-admin", "anna-anna-anna",
                "first word of Gleb", "storm-storm", "8301747265528"
            })
    void whatNobodyGuessesSoonIsNot(String password) {
        assertThat(WeakPasswords.isWeak(password, "anna", "Anna Petrova")).isFalse();
    }
}
