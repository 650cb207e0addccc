package org.ringbook.agents;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.ringbook.calls.Call;
import org.ringbook.staff.StaffMember;

/** Who of our people is on the telephone, and whose ringing call may be picked up. From memory; any thread. */
public final class Colleagues {

    private final Supplier<Collection<StaffMember>> staff;
    private final Supplier<List<Call>> current;
    private final BiPredicate<StaffMember, Call> picksUp;

    /** @param picksUp whether somebody may answer what rings in a call at a colleague's, and the telephone system can */
    Colleagues(
            Supplier<Collection<StaffMember>> staff,
            Supplier<List<Call>> current,
            BiPredicate<StaffMember, Call> picksUp) {
        this.staff = staff;
        this.current = current;
        this.picksUp = picksUp;
    }

    /**
     * One of our people who has a telephone.
     *
     * @param state what their telephone does; null when it is quiet
     * @param call the call that they are in; null when they are in none
     * @param pickUp whether who looks may answer it in their place
     */
    public record Colleague(StaffMember member, Call.State state, Instant since, Call call, boolean pickUp) {

        public String extension() {
            return member.extensions().get(0).digits();
        }
    }

    /** All others, by name. */
    public List<Colleague> of(StaffMember viewer) {
        return of(staff.get(), current.get(), viewer, call -> picksUp.test(viewer, call));
    }

    static List<Colleague> of(
            Collection<StaffMember> staff,
            List<Call> current,
            StaffMember viewer,
            Predicate<Call> picksUp) {
        return colleagues(staff, viewer).stream()
                .map(member -> colleague(member, current, picksUp))
                .toList();
    }

    /** Those who have a telephone, by name. */
    static List<StaffMember> colleagues(Collection<StaffMember> staff, StaffMember viewer) {
        return staff.stream()
                .filter(StaffMember::active)
                .filter(member -> !member.extensions().isEmpty())
                .filter(member -> viewer == null || !member.id().equals(viewer.id()))
                .sorted(Comparator.comparing(StaffMember::name))
                .toList();
    }

    private static Colleague colleague(
            StaffMember member, List<Call> current, Predicate<Call> picksUp) {
        Colleague ringing = null;
        for (Call call : current) {
            Optional<Call.Leg> leg = openLeg(member, call);
            if (leg.isEmpty()) {
                continue;
            }
            if (leg.get().answeredAt() != null) {
                Call.State state = call.state() == Call.State.HELD ? Call.State.HELD : Call.State.TALKING;
                return new Colleague(member, state, leg.get().answeredAt(), call, false);
            }
            if (leg.get().ringAt() != null) {
                ringing = new Colleague(
                        member, Call.State.RINGING, leg.get().ringAt(), call, picksUp.test(call));
            }
        }
        return ringing == null ? new Colleague(member, null, null, null, false) : ringing;
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
