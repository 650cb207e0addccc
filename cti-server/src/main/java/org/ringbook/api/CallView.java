package org.ringbook.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallPeople;
import org.ringbook.calls.log.Correlations;
import org.ringbook.calls.log.LegQuality;
import org.ringbook.contacts.Caller;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;

/**
 * A call as the API tells it.
 *
 * @param legs of the call, each with the person whose telephone it was
 * @param agentPerson whose telephone {@code agent} was in that moment; null when the call has none, or it was nobody's
 * @param answeredByPeople as {@code answeredBy}, without telephones that were nobody's; each person once
 * @param rangPeople as {@code rang}, the same way
 * @param contact who the outside party is; null when nobody is known by that number
 * @param disposition what was chosen after the call; null when nothing
 * @param alsoSeenBy other telephone sources' records of the same call; they are in no list
 */
@Schema(name = "Call")
record CallView(
        @JsonUnwrapped @JsonIgnoreProperties("legs") Call call,
        List<LegOfPerson> legs,
        @Schema(nullable = true) Person agentPerson,
        List<Person> answeredByPeople,
        List<Person> rangPeople,
        @Schema(nullable = true) Who contact,
        @Schema(nullable = true) Chosen disposition,
        List<Seen> alsoSeenBy) {

    /** @param sounded how legs of it sounded, as far as anybody told */
    static CallView of(
            Call call, Staff staff, Who contact, Chosen disposition, List<Seen> seen, List<LegQuality> sounded) {
        CallPeople people = CallPeople.of(call, staff.telephones());
        return new CallView(
                call,
                legs(call, people, staff, sounded),
                Person.of(people.agent(), staff),
                people(people.answeredBy(), staff),
                people(people.rang(), staff),
                contact,
                disposition,
                seen);
    }

    private static List<LegOfPerson> legs(Call call, CallPeople people, Staff staff, List<LegQuality> sounded) {
        return IntStream.range(0, call.legs().size())
                .mapToObj(place ->
                        LegOfPerson.of(call.legs().get(place), people.legs().get(place), staff, sounded))
                .toList();
    }

    private static List<Person> people(List<CallPeople.Person> people, Staff staff) {
        var ours = new LinkedHashSet<Person>();
        for (CallPeople.Person one : people) {
            Person person = Person.of(one, staff);
            if (person != null) {
                ours.add(person);
            }
        }
        return List.copyOf(ours);
    }

    /**
     * One of our people, as of the moment of the call.
     *
     * @param name as it is now
     * @param assumed true when nobody kept track of telephones at that time, and nobody else is known to have had it
     */
    @Schema(name = "CallPerson")
    record Person(UUID staffId, String name, boolean assumed) {

        /** @return null when it was nobody's telephone */
        static Person of(CallPeople.Person person, Staff staff) {
            return person == null || person.staffId() == null
                    ? null
                    : new Person(person.staffId(), nameOf(person.staffId(), staff), person.assumed());
        }

        private static String nameOf(UUID id, Staff staff) {
            return staff.find(id).map(StaffMember::name).orElse(null);
        }
    }

    /**
     * @param staffId whose telephone it was in that moment; null when nobody's
     * @param name of the person, as it is now
     * @param quality how it sounded; null where no program of ours carried the sound
     */
    @Schema(name = "CallLeg")
    record LegOfPerson(
            @JsonUnwrapped Call.Leg leg,
            @Schema(nullable = true) UUID staffId,
            @Schema(nullable = true) String name,
            @Schema(nullable = true) Sounded quality) {

        static LegOfPerson of(Call.Leg leg, CallPeople.Person person, Staff staff, List<LegQuality> sounded) {
            return new LegOfPerson(
                    leg,
                    person.staffId(),
                    person.staffId() == null ? null : Person.nameOf(person.staffId(), staff),
                    LegQuality.of(leg, sounded).map(Sounded::of).orElse(null));
        }
    }

    /**
     * How a leg sounded, as the agent program told it when the call was over.
     *
     * @param loss share of what should have been heard and was not, 0 to 1
     * @param jitterMillis how unevenly packets came (RFC 3550)
     * @param bufferMillis how long sound waited so that this was not heard
     * @param roundTripMillis null where the other side reports nothing
     * @param lostThere share of ours that the other side missed, 0 to 1; null where it reports nothing
     * @param estimate how it was heard here, 1 to 4.5 (E-model, ITU-T G.107; computed, not heard)
     * @param estimateThere how it was heard there; null where the other side reports nothing
     */
    @Schema(name = "LegQuality")
    record Sounded(
            String codec,
            double loss,
            double jitterMillis,
            int bufferMillis,
            long concealedMillis,
            @Schema(nullable = true) Double roundTripMillis,
            @Schema(nullable = true) Double lostThere,
            double estimate,
            @Schema(nullable = true) Double estimateThere) {

        static Sounded of(LegQuality told) {
            return new Sounded(
                    told.codec(),
                    rounded(told.loss(), 4),
                    rounded(told.jitterMillis(), 1),
                    told.bufferMillis(),
                    told.concealedMillis(),
                    rounded(told.roundTripMillis(), 1),
                    rounded(told.lostThere(), 4),
                    rounded(told.estimate(), 2),
                    rounded(told.estimateThere(), 2));
        }

        private static Double rounded(Double value, int places) {
            return value == null
                    ? null
                    : BigDecimal.valueOf(value)
                            .setScale(places, java.math.RoundingMode.HALF_UP)
                            .doubleValue();
        }
    }

    /**
     * What another telephone source told of the same call.
     *
     * @param id of that record: {@code GET /api/calls/{id}?record=own} tells it
     * @param why stable name of the rule that proves it
     * @param telephone of this call, on which the other one happened; null when they are the same from end to end
     * @param beganApart seconds
     * @param endedApart seconds; null while the call goes on
     */
    @Schema(name = "CallSeenBy")
    record Seen(
            UUID id,
            String source,
            String why,
            @Schema(nullable = true) String telephone,
            BigDecimal beganApart,
            @Schema(nullable = true) BigDecimal endedApart) {

        static Seen of(Correlations.Correlation correlation) {
            return new Seen(
                    correlation.call().id(),
                    correlation.call().source(),
                    correlation.proof().rule(),
                    correlation.proof().party(),
                    seconds(correlation.proof().beganApart()),
                    seconds(correlation.proof().endedApart()));
        }

        private static BigDecimal seconds(Duration time) {
            return time == null ? null : BigDecimal.valueOf(time.toMillis(), 3);
        }
    }

    /** @param name the company's word for it */
    @Schema(name = "CallDisposition")
    record Chosen(UUID id, String name) {}

    /**
     * @param candidates all whom the number may mean, people before companies; the other fields are of the first
     */
    @Schema(name = "CallContact")
    record Who(
            UUID contactId, String name, UUID companyId, String company, String responsible, List<Caller> candidates) {

        static Who of(List<Caller> candidates) {
            if (candidates.isEmpty()) {
                return null;
            }
            Caller first = candidates.get(0);
            return new Who(
                    first.contactId(),
                    first.name(),
                    first.companyId(),
                    first.company(),
                    first.responsible(),
                    candidates);
        }
    }
}
