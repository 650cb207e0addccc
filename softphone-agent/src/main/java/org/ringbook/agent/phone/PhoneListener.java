package org.ringbook.agent.phone;

/** Whoever shows the telephone. Told on the telephone's thread, and must not wait there. */
public interface PhoneListener {

    void registration(RegistrationState state);

    void call(CallStatus call);

    /**
     * How handing a call on went.
     *
     * @param outcome a stable word: asked, done, failed
     * @param code the SIP answer of the target; 0 while there is none
     */
    void transfer(String call, String outcome, int code);

    /** @param why a stable word, such as hold_refused */
    void trouble(String call, String why);

    /** What waits in the account's mailbox changed. */
    default void messages(MessagesWaiting now) {}

    /** How an answered call sounded, once, after it is over. */
    default void sounded(CallStatus call, MediaQuality quality) {}
}
