/** Work that is done again and again beside everything else. */
@ApplicationModule(
        displayName = "Schedule",
        allowedDependencies = {})
package org.ringbook.schedule;

import org.springframework.modulith.ApplicationModule;
