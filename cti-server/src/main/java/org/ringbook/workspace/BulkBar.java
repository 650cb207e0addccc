package org.ringbook.workspace;

import org.ringbook.bulk.BulkSubject;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What a list needs to choose rows and to say how many there are. */
@Component
public class BulkBar {

    /** More are "more than 1,000". */
    public static final int COUNTED = 1_001;

    private final Staff staff;
    private final DealChoices deals;

    BulkBar(Staff staff, DealChoices deals) {
        this.staff = staff;
        this.deals = deals;
    }

    /** @param total of what the filter finds, at most {@link #COUNTED} */
    public void of(BulkSubject subject, int total, Model model) {
        model.addAttribute("bulkActions", subject.actions());
        model.addAttribute(
                "bulkPeople", staff.all().stream().filter(StaffMember::active).toList());
        model.addAttribute("total", total);
        if (subject == BulkSubject.DEAL) {
            model.addAttribute("bulkDeals", deals.offered(((Print) model.getAttribute("print")).locale()));
        }
    }
}
