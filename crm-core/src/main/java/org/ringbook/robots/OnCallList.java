package org.ringbook.robots;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.ringbook.campaigns.CallList;
import org.ringbook.campaigns.CallLists;
import org.ringbook.campaigns.Campaign;
import org.ringbook.campaigns.Campaigns;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.contacts.Contacts;
import org.ringbook.refusals.Refused;
import org.ringbook.robots.Definition.Does;
import org.ringbook.robots.Definition.RobotStep;
import org.ringbook.staff.StaffMember;
import org.springframework.stereotype.Component;

/** The client is put on a call list, or is called no more. Who is on it already stays as they are. */
@Component
class OnCallList implements StepKind {

    private final CallLists lists;
    private final Campaigns campaigns;
    private final Contacts contacts;
    private final People people;

    OnCallList(CallLists lists, Campaigns campaigns, Contacts contacts, People people) {
        this.lists = lists;
        this.campaigns = campaigns;
        this.contacts = contacts;
        this.people = people;
    }

    @Override
    public Does does() {
        return Does.CALL_LIST;
    }

    @Override
    public Robot.Planned planned(RobotStep step, RecordFacts facts, Instant now) {
        if (step.takesOut()) {
            facts.client();
        } else {
            numbers(facts);
        }
        String name = campaigns.find(step.campaignId()).map(Campaign::name).orElse(null);
        return Robot.Planned.of(Does.CALL_LIST, (step.takesOut() ? "− " : "+ ") + name);
    }

    @Override
    public Instant does(RobotStep step, RecordFacts facts, RobotRows.Run run, Instant now) {
        StaffMember by = people.administrators().stream()
                .findFirst()
                .orElseThrow(() -> Refused.because("campaignId", "robots.nobody"));
        if (step.takesOut()) {
            lists.takeOff(step.campaignId(), facts.client(), by);
        } else {
            var person = new CallLists.Person(
                    facts.partyId(),
                    facts.values().get("name") instanceof String name ? name : null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    0,
                    Map.of(),
                    numbers(facts));
            lists.add(step.campaignId(), CallList.Source.CLIENTS, null, List.of(person), by);
        }
        return now;
    }

    /** @throws Refused if there is none */
    private List<String> numbers(RecordFacts facts) {
        List<ContactNumber> known = facts.partyId() == null
                ? List.of()
                : contacts.contact(facts.partyId())
                        .map(one -> one.numbers())
                        .or(() -> contacts.company(facts.partyId()).map(one -> one.numbers()))
                        .orElse(List.of());
        List<String> numbers = known.isEmpty() && facts.number() != null
                ? List.of(facts.number().toString())
                : known.stream().map(one -> one.number().toString()).toList();
        if (numbers.isEmpty()) {
            throw Refused.because("campaignId", "robots.no-number");
        }
        return numbers;
    }
}
