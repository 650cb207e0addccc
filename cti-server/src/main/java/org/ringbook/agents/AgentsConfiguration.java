package org.ringbook.agents;

import java.time.Clock;
import org.ringbook.calls.fold.Calls;
import org.ringbook.contacts.CallerDirectory;
import org.ringbook.control.CallControl;
import org.ringbook.events.CallerChoices;
import org.ringbook.leads.OpenLeadNumbers;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.staff.Staff;
import org.ringbook.telephony.CallCommands.Capability;
import org.ringbook.telephony.Sources;
import org.springframework.beans.factory.InitializingBean;
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
    Directory directory(
            Staff staff, CallerDirectory contacts, CallerChoices choices, OpenLeadNumbers leads, NumberPlan plan) {
        return new Directory(
                (source, party) -> source == null ? staff.byTelephone(party) : staff.byTelephone(source, party),
                staff::find,
                (call, number) -> choices.among(call, number, contacts.whoIs(number)),
                number -> leads.of(number).map(one -> asking(one, staff, plan.print(number))),
                new PrintedNumbers(plan)::of);
    }

    private static PopUp.Candidate asking(OpenLeadNumbers.Asking one, Staff staff, String number) {
        PopUp.Person responsible = one.responsibleId() == null
                ? null
                : staff.find(one.responsibleId())
                        .map(person -> new PopUp.Person(
                                person.extensions().isEmpty()
                                        ? ""
                                        : person.extensions().get(0).digits(),
                                person.name()))
                        .orElse(null);
        String name = one.name() == null ? one.company() == null ? number : one.company() : one.name();
        return new PopUp.Candidate(
                null, name, null, one.name() == null ? null : one.company(), responsible, one.lead());
    }

    @Bean
    PopUps popUps(
            Directory directory,
            Presence presence,
            ObjectProvider<Sources> sources,
            ObjectProvider<CallControl> control) {
        // Sources tell of calls, and calls of pop-ups: they and what controls calls are there when the first call is.
        return new PopUps(
                directory,
                call -> RecordingPause.stateOf(
                        call, source -> sources.getObject().pausesRecordings(source)),
                (who, call) -> control.getObject().offers(who, call),
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
    CardCommands cardCommands(CallControl control, Staff staff, NumberPlan plan) {
        return new CardCommands(
                new ControlOfCards(control)::tell, who -> Colleagues.colleagues(staff.all(), who), plan);
    }

    @Bean
    Colleagues colleagues(Staff staff, Directory directory, Calls calls, CallControl control) {
        return new Colleagues(
                staff::all,
                directory::owner,
                calls::current,
                (who, call) -> control.offers(who, call).contains(Capability.PICK_UP));
    }

    /** From now on cards show how what was asked for goes. */
    @Bean
    InitializingBean requestsOnCards(CallControl control, PopUps popUps) {
        return () -> control.follow(popUps::asked);
    }

    @Bean
    ContactFoundLater contactFoundLater(PopUps popUps) {
        return new ContactFoundLater(popUps);
    }
}
