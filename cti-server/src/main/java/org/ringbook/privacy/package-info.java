/** What is kept of a person: told as one file, and destroyed with proof at their request. */
@ApplicationModule(
        displayName = "Personal data",
        allowedDependencies = {
            "contacts",
            "files",
            "numbers",
            "recordings",
            "recordings :: store",
            "refusals",
            "staff",
            "telephony :: inbox"
        })
package org.ringbook.privacy;

import org.springframework.modulith.ApplicationModule;
