package org.ringbook.agents;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.ringbook.calls.Call;
import org.ringbook.contacts.Caller;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.staff.StaffMember;

/**
 * What the pop-ups ask others, all of it answered from memory.
 *
 * @param whoIs whom the number of a call may mean
 * @param asking who has an open lead, and is no client
 * @param byTelephone whose telephone it is now, at a source; without one, whichever it is of
 */
record Directory(
        BiFunction<String, String, Optional<StaffMember>> byTelephone,
        Function<UUID, Optional<StaffMember>> byId,
        BiFunction<UUID, PhoneNumber, List<Caller>> whoIs,
        Function<PhoneNumber, Optional<PopUp.Candidate>> asking,
        Function<PhoneNumber, String> printed) {

    /** Whose telephone or mobile it is at that source now; nothing when it is nobody's, or of somebody who left. */
    Optional<StaffMember> owner(String source, String party) {
        return byTelephone.apply(source, party).filter(StaffMember::active);
    }

    /** Which parties of a call are this person. */
    Predicate<String> telephonesOf(StaffMember member, Call call) {
        return party -> owner(call.source(), party)
                .filter(owner -> owner.id().equals(member.id()))
                .isPresent();
    }

    /** @param source null for whichever */
    PopUp.Person person(String source, String party) {
        return party == null
                ? null
                : new PopUp.Person(
                        party, owner(source, party).map(StaffMember::name).orElse(null));
    }

    PopUp.Number number(PhoneNumber number) {
        return number == null ? null : new PopUp.Number(number, printed.apply(number));
    }

    /** Whom the number of a call may mean; one of several when a person said which. */
    List<PopUp.Candidate> candidates(UUID call, PhoneNumber number) {
        if (number == null) {
            return List.of();
        }
        List<PopUp.Candidate> clients =
                whoIs.apply(call, number).stream().map(this::candidate).toList();
        return clients.isEmpty() ? asking.apply(number).stream().toList() : clients;
    }

    private PopUp.Candidate candidate(Caller caller) {
        return new PopUp.Candidate(
                caller.contactId(),
                caller.name(),
                caller.companyId(),
                caller.company(),
                person(null, caller.responsible()),
                null);
    }
}
