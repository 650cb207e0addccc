/** What is to be done with a client next: tasks for oneself, and assignments that somebody checks. */
@ApplicationModule(
        displayName = "Tasks",
        allowedDependencies = {
            "calendar",
            "calls",
            "calls :: log",
            "contacts",
            "events",
            "feed",
            "fields",
            "numbers",
            "refusals",
            "rights",
            "staff"
        })
package org.ringbook.tasks;

import org.springframework.modulith.ApplicationModule;
