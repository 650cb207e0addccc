package org.ringbook.bulk;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.ringbook.bin.Bin;
import org.ringbook.bin.BinItem;
import org.ringbook.bulk.BulkChange.Action;
import org.ringbook.claims.Claim;
import org.ringbook.claims.Claims;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Rights;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.stereotype.Component;

/** Claims: given to somebody, found to be of a team's work, deleted. */
@Component
class BulkClaims implements BulkTarget {

    private static final String RESPONSIBLE = "responsible";
    private static final String TEAM = "team";

    private final Claims claims;
    private final Rights rights;
    private final Staff staff;
    private final Bin bin;
    private final DryRun dryRun;

    BulkClaims(Claims claims, Rights rights, Staff staff, Bin bin, DryRun dryRun) {
        this.claims = claims;
        this.rights = rights;
        this.staff = staff;
        this.bin = bin;
        this.dryRun = dryRun;
    }

    @Override
    public Set<BulkSubject> subjects() {
        return Set.of(BulkSubject.CLAIM);
    }

    private Claim claim(UUID record, StaffMember by) {
        return claims.find(record, rights.of(by)).orElseThrow(() -> Refused.because("id", "bin.gone"));
    }

    @Override
    public Look look(BulkChange change, UUID record, StaffMember by) {
        Claim claim = claim(record, by);
        if (change.action() == Action.BIN) {
            return new Look(bin.refuseUnlessDeletable(BinItem.Kind.CLAIM, record, by), true);
        }
        boolean changes = !isSo(change, claim);
        if (changes) {
            dryRun.of(() -> act(change, claim, by));
        }
        String subject = claim.about().subject();
        return new Look(subject == null ? "№ " + claim.number() : subject, changes);
    }

    private boolean isSo(BulkChange change, Claim claim) {
        return switch (change.action()) {
            case GIVE -> BulkClients.People.active(staff, change.value()).id().equals(claim.responsibleId());
            case TEAM -> change.value().equals(claim.about().team());
            default -> throw Refused.because("action", "bulk.action");
        };
    }

    private void act(BulkChange change, Claim claim, StaffMember by) {
        if (change.action() == Action.GIVE) {
            claims.give(
                    claim.id(),
                    null,
                    BulkClients.People.active(staff, change.value()).id(),
                    by);
        } else {
            claims.change(claim.id(), null, claim.about().with(said -> said.team = change.value()), by);
        }
    }

    @Override
    public Written apply(BulkChange change, UUID record, StaffMember by) {
        if (change.action() == Action.BIN) {
            return new Written(
                    Map.of(),
                    BulkClients.one(
                            "item", bin.put(BinItem.Kind.CLAIM, record, by).id().toString()));
        }
        Claim claim = claim(record, by);
        if (isSo(change, claim)) {
            return null;
        }
        act(change, claim, by);
        return new Written(as(claim), as(claims.find(record, null).orElseThrow()));
    }

    private static Map<String, String> as(Claim claim) {
        var as = new HashMap<String, String>();
        as.put(RESPONSIBLE, BulkClients.text(claim.responsibleId()));
        as.put(TEAM, claim.about().team());
        return as;
    }

    @Override
    public boolean undo(BulkChange change, BulkRow row, StaffMember by) {
        if (change.action() == Action.BIN) {
            bin.restore(UUID.fromString(row.after().get("item")), by);
            return true;
        }
        Claim now = claims.find(row.record(), null).orElseThrow(() -> Refused.because("id", "bin.gone"));
        if (!as(now).equals(row.after())) {
            return false;
        }
        String whose = row.before().get(RESPONSIBLE);
        claims.putBack(
                now.id(),
                whose == null ? null : UUID.fromString(whose),
                row.before().get(TEAM),
                by);
        return true;
    }
}
