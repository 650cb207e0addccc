package org.ringbook.calendar;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CalendarSettings.class)
class CalendarConfiguration {

    @Bean
    WorkingCalendar workingCalendar(CalendarSettings settings) {
        return settings.calendar();
    }

    @Bean
    PublicHolidays publicHolidays(CalendarSettings settings, @Value("${ringbook.region:RU}") String region) {
        return settings.holidays(region);
    }
}
