package org.ringbook.workspace;

import org.ringbook.contacts.CallerDirectory;
import org.ringbook.staff.Staff;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Prints for one pair of eyes. */
@Component
public class Printing {

    private final MessageSource messages;
    private final Staff staff;
    private final CallerDirectory directory;

    Printing(MessageSource messages, Staff staff, CallerDirectory directory) {
        this.messages = messages;
        this.staff = staff;
        this.directory = directory;
    }

    public Print forEyesOf(Viewer viewer) {
        return new Print(viewer, messages, staff, directory);
    }
}
