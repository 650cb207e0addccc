package org.ringbook.agent.phone;

/** Who on the way to the PBX can listen: what the padlock of a call shows. Behind the PBX it is the PBX's matter. */
public enum Secrecy {
    /** Whoever is on the way hears the call. */
    OPEN,
    /** Either who calls whom, or what is said, can be read on the way; keys that travel in the clear keep nothing secret. */
    PARTLY,
    /** Signalling is encrypted and the PBX has proven who it is, and sound is encrypted by keys from there. */
    ENCRYPTED;

    /**
     * @param signalling over TLS
     * @param sound over SRTP
     */
    public static Secrecy of(boolean signalling, boolean sound) {
        if (!signalling) {
            return OPEN;
        }
        return sound ? ENCRYPTED : PARTLY;
    }
}
