/** The sound files and what is known of them. */
@ApplicationModule(
        displayName = "Recordings",
        allowedDependencies = {"calls"})
package org.ringbook.recordings;

import org.springframework.modulith.ApplicationModule;
