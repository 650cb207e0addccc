/** What a missed call leaves to do: whoever called and reached nobody is called back, and nobody has to remember it. */
@ApplicationModule(
        displayName = "Follow-ups",
        allowedDependencies = {
            "calendar",
            "calls",
            "calls :: log",
            "contacts",
            "feed",
            "numbers",
            "refusals",
            "rights",
            "staff"
        })
package org.ringbook.followups;

import org.springframework.modulith.ApplicationModule;
