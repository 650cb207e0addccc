package org.ringbook.agent.audio;

/** Where sound is heard. Its clock paces what is taken from the buffer. */
interface AudioSink extends AutoCloseable {

    /** Returns when there is room for the next frame. */
    void write(short[] frame) throws InterruptedException;

    @Override
    void close();
}
