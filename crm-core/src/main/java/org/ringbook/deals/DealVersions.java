package org.ringbook.deals;

import java.util.Locale;
import java.util.UUID;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;

/** Whoever changes or moves a deal has seen it as it was; who was first is told to who comes second. A version of null has seen all. */
final class DealVersions {

    private final DealRows rows;
    private final DealChoices choices;
    private final Staff staff;

    DealVersions(DealRows rows, DealChoices choices, Staff staff) {
        this.rows = rows;
        this.choices = choices;
        this.staff = staff;
    }

    void refuseChanged(Deal deal, Integer version) {
        if (version != null && version != deal.version()) {
            throw Refused.because("version", "deals.changed", nameOf(deal.changedBy()));
        }
    }

    /** As {@link #refuseChanged}, and says where it was moved if that is what happened. */
    void refuseMoved(Deal deal, Integer version) {
        if (version == null || version == deal.version()) {
            return;
        }
        StageMove last = rows.lastMove(deal.id()).orElseThrow();
        if (last.at().isBefore(deal.changedAt())) {
            refuseChanged(deal, version);
        }
        Stage to = choices.stage(last.to());
        throw Refused.because("version", "deals.moved", nameOf(last.by()), to.name(), to.name(Locale.ENGLISH));
    }

    private String nameOf(UUID person) {
        return staff.find(person).map(StaffMember::name).orElse("–");
    }
}
