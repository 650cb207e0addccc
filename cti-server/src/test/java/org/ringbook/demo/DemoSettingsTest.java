package org.ringbook.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DemoSettingsTest {

    @Test
    void withNothingSetTheDemoIsLivelyRussianAndOnAnyPort() {
        assertThat(bind(Map.of())).isEqualTo(new DemoSettings(null, 0, 6, null, "ru", false, 0));
    }

    @Test
    void emptyMeansNotSet() {
        var settings = bind(Map.of("ringbook.demo.enabled", "", "ringbook.demo.seed", ""));

        assertThat(settings.enabled()).isNull();
        assertThat(settings.seed()).isNull();
    }

    @Test
    void everyKeyCanBeSet() {
        var settings = bind(Map.of(
                "ringbook.demo.enabled", "true",
                "ringbook.demo.port", "5038",
                "ringbook.demo.calls-per-minute", "12.5",
                "ringbook.demo.seed", "42",
                "ringbook.demo.language", "en"));

        assertThat(settings).isEqualTo(new DemoSettings(true, 5038, 12.5, 42L, "en", false, 0));
    }

    @ParameterizedTest
    @CsvSource({"port, 70000", "calls-per-minute, -1", "calls-per-minute, NaN", "language, fr"})
    void whatCannotBeIsRefusedByItsName(String key, String value) {
        assertThatThrownBy(() -> bind(Map.of("ringbook.demo." + key, value)))
                .rootCause()
                .hasMessageContaining("ringbook.demo." + key);
    }

    private static DemoSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("ringbook.demo", DemoSettings.class);
    }
}
