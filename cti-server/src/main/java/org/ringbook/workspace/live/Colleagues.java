package org.ringbook.workspace.live;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.ringbook.calls.Call;
import org.ringbook.staff.StaffMember;

/** Who of our people is on the telephone. Pure. */
final class Colleagues {

    private Colleagues() {}

    /**
     * @param state what their telephone does; null when it is quiet
     * @param call the call that they are in; null when they are in none
     */
    record Colleague(StaffMember member, Call.State state, Instant since, Call call) {

        public String extension() {
            return member.extensions().get(0).digits();
        }
    }

    static List<Colleague> of(Collection<StaffMember> staff, List<Call> current, StaffMember viewer) {
        return staff.stream()
                .filter(StaffMember::active)
                .filter(member -> !member.extensions().isEmpty())
                .filter(member -> viewer == null || !member.id().equals(viewer.id()))
                .map(member -> colleague(member, current))
                .sorted(Comparator.comparing(colleague -> colleague.member().name()))
                .toList();
    }

    private static Colleague colleague(StaffMember member, List<Call> current) {
        Colleague ringing = null;
        for (Call call : current) {
            Optional<Call.Leg> leg = openLeg(member, call);
            if (leg.isEmpty()) {
                continue;
            }
            if (leg.get().answeredAt() != null) {
                Call.State state = call.state() == Call.State.HELD ? Call.State.HELD : Call.State.TALKING;
                return new Colleague(member, state, leg.get().answeredAt(), call);
            }
            if (leg.get().ringAt() != null) {
                ringing = new Colleague(member, Call.State.RINGING, leg.get().ringAt(), call);
            }
        }
        return ringing == null ? new Colleague(member, null, null, null) : ringing;
    }

    private static Optional<Call.Leg> openLeg(StaffMember member, Call call) {
        String outside = call.external() == null ? null : call.external().toString();
        return call.legs().stream()
                .filter(leg -> leg.endedAt() == null
                        && leg.party() != null
                        && !leg.party().equals(outside))
                .filter(leg -> member.has(leg.party()))
                .reduce((first, second) -> second.answeredAt() != null ? second : first);
    }
}
