package org.ringbook.agent.phone;

/** How far a call is. */
public enum CallState {
    /** Our call, nothing heard of it yet. */
    DIALLING,
    /** Our call rings there, or the network says something. */
    RINGING_THERE,
    /** A call to us. */
    RINGING,
    /** We picked up, and the PBX has not said yet that it knows. */
    ANSWERING,
    TALKING,
    /** We hung up while it was being made; the PBX has not said yet that it is gone. */
    ENDING,
    ENDED
}
