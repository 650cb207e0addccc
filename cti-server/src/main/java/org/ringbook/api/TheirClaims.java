package org.ringbook.api;

import org.ringbook.access.SignedIn;
import org.ringbook.claims.Claim;
import org.ringbook.claims.Claims;
import org.ringbook.rights.Permissions;
import org.ringbook.rights.Rights;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** The claims that whoever asks may see. */
@Component
class TheirClaims {

    private final Claims claims;
    private final Staff staff;
    private final Rights rights;

    TheirClaims(Claims claims, Staff staff, Rights rights) {
        this.claims = claims;
        this.staff = staff;
        this.rights = rights;
    }

    StaffMember member(SignedIn me) {
        return staff.find(me.id()).orElseThrow(() -> NotDone.notAllowed("You are not on the staff any more."));
    }

    Permissions permissions(SignedIn me) {
        return rights.of(staff.find(me.id()).orElse(null));
    }

    Claim existing(SignedIn me, String id) {
        return claims.find(CallSearch.Ids.read("id", id), permissions(me))
                .orElseThrow(() -> NotDone.notFound("There is no such claim, or it is not one of yours."));
    }

    static <T> ResponseEntity<T> tagged(Claim claim, T body) {
        return ResponseEntity.ok().eTag(SeenVersion.tag(claim.version())).body(body);
    }
}
