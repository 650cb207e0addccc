package org.ringbook.bin;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ringbook.bin.BinItem.Kind;
import org.ringbook.leads.Lead;
import org.ringbook.leads.LeadList;
import org.ringbook.leads.Leads;
import org.ringbook.staff.StaffMember;
import org.springframework.stereotype.Component;

@Component
class DeletableLeads implements Deletable {

    private final Leads leads;
    private final LeadList list;

    DeletableLeads(Leads leads, LeadList list) {
        this.leads = leads;
        this.list = list;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.LEAD);
    }

    @Override
    public Going going(Kind kind, UUID record, StaffMember by) {
        Lead lead = leads.find(record).filter(one -> list.maySee(by, one)).orElseThrow(Deletable::gone);
        Deletable.requireSupervisor(by);
        return Going.of(
                lead.name() == null ? "№ " + lead.number() : lead.name(),
                lead.phone() == null ? List.of() : List.of(lead.phone().e164()),
                lead.responsibleId());
    }

    @Override
    public void delete(Kind kind, UUID record) {
        leads.delete(record);
    }
}
