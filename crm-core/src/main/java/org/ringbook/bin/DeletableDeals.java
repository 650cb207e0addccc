package org.ringbook.bin;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ringbook.bin.BinItem.Kind;
import org.ringbook.deals.Deal;
import org.ringbook.deals.Deals;
import org.ringbook.staff.StaffMember;
import org.springframework.stereotype.Component;

@Component
class DeletableDeals implements Deletable {

    private final Deals deals;

    DeletableDeals(Deals deals) {
        this.deals = deals;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.DEAL);
    }

    @Override
    public Going going(Kind kind, UUID record, StaffMember by) {
        Deal deal = deals.find(record, by).orElseThrow(Deletable::gone);
        Deletable.requireSupervisor(by);
        return Going.of(deal.title(), List.of(), deal.responsibleId());
    }

    @Override
    public void delete(Kind kind, UUID record) {
        deals.delete(record);
    }
}
