/** Leads from web forms: taken by webhook, kept word for word, read by presets or as the settings say; and the calls that visitors ask for. */
@ApplicationModule(
        displayName = "Web forms",
        allowedDependencies = {
            "calendar",
            "claims",
            "contacts",
            "control",
            "files",
            "leads",
            "numbers",
            "schedule",
            "staff",
            "telephony"
        })
package org.ringbook.forms;

import org.springframework.modulith.ApplicationModule;
