package org.ringbook.workspace.staff;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.staff.TelephoneChange;
import org.ringbook.workspace.Print;

/**
 * One line of what was done to telephones, in words.
 *
 * @param by who did it; null for the program
 * @param calls what became of calls that were written before; null when it touches none
 */
record TelephoneLogLine(TelephoneChange change, String words, String by, String calls) {

    static List<TelephoneLogLine> of(List<TelephoneChange> changes, Staff staff, Print print) {
        return changes.stream().map(one -> of(one, staff, print)).toList();
    }

    private static TelephoneLogLine of(TelephoneChange change, Staff staff, Print print) {
        String telephone = print.telephone(change.telephone());
        String words = print.say(
                "staff.telephone.log."
                        + change.what().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                change.source() == null ? telephone : telephone + "@" + change.source(),
                name(change.memberId(), staff),
                name(change.fromId(), staff),
                since(change.since(), print),
                since(change.sinceBefore(), print));
        String by = change.by() == null
                ? null
                : staff.byLogin(change.by()).map(StaffMember::name).orElse(change.by());
        return new TelephoneLogLine(change, words, by, calls(change, print));
    }

    private static String calls(TelephoneChange change, Print print) {
        boolean none = change.calls() != null && change.calls() == 0 && change.what() == TelephoneChange.What.GIVEN;
        if (change.affected() == null || none) {
            return null;
        }
        return change.appliedAt() == null
                ? print.say("staff.telephone.log.calls-follow")
                : print.say("staff.telephone.log.calls", change.calls());
    }

    private static String name(UUID id, Staff staff) {
        return staff.find(id).map(StaffMember::name).orElse("");
    }

    private static String since(Instant at, Print print) {
        return at == null ? print.say("staff.telephone.log.ever") : print.since(at);
    }
}
