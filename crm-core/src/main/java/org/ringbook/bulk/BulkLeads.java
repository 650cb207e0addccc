package org.ringbook.bulk;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.ringbook.bin.Bin;
import org.ringbook.bin.BinItem;
import org.ringbook.leads.Lead;
import org.ringbook.leads.LeadList;
import org.ringbook.leads.Leads;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.stereotype.Component;

/** Leads: given to somebody, closed, opened again, deleted. */
@Component
class BulkLeads implements BulkTarget {

    private final Leads leads;
    private final LeadList list;
    private final Staff staff;
    private final Bin bin;

    BulkLeads(Leads leads, LeadList list, Staff staff, Bin bin) {
        this.leads = leads;
        this.list = list;
        this.staff = staff;
        this.bin = bin;
    }

    @Override
    public Set<BulkSubject> subjects() {
        return Set.of(BulkSubject.LEAD);
    }

    private Lead lead(UUID record, StaffMember by) {
        return leads.find(record)
                .filter(one -> list.maySee(by, one))
                .orElseThrow(() -> Refused.because("id", "bin.gone"));
    }

    @Override
    public Look look(BulkChange change, UUID record, StaffMember by) {
        Lead lead = lead(record, by);
        String name = lead.name() == null ? "№ " + lead.number() : lead.name();
        return switch (change.action()) {
            case GIVE -> {
                UUID person = BulkClients.People.active(staff, change.value()).id();
                requireOpen(lead);
                boolean same = person.equals(lead.responsibleId());
                if (!same) {
                    BulkClients.People.requireMayHandOn(lead.responsibleId(), by);
                }
                yield new Look(name, !same);
            }
            case CLOSE, JUNK -> {
                boolean same = lead.state() == closed(change);
                if (!same) {
                    requireOpen(lead);
                    BulkClients.People.requireMayHandOn(lead.responsibleId(), by);
                }
                yield new Look(name, !same);
            }
            case REOPEN -> {
                if (lead.state() == Lead.State.CONVERTED) {
                    throw Refused.because("id", "bulk.converted");
                }
                yield new Look(name, !lead.state().isOpen());
            }
            case BIN -> new Look(bin.refuseUnlessDeletable(BinItem.Kind.LEAD, record, by), true);
            default -> throw Refused.because("action", "bulk.action");
        };
    }

    private static void requireOpen(Lead lead) {
        if (!lead.state().isOpen()) {
            throw Refused.because("id", "bulk.closed");
        }
    }

    private static Lead.State closed(BulkChange change) {
        return change.action() == BulkChange.Action.CLOSE ? Lead.State.LOST : Lead.State.JUNK;
    }

    @Override
    public Written apply(BulkChange change, UUID record, StaffMember by) {
        if (!look(change, record, by).changes()) {
            return null;
        }
        Map<String, String> before = as(lead(record, by));
        switch (change.action()) {
            case GIVE ->
                leads.assign(
                        record, BulkClients.People.active(staff, change.value()).id(), by.id());
            case CLOSE, JUNK -> leads.close(record, closed(change), change.reason(), by.id());
            case REOPEN -> leads.reopen(record, by.id());
            case BIN -> {
                return new Written(
                        before,
                        BulkClients.one(
                                "item",
                                bin.put(BinItem.Kind.LEAD, record, by).id().toString()));
            }
            default -> throw Refused.because("action", "bulk.action");
        }
        return new Written(before, as(leads.find(record).orElseThrow()));
    }

    /** What a change may touch. */
    private static Map<String, String> as(Lead lead) {
        var as = new HashMap<String, String>();
        as.put("state", lead.state().name());
        as.put("responsible", BulkClients.text(lead.responsibleId()));
        as.put("closedAt", lead.closedAt() == null ? null : lead.closedAt().toString());
        as.put("reason", lead.closeReason());
        return as;
    }

    @Override
    public boolean undo(BulkChange change, BulkRow row, StaffMember by) {
        if (change.action() == BulkChange.Action.BIN) {
            bin.restore(UUID.fromString(row.after().get("item")), by);
            return true;
        }
        Lead now = leads.find(row.record()).orElseThrow(() -> Refused.because("id", "bin.gone"));
        if (!Objects.equals(as(now), row.after())) {
            return false;
        }
        Map<String, String> before = row.before();
        leads.putBack(
                row.record(),
                Lead.State.valueOf(before.get("state")),
                before.get("responsible") == null ? null : UUID.fromString(before.get("responsible")),
                before.get("closedAt") == null ? null : Instant.parse(before.get("closedAt")),
                before.get("reason"),
                by.id());
        return true;
    }
}
