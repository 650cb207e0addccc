/** What was deleted, for thirty days: companies, people, leads, deals, tasks and claims, with all that went with them, to be put back. */
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
            "staff",
            "tasks"
        })
package org.ringbook.bin;

import org.springframework.modulith.ApplicationModule;
