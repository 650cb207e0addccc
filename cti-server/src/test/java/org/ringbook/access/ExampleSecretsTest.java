package org.ringbook.access;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class ExampleSecretsTest {

    @Test
    void whatStandsInTheExampleIsNobodysSecret() {
        assertThatThrownBy(() -> new ExampleSecrets(with(Map.of("RINGBOOK_DATABASE_PASSWORD", "change-me-2"))))
                .isInstanceOf(ExampleSecret.class)
                .hasMessageContaining("RINGBOOK_DATABASE_PASSWORD");
        assertThatThrownBy(() -> new ExampleSecrets(
                        with(Map.of("SECRET", "change-me-3", "ringbook.asterisk.office.secret", "${SECRET}"))))
                .isInstanceOf(ExampleSecret.class);
    }

    @Test
    void whatIsOnesOwnAndWhatIsNoTextIsLeftAlone() {
        assertThatCode(() -> new ExampleSecrets(with(Map.of(
                        "ringbook.home", Path.of("change-me"), "ringbook.database.password", "a word of one's own"))))
                .doesNotThrowAnyException();
    }

    private static StandardEnvironment with(Map<String, Object> settings) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        return environment;
    }
}
