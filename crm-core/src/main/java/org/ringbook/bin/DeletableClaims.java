package org.ringbook.bin;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ringbook.bin.BinItem.Kind;
import org.ringbook.claims.Claim;
import org.ringbook.claims.Claims;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.rights.Rights;
import org.ringbook.staff.StaffMember;
import org.springframework.stereotype.Component;

@Component
class DeletableClaims implements Deletable {

    private final Claims claims;
    private final Rights rights;

    DeletableClaims(Claims claims, Rights rights) {
        this.claims = claims;
        this.rights = rights;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.CLAIM);
    }

    @Override
    public Going going(Kind kind, UUID record, StaffMember by) {
        Claim claim = claims.find(record, rights.of(by)).orElseThrow(Deletable::gone);
        Deletable.requireSupervisor(by);
        PhoneNumber phone = claim.about().phone();
        return Going.of(
                "№ " + claim.number(),
                phone == null ? List.of() : List.of(phone.e164()),
                claim.responsibleId(),
                claim.takenById());
    }

    @Override
    public void delete(Kind kind, UUID record) {
        claims.delete(record);
    }
}
