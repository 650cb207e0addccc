package org.ringbook.demo;

import org.ringbook.access.FreshPasswords;
import org.ringbook.contacts.Contacts;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * While the demo PBX runs, its people are on the staff and its customers among the contacts, and one agent has a new
 * password at each start, so that the console always shows a sign-in at which phones ring.
 */
@Component
class DemoMoveIn {

    private final ObjectProvider<DemoPbx> pbx;
    private final Staff staff;
    private final Contacts contacts;
    private final FreshPasswords fresh;
    private final DemoClients clients;

    DemoMoveIn(ObjectProvider<DemoPbx> pbx, Staff staff, Contacts contacts, FreshPasswords fresh, DemoClients clients) {
        this.pbx = pbx;
        this.staff = staff;
        this.contacts = contacts;
        this.fresh = fresh;
        this.clients = clients;
    }

    /** Before the console tells how to come in. */
    @Order(0)
    @EventListener(ApplicationReadyEvent.class)
    void moveIn() {
        DemoPbx demo = pbx.getIfAvailable();
        if (demo == null) {
            return;
        }
        new DemoCompany(demo.cast()).moveInto(staff, contacts);
        staff.all().stream()
                .filter(member -> member.role() != Role.AGENT)
                .findFirst()
                .ifPresent(member -> clients.moveIn(demo.cast() == DemoCastRussian.CAST, member));
        DemoCast.Person first = demo.cast().people().get(0);
        staff.byLogin(first.login())
                .filter(StaffMember::active)
                .ifPresent(agent -> staff.setPassword(
                        agent.id(),
                        fresh.make(first.login(), "an agent of the demo, at telephone " + first.extension())));
    }
}
