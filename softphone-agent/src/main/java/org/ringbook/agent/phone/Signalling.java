package org.ringbook.agent.phone;

/** What the telephone asks of SIP. Nothing waits; what comes of it is told to the {@link Phone}. */
public interface Signalling {

    /** Calls a number or an address of the account's PBX. */
    void invite(String call, String number);

    void accept(String call);

    /** @param code the SIP answer, such as 486 */
    void refuse(String call, int code);

    /** Cancels what is not answered, hangs up what is. */
    void end(String call);

    void hold(String call, boolean on);

    void mute(String call, boolean on);

    /** @param keys 0–9, *, #, A–D */
    void digits(String call, String keys);

    /** Hands a call on to a number. */
    void transfer(String call, String number);

    /** Hands a call on to the other end of a second one. */
    void join(String call, String second);

    /** Whether the two who talk with us hear each other too. */
    void mix(String call, String second, boolean on);
}
