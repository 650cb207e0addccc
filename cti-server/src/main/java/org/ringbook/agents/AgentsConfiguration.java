package org.ringbook.agents;

import java.time.Clock;
import org.ringbook.calls.fold.Calls;
import org.ringbook.contacts.CallerDirectory;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.staff.Staff;
import org.ringbook.telephony.Sources;
import org.ringbook.telephony.control.CallControl;
import org.springframework.beans.factory.ObjectProvider;
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
            Staff staff,
            CallerDirectory directory,
            NumberPlan plan,
            Presence presence,
            ObjectProvider<Sources> sources) {
        var known = new Directory(staff::byTelephone, staff::find, directory::whoIs, plan::print);
        // Sources tell of calls, and calls of pop-ups: they are there when the first call is.
        return new PopUps(
                known,
                call -> RecordingPause.stateOf(
                        call, source -> sources.getObject().pausesRecordings(source)),
                presence,
                Clock.systemUTC());
    }

    @Bean
    ClickToCall clickToCall(CallControl control) {
        return ClickToCall.over(control);
    }

    @Bean
    RecordingPause recordingPause(Calls calls, Sources sources) {
        return new RecordingPause(calls::find, sources::pauseRecording);
    }

    @Bean
    ContactFoundLater contactFoundLater(PopUps popUps) {
        return new ContactFoundLater(popUps);
    }
}
