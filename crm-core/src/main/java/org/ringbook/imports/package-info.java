/** Deals and leads out of files: columns are recognised or chosen, rows become records by the rules of hands, as a bulk change that can be taken back. */
@ApplicationModule(
        displayName = "Imports",
        allowedDependencies = {
            "audit",
            "bin",
            "bulk",
            "calendar",
            "contacts",
            "contacts :: legal",
            "deals",
            "fields",
            "leads",
            "numbers",
            "refusals",
            "spreadsheets",
            "staff"
        })
package org.ringbook.imports;

import org.springframework.modulith.ApplicationModule;
