package org.ringbook.agent.phone;

/** The sound of one call. Any thread. */
public interface MediaSession extends AutoCloseable {

    /** What we can do and where: all codecs, sound both ways. */
    MediaDescription description();

    /** Goes on as agreed, at once; the first time begins. Numbers and times of the packets go on as they were. */
    void apply(MediaPlan plan);

    /** Whether what we say is heard there. */
    void mute(boolean on);

    /** Keys are pressed one after another. */
    void digits(String keys);

    /** The same keys as tones that are heard. */
    void tones(String keys);

    /** Whether what is heard here is said there too, and the other way round. Both are of one {@link Media}. */
    void mix(MediaSession other, boolean on);

    MediaQuality quality();

    /** Recordings are whole when it returns. */
    @Override
    void close();
}
