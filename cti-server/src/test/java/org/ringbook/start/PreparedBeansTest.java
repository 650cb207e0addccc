package org.ringbook.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ClassPathResource;

class PreparedBeansTest {

    private final StandardEnvironment environment = new StandardEnvironment();

    PreparedBeansTest() {
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
    }

    @Test
    void settingsOfOursAndOfRingbookLeaveTheBeansAsTheyWerePrepared() throws Exception {
        new YamlPropertySourceLoader()
                .load(
                        "Config resource 'class path resource [application.yml]'",
                        new ClassPathResource("application.yml"))
                .forEach(environment.getPropertySources()::addLast);
        given("commandLineArgs", "ringbook.http.port", "9090");
        assertThat(PreparedBeans.settingOfOurInside(environment)).isEmpty();
    }

    @Test
    void aSettingOfSpringsOwnHasThemWorkedOutAnew() {
        given("application.yml of the company", "management.endpoints.web.exposure.include", "health,metrics");
        assertThat(PreparedBeans.settingOfOurInside(environment)).contains("management.endpoints.web.exposure.include");
    }

    @Test
    void soDoesOneOfTheEnvironmentAndTheProxyThatSpringKnows() {
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(
                        "systemEnvironment", Map.of("SPRING_PROFILES_ACTIVE", "a")));
        assertThat(PreparedBeans.settingOfOurInside(environment)).contains("SPRING_PROFILES_ACTIVE");

        environment.getPropertySources().remove("systemEnvironment");
        given("commandLineArgs", "ringbook.http.forwarded-headers", "framework");
        assertThat(PreparedBeans.settingOfOurInside(environment)).contains("ringbook.http.forwarded-headers");
    }

    private void given(String source, String key, String value) {
        environment.getPropertySources().addFirst(new MapPropertySource(source, Map.of(key, value)));
    }
}
