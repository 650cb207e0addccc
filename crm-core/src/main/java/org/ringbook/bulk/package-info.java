/** One change of many clients, leads, deals, claims, tasks or missed calls: looked through first, done beside the request, undone for thirty days. */
@ApplicationModule(
        displayName = "Bulk changes",
        allowedDependencies = {
            "audit",
            "bin",
            "claims",
            "contacts",
            "contacts :: details",
            "deals",
            "fields",
            "followups",
            "leads",
            "numbers",
            "refusals",
            "rights",
            "staff",
            "tasks"
        })
package org.ringbook.bulk;

import org.springframework.modulith.ApplicationModule;
