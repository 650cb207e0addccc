package org.ringbook.demo;

import java.util.Set;

/**
 * An account of the demo PBX, as a stanza of {@code manager.conf} would give it. Its secret is new at each start.
 *
 * @param read classes of events that it is told
 * @param write classes of actions that it may send
 */
public record DemoAccount(String user, String secret, Set<String> read, Set<String> write) {

    @Override
    public String toString() {
        return "DemoAccount[" + user + ", read=" + read + ", write=" + write + "]";
    }
}
