package org.ringbook.agent.phone;

/** Calls that speak and hear by files: WAV, 16 bits, mono. Any thread. */
public interface AudioFiles {

    /**
     * Says what is in a file, from now on, once.
     *
     * @throws IllegalArgumentException with what is wrong with the file
     */
    void play(String call, String file);

    /**
     * Writes what is heard to a file, from now until the call is over; the file is whole then.
     *
     * @throws IllegalArgumentException with what is wrong with the file
     */
    void record(String call, String file);
}
