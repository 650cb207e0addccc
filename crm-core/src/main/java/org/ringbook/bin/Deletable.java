package org.ringbook.bin;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.ringbook.bin.BinItem.Kind;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Role;
import org.ringbook.staff.StaffMember;

/** How the records of one family go, and come back. */
interface Deletable {

    /** No other family has them. */
    Set<Kind> kinds();

    /** @throws Refused when it is gone, or not theirs to delete */
    Going going(Kind kind, UUID record, StaffMember by);

    void delete(Kind kind, UUID record);

    /** Tells those who keep it in mind; its rows are there again. */
    default void cameBack(UUID record) {}

    /** What is to go: how it is called, whose it is, and its numbers. */
    record Going(String name, List<UUID> owners, List<Long> numbers) {

        /** @param owners null among them for nobody */
        static Going of(String name, List<Long> numbers, UUID... owners) {
            return new Going(name, Stream.of(owners).filter(Objects::nonNull).toList(), numbers);
        }
    }

    static Refused gone() {
        return Refused.because("id", "bin.gone");
    }

    static void requireSupervisor(StaffMember by) {
        if (by.role().compareTo(Role.SUPERVISOR) < 0) {
            throw Refused.because("id", "bin.not-yours");
        }
    }
}
