/** Times and durations: read in all ways in which other systems write them. */
@ApplicationModule(
        displayName = "Times",
        allowedDependencies = {})
package org.ringbook.times;

import org.springframework.modulith.ApplicationModule;
