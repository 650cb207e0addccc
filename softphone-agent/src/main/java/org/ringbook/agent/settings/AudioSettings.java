package org.ringbook.agent.settings;

import java.util.Map;
import java.util.TreeMap;

/**
 * How the telephone of the window sounds.
 *
 * @param microphone name; empty for the one that the operating system calls its own
 * @param speaker name of what callers are heard by; empty likewise
 * @param ringer name of what rings; empty likewise
 * @param ring classic, chime, bright or soft
 * @param volume of the ring, 0 to 100
 */
public record AudioSettings(String microphone, String speaker, String ringer, String ring, int volume) {

    public static final AudioSettings DEFAULT = new AudioSettings("", "", "", "classic", 70);

    Map<String, String> values() {
        return new TreeMap<>(Map.of(
                "microphone", microphone,
                "speaker", speaker,
                "ringer", ringer,
                "ring", ring,
                "ring-volume", String.valueOf(volume)));
    }
}
