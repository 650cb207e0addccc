/** Demand before it is a client: taken from forms, calls and by hand, given out fairly, answered in time, converted. */
@ApplicationModule(
        displayName = "Leads",
        allowedDependencies = {
            "calendar",
            "calls",
            "calls :: log",
            "contacts",
            "contacts :: details",
            "contacts :: duplicates",
            "feed",
            "fields",
            "numbers",
            "refusals",
            "rights",
            "schedule",
            "staff"
        })
package org.ringbook.leads;

import org.springframework.modulith.ApplicationModule;
