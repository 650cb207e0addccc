/**
 * What a call is. Sources tell facts of legs; {@code fold} groups the legs that belong to one call and folds the facts of
 * a group into a {@link org.ringbook.calls.Call}, listeners are told, {@code log} keeps it, and {@code correlation} knows
 * which calls of several sources are one. Here stands what all of them speak of; none of it knows the inner rooms.
 */
@ApplicationModule(
        displayName = "Calls",
        allowedDependencies = {"feed", "numbers", "refusals", "rights", "staff"})
package org.ringbook.calls;

import org.springframework.modulith.ApplicationModule;
