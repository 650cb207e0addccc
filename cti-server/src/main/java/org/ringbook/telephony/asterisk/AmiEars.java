package org.ringbook.telephony.asterisk;

import java.net.InetSocketAddress;

/** What a connection that only listens tells its owner. All on the reading thread; none may wait. */
interface AmiEars {

    void connecting();

    void unreachable(Throwable why);

    /** Something answered that is no AMI. */
    void notAsterisk(String firstLine);

    void greeted(String amiVersion);

    /** The account or its secret is not accepted. */
    void refused(String message);

    /** Whether the last attempt ended with a refusal. */
    boolean refused();

    void loggedIn(InetSocketAddress ourAddress);

    /** The list of actions that the account may use. */
    void mayCommand(AmiMessage listOfCommands);

    /** What comes by itself after the sign-in has come. */
    void settled();

    /** An event. @return false when it cannot be taken; the connection is then broken. */
    boolean heard(byte[] event);

    void tooLong();

    /** Nothing came for too long, not even the answers to pings. */
    void silent(boolean loggedIn);

    void broken(Throwable why);

    void lost();
}
