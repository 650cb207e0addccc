package org.ringbook.scripts;

import java.util.UUID;

/** What call lists offer after a call: with nothing else may a script end. Whoever has the call lists says it. Any thread. */
public interface OfferedInLists {

    /** Waits for the database. */
    boolean isOffered(UUID disposition);
}
