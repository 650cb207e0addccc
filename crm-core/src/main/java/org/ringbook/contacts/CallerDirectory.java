package org.ringbook.contacts;

import java.util.List;
import org.ringbook.numbers.PhoneNumber;

/** "Who is calling?" A look-up in memory, fit for the pop-up's path with ten million numbers; any thread. */
public interface CallerDirectory {

    /** All that the number may mean, people before companies, in a stable order; empty when it is unknown. */
    List<Caller> whoIs(PhoneNumber number);

    /** How many different numbers are known. */
    long size();
}
