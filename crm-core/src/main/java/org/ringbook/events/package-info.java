/** The timeline: what people wrote of calls and clients, what they chose after a call, and calls by reference. */
@ApplicationModule(
        displayName = "Events",
        allowedDependencies = {
            "audit",
            "calls",
            "calls :: log",
            "contacts",
            "feed",
            "numbers",
            "refusals",
            "rights",
            "staff"
        })
package org.ringbook.events;

import org.springframework.modulith.ApplicationModule;
