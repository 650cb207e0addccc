package org.ringbook.agents;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.ringbook.calls.Call;
import org.ringbook.numbers.Extension;
import org.ringbook.staff.StaffMember;

/** Who of our people is on the telephone, and whose ringing call may be picked up. From memory; any thread. */
public final class Colleagues {

    private final Supplier<Collection<StaffMember>> staff;
    private final BiFunction<String, String, Optional<StaffMember>> owner;
    private final Supplier<List<Call>> current;
    private final BiPredicate<StaffMember, Call> picksUp;

    /**
     * @param owner whose telephone it is now, at a telephone source
     * @param picksUp whether somebody may answer what rings in a call at a colleague's, and the telephone system can
     */
    Colleagues(
            Supplier<Collection<StaffMember>> staff,
            BiFunction<String, String, Optional<StaffMember>> owner,
            Supplier<List<Call>> current,
            BiPredicate<StaffMember, Call> picksUp) {
        this.staff = staff;
        this.owner = owner;
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
            return firstExtension(member).orElseThrow();
        }
    }

    /** All others, by name. */
    public List<Colleague> of(StaffMember viewer) {
        return of(staff.get(), owner, current.get(), viewer, call -> picksUp.test(viewer, call));
    }

    static List<Colleague> of(
            Collection<StaffMember> staff,
            BiFunction<String, String, Optional<StaffMember>> owner,
            List<Call> current,
            StaffMember viewer,
            Predicate<Call> picksUp) {
        return colleagues(staff, viewer).stream()
                .map(member -> colleague(member, owner, current, picksUp))
                .toList();
    }

    /** Those who have a telephone, by name. */
    static List<StaffMember> colleagues(Collection<StaffMember> staff, StaffMember viewer) {
        return staff.stream()
                .filter(StaffMember::active)
                .filter(member -> firstExtension(member).isPresent())
                .filter(member -> viewer == null || !member.id().equals(viewer.id()))
                .sorted(Comparator.comparing(StaffMember::name))
                .toList();
    }

    static Optional<String> firstExtension(StaffMember member) {
        return member.telephones().filter(Extension::isExtension).findFirst();
    }

    private static Colleague colleague(
            StaffMember member,
            BiFunction<String, String, Optional<StaffMember>> owner,
            List<Call> current,
            Predicate<Call> picksUp) {
        Colleague ringing = null;
        for (Call call : current) {
            Optional<Call.Leg> leg = openLeg(member, owner, call);
            if (leg.isEmpty()) {
                continue;
            }
            if (leg.get().answeredAt() != null) {
                Call.State state = call.state() == Call.State.HELD ? Call.State.HELD : Call.State.TALKING;
                return new Colleague(member, state, leg.get().answeredAt(), call, false);
            }
            if (leg.get().ringAt() != null) {
                ringing = new Colleague(member, Call.State.RINGING, leg.get().ringAt(), call, picksUp.test(call));
            }
        }
        return ringing == null ? new Colleague(member, null, null, null, false) : ringing;
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
