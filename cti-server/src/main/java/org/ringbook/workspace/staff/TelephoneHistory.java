package org.ringbook.workspace.staff;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ringbook.staff.StaffTelephone;
import org.ringbook.workspace.Print;

/**
 * One stretch of time in which a telephone was somebody's, as it is printed.
 *
 * @param period from when until when
 * @param assumed words on earlier calls; null when nothing is assumed
 */
record TelephoneHistory(StaffTelephone row, String telephone, String period, String assumed) {

    /** What is theirs now first, then the newest. */
    static List<TelephoneHistory> of(List<StaffTelephone> rows, Print print) {
        var sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparing((StaffTelephone row) -> !row.open())
                .thenComparing(row -> row.until() == null ? Instant.MAX : row.until(), Comparator.reverseOrder())
                .thenComparing(StaffTelephone::telephone));
        return sorted.stream().map(row -> of(row, print)).toList();
    }

    private static TelephoneHistory of(StaffTelephone row, Print print) {
        String telephone = print.telephone(row.telephone());
        boolean never = row.since() != null && row.since().equals(row.until());
        String period = never
                ? print.say("staff.telephone.once", print.since(row.until()))
                : row.since() == null && row.until() == null
                        ? print.say("staff.telephone.always")
                        : row.since() == null
                                ? print.say("staff.telephone.until", print.since(row.until()))
                                : row.until() == null
                                        ? print.say("staff.telephone.since", print.since(row.since()))
                                        : print.say(
                                                "staff.telephone.from-to",
                                                print.since(row.since()),
                                                print.since(row.until()));
        String assumed = row.since() == null ? print.say("staff.telephone.assumed", print.since(row.notedAt())) : null;
        return new TelephoneHistory(row, telephone, period, assumed);
    }
}
