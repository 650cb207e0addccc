package org.ringbook.agents;

import java.time.Clock;
import org.ringbook.calls.Calls;
import org.ringbook.contacts.CallerDirectory;
import org.ringbook.numbers.NumberPlan;
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
    PopUps popUps(
            Staff staff, CallerDirectory directory, NumberPlan plan, Presence presence, RecordingPause recording) {
        var known = new Known(staff::byTelephone, staff::find, directory::whoIs, plan::print);
        return new PopUps(known, recording::stateOf, presence, Clock.systemUTC());
    }

    @Bean
    ClickToCall clickToCall(Sources sources) {
        return new ClickToCall(sources::dial);
    }

    @Bean
    RecordingPause recordingPause(Calls calls, Sources sources) {
        return new RecordingPause(calls::find, sources::pausesRecordings, sources::pauseRecording);
    }

    @Bean
    ContactFoundLater contactFoundLater(PopUps popUps) {
        return new ContactFoundLater(popUps);
    }
}
