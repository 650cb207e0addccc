/**
 * Groups of clients: chosen by hand, or whoever fits a saved rule. Who is in one is counted anew each night and on demand, and coming and
 * going is told.
 */
@ApplicationModule(
        displayName = "Segments",
        allowedDependencies = {
            "calendar",
            "contacts",
            "fields",
            "numbers",
            "refusals",
            "rights",
            "sales",
            "spreadsheets",
            "staff"
        })
package org.ringbook.segments;

import org.springframework.modulith.ApplicationModule;
