package org.ringbook.agent.audio;

import org.ringbook.agent.phone.Codec;

/** Coding of one stream; some remember what came before, so each stream has its own. Not for several threads. */
interface VoiceCodec {

    byte[] encode(short[] samples);

    short[] decode(byte[] payload);

    static VoiceCodec of(Codec codec) {
        return switch (codec) {
            case PCMA -> new G711(true);
            case PCMU -> new G711(false);
            case G722 -> new G722();
        };
    }
}
