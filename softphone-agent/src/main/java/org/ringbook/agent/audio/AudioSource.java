package org.ringbook.agent.audio;

/** Where sound comes from. Its clock paces the packets that are sent. */
interface AudioSource extends AutoCloseable {

    /** Fills the frame; returns when its sound has been spoken, so that as much time passes as the frame is long. */
    void read(short[] frame) throws InterruptedException;

    @Override
    void close();
}
