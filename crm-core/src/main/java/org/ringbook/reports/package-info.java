/**
 * What calls come to: one ledger of narrow facts that follows from the call log, sums of days that are exact whatever changes late, and
 * the reports that are counted from both. A report says by which formula each of its figures is made, and which calls make it.
 */
@ApplicationModule(
        displayName = "Reports",
        allowedDependencies = {
            "calendar",
            "calls",
            "calls :: log",
            "feed",
            "numbers",
            "refusals",
            "schedule",
            "spreadsheets",
            "staff"
        })
package org.ringbook.reports;

import org.springframework.modulith.ApplicationModule;
