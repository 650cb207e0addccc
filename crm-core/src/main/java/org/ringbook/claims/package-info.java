/** What clients complain of: taken in one click, looked into by a plan of tasks, decided, answered, closed with a result. */
@ApplicationModule(
        displayName = "Claims",
        allowedDependencies = {
            "calendar",
            "calls",
            "contacts",
            "events",
            "feed",
            "numbers",
            "refusals",
            "reports",
            "rights",
            "staff",
            "tasks"
        })
package org.ringbook.claims;

import org.springframework.modulith.ApplicationModule;
