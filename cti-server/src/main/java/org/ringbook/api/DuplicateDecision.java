package org.ringbook.api;

import org.ringbook.access.SignedIn;
import org.ringbook.contacts.duplicates.Duplicates.Decision;
import org.ringbook.staff.Role;

/** What a request says who was told of duplicates with 409. */
final class DuplicateDecision {

    static final String ANYWAY = "`true` to keep who looks like somebody known already";
    static final String WHY = "Why both are kept; needed, of a supervisor, where the two are as good as certainly one";

    private DuplicateDecision() {}

    static Decision of(String anyway, String why, SignedIn me) {
        return new Decision("true".equals(anyway), why, me.mayAs(Role.SUPERVISOR), me.id());
    }
}
