package org.ringbook.calls;

/**
 * Hears every change of a call, in memory and before it is written. Called on the thread of the call's source, so it
 * must not block, query or write: hand on and return. An exception is logged and does not reach the other listeners.
 */
public interface CallListener {

    void changed(CallChange change);
}
