package org.ringbook.telephony.asterisk.records;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Where rows of one kind are read from. */
interface RowReader {

    /**
     * @return rows whose time lies within, both ends included, in the order in which they were written
     * @throws IOException when they cannot be read, with a message for the administrator and no secret in it
     */
    List<Row> between(Instant from, Instant to) throws IOException;

    /**
     * All rows between two moments, and the earlier ones of the calls that they are of. Takes no more memory than these.
     *
     * @param back how early a call may have begun
     * @return in the order in which they were written
     * @throws IOException as above
     */
    List<Row> ofCalls(Instant back, Instant from, Instant to) throws IOException;
}
