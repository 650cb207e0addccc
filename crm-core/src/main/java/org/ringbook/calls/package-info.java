/**
 * What a call is. Sources tell facts of legs; this package groups the legs that belong to one call, folds the facts of
 * a group into a {@link org.ringbook.calls.Call}, tells listeners, and keeps the log.
 */
@ApplicationModule(
        displayName = "Calls",
        allowedDependencies = {"numbers", "refusals"})
package org.ringbook.calls;

import org.springframework.modulith.ApplicationModule;
