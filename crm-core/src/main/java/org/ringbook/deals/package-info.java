/** Sales from the first word to money: pipelines and their stages, deals, their moves, the board. */
@ApplicationModule(
        displayName = "Deals",
        allowedDependencies = {
            "audit",
            "calendar",
            "contacts",
            "contacts :: details",
            "contacts :: duplicates",
            "fields",
            "leads",
            "numbers",
            "refusals",
            "rights",
            "schedule",
            "spreadsheets",
            "staff",
            "tasks"
        })
package org.ringbook.deals;

import org.springframework.modulith.ApplicationModule;
