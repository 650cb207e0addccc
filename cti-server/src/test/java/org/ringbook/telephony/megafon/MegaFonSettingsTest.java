package org.ringbook.telephony.megafon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class MegaFonSettingsTest {

    private static MegaFonSettings.Pbx bind(Map<String, String> values) {
        var named = new HashMap<String, String>();
        values.forEach((key, value) -> named.put("ringbook.megafon.sales." + key, value));
        return new Binder(new MapConfigurationPropertySource(named))
                .bindOrCreate("ringbook", MegaFonSettings.class)
                .megafon()
                .get("sales");
    }

    @Test
    void itIsOffUntilAddressAndKeyAreSet() {
        assertThat(bind(Map.of("address", "vats000111.megapbx.ru")).on()).isFalse();
        assertThat(bind(Map.of("key", "k")).on()).isFalse();
        assertThat(bind(Map.of("address", "vats000111.megapbx.ru", "key", "k")).on())
                .isTrue();
    }

    @Test
    void theAddressIsThatOfTheCabinetWithASchemeOrWithout() {
        assertThat(bind(Map.of("address", " vats000111.megapbx.ru ", "key", "k"))
                        .address())
                .isEqualTo("https://vats000111.megapbx.ru/");
        assertThat(bind(Map.of("address", "https://vats.example.org", "key", "k"))
                        .address())
                .isEqualTo("https://vats.example.org/");
        assertThatThrownBy(() -> bind(Map.of("address", "http://vats.example.org", "key", "k")))
                .rootCause()
                .hasMessageContaining("vats000111.megapbx.ru");
    }

    @Test
    void theTwoKeysOfTheCabinetAreNotConfused() {
        assertThatThrownBy(() -> bind(Map.of("address", "a.example.org", "key", "same", "crm-key", "same")))
                .rootCause()
                .hasMessageContaining("two different keys");
    }

    @Test
    void employeesAreNamedByWhateverThePbxKnowsThemBy() {
        var settings = bind(Map.of(
                "address",
                "a.example.org",
                "key",
                "k",
                "employees.petrova",
                "101",
                "employees[+7 926 000-01-02]",
                "102"));
        assertThat(settings.employees()).containsEntry("petrova", "101").containsEntry("+7 926 000-01-02", "102");
    }

    @Test
    void noSecretIsShown() {
        var settings = bind(Map.of("address", "a.example.org", "key", "first-secret", "crm-key", "second-secret"));
        assertThat(settings.toString()).doesNotContain("secret");
    }
}
