package org.ringbook.agent.phone;

/** Why a call is over. */
public enum Ending {
    /** We hung up. */
    HUNG_UP,
    /** They did. */
    HUNG_UP_THERE,
    /** We gave up before they answered. */
    CANCELLED,
    /** They gave up before we answered: the only one that is a missed call. */
    MISSED,
    /** Another telephone took it: nobody missed anything. */
    ANSWERED_ELSEWHERE,
    /** We pressed "reject". */
    REJECTED,
    /** They are busy. */
    BUSY,
    /** They declined. */
    DECLINED,
    NO_ANSWER,
    /** There is no such number. */
    NOT_FOUND,
    /** They cannot be reached now. */
    UNAVAILABLE,
    /** Both sides have no way of sound in common. */
    NOT_ACCEPTABLE,
    /** It was handed on to somebody. */
    TRANSFERRED,
    /** The PBX did not answer, or the connection broke. */
    LOST,
    FAILED
}
