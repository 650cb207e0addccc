package org.ringbook.changes;

import java.time.Duration;
import org.ringbook.schedule.Retention;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ChangeSettings.class)
class ChangesConfiguration {

    @Bean
    Retention historyRetention(ChangeHistory history, ChangeSettings settings) {
        return new Retention(
                "history-retention",
                "changes of fields",
                Duration.ofMinutes(6),
                settings.keep(),
                now -> history.forgetBefore(now.minus(settings.keep())));
    }
}
