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
    Directory directory(Staff staff, CallerDirectory contacts, NumberPlan plan) {
        return new Directory(
                (source, party) -> source == null ? staff.byTelephone(party) : staff.byTelephone(source, party),
                staff::find,
                contacts::whoIs,
                plan::print);
    }

    @Bean
    PopUps popUps(Directory directory, Presence presence, ObjectProvider<Sources> sources) {
        // Sources tell of calls, and calls of pop-ups: they are there when the first call is.
        return new PopUps(
                directory,
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
    RecordingPause recordingPause(Calls calls, Directory directory, Sources sources) {
        return new RecordingPause(calls::find, directory::telephonesOf, sources::pauseRecording);
    }

    @Bean
    ContactFoundLater contactFoundLater(PopUps popUps) {
        return new ContactFoundLater(popUps);
    }
}
