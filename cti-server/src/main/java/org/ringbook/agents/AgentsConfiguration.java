package org.ringbook.agents;

import java.time.Clock;
import org.ringbook.contacts.CallerDirectory;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.staff.Staff;
import org.ringbook.telephony.Sources;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
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
}
