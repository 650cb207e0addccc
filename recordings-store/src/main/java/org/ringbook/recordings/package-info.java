/** The sound files and what is known of them. */
@ApplicationModule(
        displayName = "Recordings",
        allowedDependencies = {"calls", "calls :: log", "files", "refusals", "staff"})
package org.ringbook.recordings;

import org.springframework.modulith.ApplicationModule;
