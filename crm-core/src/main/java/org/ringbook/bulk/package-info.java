/** One change of many clients, leads or tasks: looked through first, done beside the request, undone for thirty days. */
@ApplicationModule(
        displayName = "Bulk changes",
        allowedDependencies = {
            "bin",
            "contacts",
            "contacts :: details",
            "leads",
            "numbers",
            "refusals",
            "rights",
            "staff",
            "tasks"
        })
package org.ringbook.bulk;

import org.springframework.modulith.ApplicationModule;
