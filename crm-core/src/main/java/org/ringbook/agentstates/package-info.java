/**
 * What each of our people is: their states with sources and reasons. {@link org.ringbook.agentstates.Precedence} decides, as a pure
 * function, {@link org.ringbook.agentstates.AgentStateBook} knows what is so now, and {@link org.ringbook.agentstates.AgentStates} keeps
 * what was so when. It knows people by their ids, and nothing of telephones but what it is told.
 */
@ApplicationModule(
        displayName = "Agent states",
        allowedDependencies = {})
package org.ringbook.agentstates;

import org.springframework.modulith.ApplicationModule;
