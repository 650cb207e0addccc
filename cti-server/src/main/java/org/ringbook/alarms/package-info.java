/** What is not as it should be on the floor: one alarm for each cause until it is over, kept, shown and told to other systems. */
@ApplicationModule(
        displayName = "Alarms",
        allowedDependencies = {
            "agentstates",
            "audit",
            "calendar",
            "contacts",
            "floor",
            "followups",
            "refusals",
            "schedule",
            "staff",
            "webhooks"
        })
package org.ringbook.alarms;

import org.springframework.modulith.ApplicationModule;
