package org.ringbook.telephony.inbox;

import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * The port through which kept messages of a source are read beside the live way: to derive calls again, to take one call's
 * messages out, and to mask them. It knows the settings that shape what the source's messages mean, and nothing else of it.
 */
public interface RawReading {

    /** Kind of the source, the same for all of its kind: "asterisk". */
    String kind();

    /**
     * The settings that shape the reading, never a secret; {@link Kind#reading} makes the same reading of them.
     *
     * @return texts, lists of texts and maps of texts
     */
    Map<String, Object> settings();

    /** A translation that remembers from one message to the next what the live one does, from here on. */
    Intake.Translation translation();

    /** Which legs a message names: the source's own ids, as its facts have them; empty when it speaks of none. */
    Set<String> legs(byte[] message);

    /** Which bridges a message names. */
    Set<String> bridges(byte[] message);

    /** Whether a message speaks of the source as a whole, and every reading has to hear it: "I was started anew". */
    boolean concernsAll(byte[] message);

    /** Names of people that a message has, as they are written in it. */
    Set<String> names(byte[] message);

    /**
     * The message with its secrets replaced, and what else the masks hide. It still says the same of legs, bridges and times.
     */
    byte[] masked(byte[] message, Masks masks);

    /** One kind of source, named in {@code META-INF/services/org.ringbook.telephony.inbox.RawReading$Kind}. */
    interface Kind {

        String name();

        /**
         * @param settings as {@link RawReading#settings} told them, maybe masked
         * @throws IllegalArgumentException in words, for settings that are none
         */
        RawReading reading(Map<String, Object> settings);

        static Optional<Kind> named(String name) {
            return ServiceLoader.load(Kind.class).stream()
                    .map(ServiceLoader.Provider::get)
                    .filter(kind -> kind.name().equals(name))
                    .findFirst();
        }
    }
}
