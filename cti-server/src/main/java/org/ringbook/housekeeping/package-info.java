/** Commands for whoever keeps the server: is every recording there and untouched, and what would go by the rules. */
@ApplicationModule(
        displayName = "Housekeeping",
        allowedDependencies = {"commands", "recordings :: store", "staff"})
package org.ringbook.housekeeping;

import org.springframework.modulith.ApplicationModule;
