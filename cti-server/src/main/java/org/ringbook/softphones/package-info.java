/**
 * The accounts with which the agent program is a telephone: where it registers, as whom, and with which secret. They are set in the settings
 * file or on a page, and given only to whoever the telephone belongs to.
 */
@ApplicationModule(
        displayName = "Softphones",
        allowedDependencies = {"audit", "numbers", "refusals", "sealing", "staff"})
package org.ringbook.softphones;

import org.springframework.modulith.ApplicationModule;
