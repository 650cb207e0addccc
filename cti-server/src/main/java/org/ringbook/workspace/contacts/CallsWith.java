package org.ringbook.workspace.contacts;

import java.util.Collection;
import java.util.List;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallLog;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.workspace.RecentCalls;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Component;

/** The last calls with somebody, as far as the viewer may see them. */
@Component
class CallsWith {

    private static final int MOST = 20;

    private final CallLog log;
    private final RecentCalls recent;

    CallsWith(CallLog log, RecentCalls recent) {
        this.log = log;
        this.recent = recent;
    }

    List<Call> numbers(Collection<ContactNumber> numbers, Viewer viewer) {
        List<PhoneNumber> all =
                numbers.stream().map(ContactNumber::number).distinct().toList();
        Collection<String> agents = viewer.seen();
        if (all.isEmpty() || agents != null && agents.isEmpty()) {
            return List.of();
        }
        var filter = new CallLog.CallFilter(null, null, null, null, agents, all, null, null);
        return log.find(filter, null, MOST).items().stream()
                .map(recent::freshest)
                .toList();
    }
}
