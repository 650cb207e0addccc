package org.ringbook.calls.fold;

import org.ringbook.calls.CallFact;

/**
 * A fact of which no call can be made; it is taken for not told, and its call goes on as all else tells it.
 *
 * @param fact untrusted text is in it
 * @param why a mistake of the program at this fact, or a fact that must not be
 */
public record RefusedFact(CallFact fact, RuntimeException why) {}
