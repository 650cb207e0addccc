/** Pages for a television: what a room may see of the floor, by a long link that shows one panel, and nothing of clients. */
@ApplicationModule(
        displayName = "Panels",
        allowedDependencies = {
            "agentstates",
            "audit",
            "calendar",
            "calls",
            "calls :: log",
            "campaigns",
            "floor",
            "followups",
            "reports",
            "refusals",
            "sales",
            "staff"
        })
package org.ringbook.panels;

import org.springframework.modulith.ApplicationModule;
