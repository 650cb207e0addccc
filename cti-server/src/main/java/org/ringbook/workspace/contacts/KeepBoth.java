package org.ringbook.workspace.contacts;

import org.ringbook.contacts.duplicates.Duplicates.Decision;
import org.ringbook.workspace.Viewer;

/** What somebody says who was shown duplicates. @param why null when they say nothing */
record KeepBoth(Boolean anyway, String why) {

    Decision decision(Viewer viewer) {
        return new Decision(
                Boolean.TRUE.equals(anyway),
                why,
                viewer.isSupervisor(),
                viewer.member().id());
    }
}
