package org.ringbook.workspace.live;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.ringbook.calls.Call;
import org.ringbook.numbers.Extension;
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
            return firstExtension(member).orElseThrow();
        }
    }

    private static Optional<String> firstExtension(StaffMember member) {
        return member.telephones().filter(Extension::isExtension).findFirst();
    }

    /** @param owner whose telephone it is now, at a telephone source */
    static List<Colleague> of(
            Collection<StaffMember> staff,
            BiFunction<String, String, Optional<StaffMember>> owner,
            List<Call> current,
            StaffMember viewer) {
        return staff.stream()
                .filter(StaffMember::active)
                .filter(member -> firstExtension(member).isPresent())
                .filter(member -> viewer == null || !member.id().equals(viewer.id()))
                .map(member -> colleague(member, owner, current))
                .sorted(Comparator.comparing(colleague -> colleague.member().name()))
                .toList();
    }

    private static Colleague colleague(
            StaffMember member, BiFunction<String, String, Optional<StaffMember>> owner, List<Call> current) {
        Colleague ringing = null;
        for (Call call : current) {
            Optional<Call.Leg> leg = openLeg(member, owner, call);
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

    private static Optional<Call.Leg> openLeg(
            StaffMember member, BiFunction<String, String, Optional<StaffMember>> owner, Call call) {
        String outside = call.external() == null ? null : call.external().toString();
        return call.legs().stream()
                .filter(leg -> leg.endedAt() == null
                        && leg.party() != null
                        && !leg.party().equals(outside))
                .filter(leg -> owner.apply(call.source(), leg.party())
                        .filter(one -> one.id().equals(member.id()))
                        .isPresent())
                .reduce((first, second) -> second.answeredAt() != null ? second : first);
    }
}
