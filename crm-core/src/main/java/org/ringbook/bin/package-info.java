/** What was deleted, for thirty days: companies, people, leads, deals, tasks, claims and segments, with all that went with them, to be put back. */
@ApplicationModule(
        displayName = "Bin",
        allowedDependencies = {
            "audit",
            "claims",
            "contacts",
            "deals",
            "leads",
            "numbers",
            "refusals",
            "rights",
            "segments",
            "staff",
            "tasks"
        })
package org.ringbook.bin;

import org.springframework.modulith.ApplicationModule;
