/**
 * Commands for whoever keeps the server: is every recording there and untouched, what would go by the rules, and which stored numbers
 * are read otherwise today.
 */
@ApplicationModule(
        displayName = "Housekeeping",
        allowedDependencies = {
            "attachments",
            "calls :: log",
            "commands",
            "contacts",
            "feed",
            "numbers",
            "recordings :: store",
            "staff"
        })
package org.ringbook.housekeeping;

import org.springframework.modulith.ApplicationModule;
