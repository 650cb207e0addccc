package org.ringbook.workspace.contacts;

import java.util.Collection;
import java.util.List;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallLog;
import org.ringbook.calls.log.CallReader;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Component;

/** The last calls with somebody, as far as the viewer may see them. */
@Component
class CallsWith {

    private static final int MOST = 20;

    private final CallReader reader;

    CallsWith(CallReader reader) {
        this.reader = reader;
    }

    List<Call> numbers(Collection<ContactNumber> numbers, Viewer viewer) {
        List<PhoneNumber> all =
                numbers.stream().map(ContactNumber::number).distinct().toList();
        if (all.isEmpty()) {
            return List.of();
        }
        var filter = new CallLog.CallFilter(null, null, null, null, null, all, null, null);
        return reader.find(filter, viewer.permissions(), null, MOST).items();
    }
}
