package org.ringbook.audit;

import java.time.Duration;
import org.ringbook.schedule.Retention;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditSettings.class)
class AuditConfiguration {

    @Bean
    Retention auditRetention(AuditLog log, AuditSettings settings) {
        return new Retention(
                "audit-retention",
                "entries of the audit",
                Duration.ofMinutes(5),
                settings.keep(),
                now -> log.forgetBefore(log.oldestKept(settings.keep(), now)));
    }
}
