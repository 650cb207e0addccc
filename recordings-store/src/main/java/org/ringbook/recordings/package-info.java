/** The sound files and what is known of them. */
@ApplicationModule(
        displayName = "Recordings",
        allowedDependencies = {"calls", "files", "refusals"})
package org.ringbook.recordings;

import org.springframework.modulith.ApplicationModule;
