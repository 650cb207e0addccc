package org.ringbook.workspace;

import org.ringbook.contacts.CallerDirectory;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.staff.Staff;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Prints for one pair of eyes. */
@Component
public class Printing {

    private final MessageSource messages;
    private final Staff staff;
    private final CallerDirectory directory;
    private final NumberPlan plan;

    Printing(MessageSource messages, Staff staff, CallerDirectory directory, NumberPlan plan) {
        this.messages = messages;
        this.staff = staff;
        this.directory = directory;
        this.plan = plan;
    }

    public Print forEyesOf(Viewer viewer) {
        return new Print(viewer, messages, staff, directory, plan);
    }
}
