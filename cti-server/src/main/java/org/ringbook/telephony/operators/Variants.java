package org.ringbook.telephony.operators;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Of what is known to differ from one PBX to another, which was met; each is logged once. Any thread. */
public final class Variants {

    private static final Logger LOG = LoggerFactory.getLogger(Variants.class);
    private static final int MOST = 100;

    private final String name;
    private final Set<String> met = ConcurrentHashMap.newKeySet();

    /** @param name of the source; null to log nothing */
    public Variants(String name) {
        this.name = name;
    }

    /** @param what in our words, without anything that somebody sent */
    public void met(String what) {
        if (met.size() < MOST && met.add(what) && name != null) {
            LOG.info("{}: met for the first time: {}", name, what);
        }
    }

    public boolean has(String what) {
        return met.contains(what);
    }
}
