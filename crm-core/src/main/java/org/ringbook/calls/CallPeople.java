package org.ringbook.calls;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.calls.Call.Leg;
import org.ringbook.staff.TelephoneBook;

/**
 * Who of our people had which part in a call: whose telephones they were in that moment, whoever has them now. Pure.
 *
 * @param agent whose call it is: who spoke last, or who placed it; null when the call has no agent
 * @param answeredBy as {@link Call#answeredBy}
 * @param rang as {@link Call#rang}
 * @param legs as {@link Call#legs}; without a person where it is no telephone of ours
 */
public record CallPeople(Person agent, List<Person> answeredBy, List<Person> rang, List<Person> legs) {

    /**
     * A party of a call, and who it was.
     *
     * @param staffId null when it was nobody's telephone, or nobody knows whose
     * @param assumed nobody kept track at that time, and nobody else is known to have had the telephone
     */
    public record Person(String telephone, UUID staffId, boolean assumed) {}

    public static CallPeople of(Call call, TelephoneBook book) {
        return new CallPeople(
                call.agent() == null ? null : person(call, call.agent(), true, book),
                each(call.answeredBy(), party -> person(call, party, true, book)),
                each(call.rang(), party -> person(call, party, false, book)),
                each(call.legs(), leg -> person(call, leg, book)));
    }

    /** Asked of every call that is written or shown. */
    private static <T> List<Person> each(List<T> parts, Function<T, Person> who) {
        var people = new ArrayList<Person>(parts.size());
        for (T part : parts) {
            people.add(who.apply(part));
        }
        return Collections.unmodifiableList(people);
    }

    /** Who spoke, was rung, or placed the call; each once. */
    public Set<UUID> everybody() {
        return ids(Stream.of(answeredBy, rang, one(agent)).flatMap(Collection::stream));
    }

    /** Who spoke, or placed the call; each once. */
    public Set<UUID> speakers() {
        return ids(Stream.of(answeredBy, one(agent)).flatMap(Collection::stream));
    }

    private static List<Person> one(Person person) {
        return person == null ? List.of() : List.of(person);
    }

    private static Set<UUID> ids(Stream<Person> people) {
        return people.map(Person::staffId)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The person of that telephone, for whatever part of the call it had. */
    public Person of(String telephone) {
        return Stream.of(one(agent), answeredBy, rang, legs)
                .flatMap(Collection::stream)
                .filter(person -> person.staffId() != null && person.telephone().equals(telephone))
                .findFirst()
                .orElse(new Person(telephone, null, false));
    }

    /** A leg may ring in one person's hands and be tried again in another's: who spoke is whose it was when they answered. */
    private static Person person(Call call, String party, boolean spoke, TelephoneBook book) {
        Leg first = null;
        for (Leg leg : call.legs()) {
            if (party.equals(leg.party())) {
                if (!spoke || leg.answeredAt() != null) {
                    return owner(call, party, moment(leg, call), book);
                }
                first = first == null ? leg : first;
            }
        }
        return owner(call, party, first == null ? call.startedAt() : moment(first, call), book);
    }

    private static Person person(Call call, Leg leg, TelephoneBook book) {
        return mayBeOurs(leg, call)
                ? owner(call, leg.party(), moment(leg, call), book)
                : new Person(leg.party(), null, false);
    }

    private static Person owner(Call call, String party, Instant at, TelephoneBook book) {
        TelephoneBook.Owner owner = book.ownerAt(call.source(), party, at);
        return owner == null ? new Person(party, null, false) : new Person(party, owner.staffId(), owner.assumed());
    }

    /** By when it is decided whose telephone it was. */
    public static Instant moment(Leg leg, Call call) {
        return leg.ringAt() != null ? leg.ringAt() : leg.answeredAt() != null ? leg.answeredAt() : call.startedAt();
    }

    /** A telephone of the PBX, or a number that the call was sent on to; not the outside party. */
    public static boolean mayBeOurs(Leg leg, Call call) {
        return leg.party() != null
                && (leg.kind() == Call.LegKind.AGENT
                        || leg.kind() == Call.LegKind.OUTSIDE
                                && (call.external() == null
                                        || !leg.party().equals(call.external().toString())));
    }
}
