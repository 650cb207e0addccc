package org.ringbook.agent.audio;

import org.ringbook.agent.phone.Codec;

/** Coding of one stream; some remember what came before, so each stream has its own. Not for several threads. */
interface VoiceCodec {

    /** @return empty when nothing needs to be sent, because nobody speaks */
    byte[] encode(short[] samples);

    short[] decode(byte[] payload);

    /** What a packet that is lost was like, as far as the one after it tells; null when it tells nothing. */
    default short[] recovered(byte[] next) {
        return null;
    }

    /** Sound for what is lost, as the codec itself would go on; null when it has no opinion. */
    default short[] concealed(int samples) {
        return null;
    }

    /** Whether the other side says with this packet that nobody speaks now, and sends nothing more until somebody does. */
    default boolean pauses(byte[] payload) {
        return false;
    }

    /** @param quiet whether nothing is sent while nobody speaks */
    default void sends(boolean quiet) {}

    /** @param share of our packets that the other side misses, 0 to 1 */
    default void missedThere(double share) {}

    static VoiceCodec of(Codec codec) {
        return switch (codec) {
            case PCMA -> new G711(true);
            case PCMU -> new G711(false);
            case G722 -> new G722();
            case OPUS -> new Opus();
        };
    }
}
