package org.ringbook.agents;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.ringbook.contacts.Caller;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.staff.StaffMember;

/** What the pop-ups ask others, all of it answered from memory. */
record Directory(
        Function<String, Optional<StaffMember>> byTelephone,
        Function<UUID, Optional<StaffMember>> byId,
        Function<PhoneNumber, List<Caller>> whoIs,
        Function<PhoneNumber, String> printed) {

    /** Whose telephone or mobile it is; nothing when it is nobody's, or of somebody who left. */
    Optional<StaffMember> owner(String party) {
        return byTelephone.apply(party).filter(StaffMember::active);
    }

    PopUp.Person person(String party) {
        return party == null
                ? null
                : new PopUp.Person(party, owner(party).map(StaffMember::name).orElse(null));
    }

    PopUp.Number number(PhoneNumber number) {
        return number == null ? null : new PopUp.Number(number, printed.apply(number));
    }

    List<PopUp.Candidate> candidates(PhoneNumber number) {
        return number == null
                ? List.of()
                : whoIs.apply(number).stream().map(this::candidate).toList();
    }

    private PopUp.Candidate candidate(Caller caller) {
        return new PopUp.Candidate(
                caller.contactId(), caller.name(), caller.companyId(), caller.company(), person(caller.responsible()));
    }
}
