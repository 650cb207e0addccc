/**
 * What stood in each field of a client, lead, deal or task before and after each change, by whom and when; and putting a field back. The
 * database writes the lines itself, whichever way a row is changed.
 */
@ApplicationModule(
        displayName = "History of fields",
        allowedDependencies = {
            "audit",
            "contacts",
            "contacts :: details",
            "contacts :: duplicates",
            "deals",
            "fields",
            "leads",
            "numbers",
            "refusals",
            "rights",
            "schedule",
            "staff",
            "tasks"
        })
package org.ringbook.changes;

import org.springframework.modulith.ApplicationModule;
