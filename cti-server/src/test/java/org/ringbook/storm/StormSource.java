package org.ringbook.storm;

import java.time.Instant;
import java.util.List;

/** A telephone system that can be played thousands of calls of. */
public interface StormSource extends AutoCloseable {

    /** Name of the source in the settings, and in the address that it tells. */
    String name();

    /** Settings of the server for it, without the leading dashes; its history is never read. */
    List<String> settings();

    /**
     * Plays one call; the calls of different numbers have different ids and clients.
     *
     * @param number counts from 0
     */
    StormCall call(int number, Instant at);

    /** The same letter as somebody would forge it who does not know the secret: of another client, wrongly signed. */
    StormCall.Letter forged(StormCall.Letter letter, String client);

    @Override
    void close();
}
