package org.ringbook.telephony;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How connections of one kind are set up on a page: what is asked, and the source that comes of the answers. A kind of source brings
 * it beside its settings, in its own folder; the page knows none of them. Any thread.
 */
public interface ConnectionForm {

    /** The word for the kind: "asterisk", the last part of its block in the settings file. Its name for people is the notice {@code connection.KIND}. */
    String kind();

    /** In the order in which they are asked. */
    List<ConnectionField> fields();

    /**
     * The source of these answers; like one of the settings file, and not started.
     *
     * @param settings by key as in the settings file, lists and pairs spread out as there
     * @throws IllegalArgumentException for what cannot be, in words that say what to set
     */
    PbxSource make(String name, Map<String, Object> settings);

    /** What is otherwise while a connection is only tried: nothing is read of the past, and nobody is told to send anything here. */
    default Map<String, Object> whileTried() {
        return Map.of();
    }

    /** Steps that only show once the connection is there. */
    default Set<ConnectionStep.Kind> notWhileTried() {
        return Set.of(ConnectionStep.Kind.HISTORY, ConnectionStep.Kind.MEANING);
    }

    /** Whether the telephone system is told an address of this server. */
    default boolean hasAddress() {
        return true;
    }

    /**
     * What is to be copied into the telephone system's own settings, word for word; null when nothing is. Secrets are named and not
     * shown.
     *
     * @param settings as far as they are known; may be empty
     * @throws IllegalArgumentException as {@link #make}
     */
    default String copies(Map<String, Object> settings) {
        return null;
    }
}
