package org.ringbook.agents;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.ringbook.contacts.CallerDirectory;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.staff.Staff;
import org.ringbook.telephony.Sources;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
class AgentsConfiguration {

    @Bean
    Presence presence() {
        return new Presence(Clock.systemUTC());
    }

    @Bean
    PopUps popUps(Staff staff, CallerDirectory directory, Presence presence) {
        var known = new Known(staff::byExtension, staff::find, directory::whoIs, PhoneNumber::toString);
        return new PopUps(known, presence, Clock.systemUTC());
    }

    @Bean
    ClickToCall clickToCall(Sources sources) {
        return new ClickToCall(sources::dial);
    }

    @Bean
    ContactFoundLater contactFoundLater(PopUps popUps) {
        return new ContactFoundLater(popUps);
    }

    /** A contact written down during the call shows on the card within a second, whoever wrote it and wherever. */
    record ContactFoundLater(PopUps popUps) {

        @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
        void look() {
            popUps.lookUpAgain();
        }
    }
}
