package org.ringbook.staff;

import java.util.List;
import java.util.Objects;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditKind;

/** What a change of the staff list is in the audit, field by field. Pure. */
final class StaffAudit {

    private StaffAudit() {}

    /** One entry for each person who is not as they were: whose telephones were taken over, too. */
    static List<AuditEntry> of(StaffSnapshot was, StaffSnapshot is) {
        return is.all.stream()
                .filter(now -> !Objects.equals(was.find(now.id()), now))
                .map(now -> of(was.find(now.id()), now))
                .toList();
    }

    private static AuditEntry of(StaffMember was, StaffMember is) {
        StaffMember before =
                was != null ? was : new StaffMember(is.id(), null, null, null, List.of(), null, is.active());
        return AuditEntry.of(AuditKind.STAFF, was == null ? "added" : "changed")
                .on(is.id(), is.name())
                .with("name", before.name(), is.name())
                .with("login", before.login(), is.login())
                .with("role", before.role(), is.role())
                .with("team", before.team(), is.team())
                .with("extensions", before.extensions(), is.extensions())
                .with("mobiles", before.mobiles(), is.mobiles())
                .with("bound", before.bound(), is.bound())
                .with("sees", before.sees(), is.sees())
                .with("hears", before.hears(), is.hears())
                .with("language", before.language(), is.language())
                .with("active", before.active(), is.active());
    }

    static AuditEntry of(SinceCorrection correction, StaffSnapshot is) {
        StaffMember owner = is.find(correction.row().memberId());
        return AuditEntry.of(AuditKind.STAFF, "since")
                .on(correction.row().memberId(), owner == null ? null : owner.name())
                .with("telephone", null, correction.row().telephone())
                .with("since", correction.row().since(), correction.since());
    }

    static AuditEntry password(StaffMember member) {
        return AuditEntry.of(AuditKind.STAFF, "password").on(member.id(), member.name());
    }
}
