package org.ringbook.agents;

/**
 * One screen of one person. Called on the thread of the call's source and in the order in which things happened to that
 * person, so it must not block: put the event where a writer takes it, and return. An exception ends the subscription.
 */
@FunctionalInterface
public interface PopUpListener {

    void changed(PopUpEvent event);
}
