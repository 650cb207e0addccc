/** People of the company, their extensions, roles and rights. */
@ApplicationModule(
        displayName = "Staff",
        allowedDependencies = {"audit", "numbers", "refusals"})
package org.ringbook.staff;

import org.springframework.modulith.ApplicationModule;
