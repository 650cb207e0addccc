package org.ringbook.bulk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.ringbook.contacts.Contacts;
import org.ringbook.contacts.Contacts.NamedParty;
import org.ringbook.followups.FollowUps;
import org.ringbook.followups.Obligation;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Rights;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.stereotype.Component;

/** Missed calls: given to somebody, or closed because nobody has to call back. */
@Component
class BulkMissed implements BulkTarget {

    private final FollowUps followUps;
    private final Contacts contacts;
    private final Rights rights;
    private final Staff staff;

    BulkMissed(FollowUps followUps, Contacts contacts, Rights rights, Staff staff) {
        this.followUps = followUps;
        this.contacts = contacts;
        this.rights = rights;
        this.staff = staff;
    }

    @Override
    public Set<BulkSubject> subjects() {
        return Set.of(BulkSubject.OBLIGATION);
    }

    private Obligation missed(UUID record, StaffMember by) {
        return followUps.find(record, rights.of(by)).orElseThrow(() -> Refused.because("id", "bin.gone"));
    }

    private String name(Obligation one) {
        return one.partyId() == null
                ? one.number().toString()
                : contacts.named(List.of(one.partyId())).stream()
                        .map(NamedParty::name)
                        .findFirst()
                        .orElse(one.number().toString());
    }

    @Override
    public Look look(BulkChange change, UUID record, StaffMember by) {
        Obligation one = missed(record, by);
        boolean changes = true;
        switch (change.action()) {
            case GIVE -> {
                UUID person = BulkClients.People.active(staff, change.value()).id();
                requireOpen(one);
                changes = !person.equals(one.takenBy());
                if (changes) {
                    BulkClients.People.requireMayHandOn(one.takenBy(), by);
                    BulkClients.People.requireMayHandOn(person, by);
                }
            }
            case DISMISS -> requireOpen(one);
            default -> throw Refused.because("action", "bulk.action");
        }
        return new Look(name(one), changes);
    }

    private static void requireOpen(Obligation one) {
        if (!one.isOpen()) {
            throw Refused.because("id", "bulk.closed.obligation");
        }
    }

    @Override
    public Written apply(BulkChange change, UUID record, StaffMember by) {
        if (!look(change, record, by).changes()) {
            return null;
        }
        Obligation before = missed(record, by);
        Obligation now = change.action() == BulkChange.Action.GIVE
                ? followUps.give(
                        record, BulkClients.People.active(staff, change.value()).id())
                : followUps.close(record, change.reason(), by);
        return new Written(as(before), as(now));
    }

    private static Map<String, String> as(Obligation one) {
        var as = new HashMap<String, String>();
        as.put("takenBy", BulkClients.text(one.takenBy()));
        as.put("outcome", one.outcome() == null ? null : one.outcome().word());
        as.put("version", Integer.toString(one.version()));
        return as;
    }

    /** Whatever became of it since, by a call or a person, stays. */
    @Override
    public boolean undo(BulkChange change, BulkRow row, StaffMember by) {
        Obligation now = missed(row.record(), by);
        if (!as(now).equals(row.after())) {
            return false;
        }
        String before = row.before().get("takenBy");
        followUps.putBack(row.record(), before == null ? null : UUID.fromString(before));
        return true;
    }
}
