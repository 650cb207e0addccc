package org.ringbook.workspace.start;

import java.util.List;
import java.util.Optional;
import org.ringbook.audit.AuditFilter;
import org.ringbook.audit.AuditKind;
import org.ringbook.audit.AuditLog;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.telephony.PbxEmployee;
import org.ringbook.telephony.SourceHealth;
import org.ringbook.telephony.Sources;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What is still missing before calls are logged: an administrator with a password of their own, people with telephones, a telephone system. Any thread. */
@Component
class GuidedStart {

    private static final int LOOKED_AT = 500;
    private static final String DEMO = "demo";

    private final Staff staff;
    private final Sources sources;
    private final AuditLog audit;
    private final boolean demoByItself;

    GuidedStart(Staff staff, Sources sources, AuditLog audit, @Value("${ringbook.demo.enabled:}") String demo) {
        this.staff = staff;
        this.sources = sources;
        this.audit = audit;
        this.demoByItself = demo.isBlank();
    }

    /** Somebody whom a telephone system names, at that source, and nobody of ours has the telephone. */
    record Unknown(String source, PbxEmployee employee) {}

    /** The telephone systems that are connected; a demo that runs because there is none does not count. */
    List<SourceHealth> connected() {
        return sources.health().stream()
                .filter(one -> !(demoByItself && one.name().equals(DEMO)))
                .toList();
    }

    boolean isConnected() {
        return !connected().isEmpty();
    }

    /** Our people with a telephone. */
    long people() {
        return staff.all().stream()
                .filter(StaffMember::active)
                .filter(member -> member.telephones().findAny().isPresent())
                .count();
    }

    /** Whether they chose their password themselves. Waits for the database. */
    boolean hasOwnPassword(StaffMember member) {
        return audit.find(new AuditFilter(member.id(), AuditKind.STAFF, null, null, null), LOOKED_AT).stream()
                .anyMatch(line -> line.action().equals("password")
                        && member.id().toString().equals(line.object()));
    }

    /** From memory. */
    boolean isOpenFor(StaffMember member) {
        return member != null && member.role() == Role.ADMINISTRATOR && (!isConnected() || people() == 0);
    }

    /** Whom the connected systems name and nobody here is. */
    List<Unknown> unknown() {
        return connected().stream()
                .map(SourceHealth::name)
                .flatMap(name -> sources.connection(name).map(Sources.Connection::employees).stream()
                        .flatMap(List::stream)
                        .filter(one -> staff.byTelephone(name, one.telephone()).isEmpty())
                        .map(one -> new Unknown(name, one)))
                .limit(LOOKED_AT)
                .toList();
    }

    Optional<StaffMember> member(String login) {
        return staff.byLogin(login).filter(StaffMember::active);
    }
}
