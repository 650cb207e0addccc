package org.ringbook.demo;

import java.util.List;
import java.util.UUID;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contacts;
import org.ringbook.segments.Segment;
import org.ringbook.segments.SegmentCondition;
import org.ringbook.segments.SegmentCondition.Is;
import org.ringbook.segments.SegmentCondition.What;
import org.ringbook.segments.SegmentRule;
import org.ringbook.segments.Segments;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Groups of the demo's clients: once, while there are none. A demo without calls of its own leaves that out, too. */
@Component
class DemoSegments {

    private static final Logger LOG = LoggerFactory.getLogger(DemoSegments.class);
    private static final int SILENT_DAYS = 30;
    private static final int GUESTS = 3;

    private final ObjectProvider<DemoPbx> pbx;
    private final Segments segments;
    private final Staff staff;
    private final Contacts contacts;
    private final boolean alive;

    DemoSegments(ObjectProvider<DemoPbx> pbx, Segments segments, Staff staff, Contacts contacts, Environment settings) {
        this.alive = settings.getProperty("ringbook.demo.calls-per-minute", Double.class, 6.0) > 0;
        this.pbx = pbx;
        this.segments = segments;
        this.staff = staff;
        this.contacts = contacts;
    }

    /** When the people, their customers and their work are there. */
    @Order(4)
    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        DemoPbx demo = pbx.getIfAvailable();
        StaffMember vera = staff.byLogin("vera").filter(StaffMember::active).orElse(null);
        if (demo == null || !alive || vera == null || !segments.all().isEmpty()) {
            return;
        }
        try {
            group(demo.cast() == DemoCastRussian.CAST, vera);
        } catch (IllegalArgumentException changedByTheVisitor) {
            LOG.debug("The demo leaves out its segments", changedByTheVisitor);
        }
    }

    private void group(boolean russian, StaffMember vera) {
        segments.add(
                russian ? "Не общались 30 дней" : "No contact for 30 days",
                null,
                SegmentRule.of(SegmentCondition.ago(What.LAST_CONTACT, Is.BEFORE, SILENT_DAYS)),
                vera);
        segments.add(
                russian ? "Покупали за год" : "Bought within a year",
                null,
                SegmentRule.of(SegmentCondition.between(What.WON_COUNT, "1", null, 365)),
                vera);
        Segment fair = segments.add(russian ? "На выставку" : "For the fair", null, null, vera);
        List<UUID> guests = contacts.contacts(null, null, null, GUESTS).items().stream()
                .map(Contact::id)
                .toList();
        if (!guests.isEmpty()) {
            segments.pick(fair.id(), guests, null, vera);
        }
    }
}
