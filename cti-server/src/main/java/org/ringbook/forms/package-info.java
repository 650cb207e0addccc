/** Leads from web forms: taken by webhook, kept word for word, read by presets or as the settings say. */
@ApplicationModule(
        displayName = "Web forms",
        allowedDependencies = {"leads", "numbers"})
package org.ringbook.forms;

import org.springframework.modulith.ApplicationModule;
