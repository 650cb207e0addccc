package org.ringbook.agent.phone;

/**
 * Whether calls can reach this telephone.
 *
 * @param why what went wrong, a stable word: unreachable, unknown_host, timeout, certificate (the PBX could
 *     not prove who it is), unavailable (it says that it cannot now), password, forbidden, unknown_user, refused; null when nothing did
 * @param seconds until the next try when {@code WAITING}, until the registration ends when {@code REGISTERED}
 */
public record RegistrationState(Kind kind, String why, int seconds) {

    public enum Kind {
        OFF,
        REGISTERING,
        REGISTERED,
        /** The next try comes by itself. */
        WAITING,
        /** Trying again by itself would help nobody, and a PBX that counts wrong passwords would lock us out. */
        REFUSED
    }

    static RegistrationState of(Kind kind) {
        return new RegistrationState(kind, null, 0);
    }
}
