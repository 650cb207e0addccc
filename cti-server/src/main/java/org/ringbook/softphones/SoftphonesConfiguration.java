package org.ringbook.softphones;

import org.ringbook.sealing.SecretBox;
import org.ringbook.staff.Staff;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SoftphoneSettings.class)
class SoftphonesConfiguration {

    @Bean
    SipAccounts sipAccounts(
            SoftphoneSettings settings,
            SipAccountTable table,
            Staff staff,
            ObjectProvider<SipAccountSource> sources,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher events) {
        var secrets = new SecretBox(settings.home().resolve("softphones.key"));
        return new SipAccounts(settings, table, secrets, staff, sources.stream().toList(), transactions, events);
    }
}
