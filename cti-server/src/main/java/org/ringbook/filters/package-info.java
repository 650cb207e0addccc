/** Filters of lists that people keep by name, their own and shared ones. */
@ApplicationModule(
        displayName = "Saved filters",
        allowedDependencies = {"refusals", "staff"})
package org.ringbook.filters;

import org.springframework.modulith.ApplicationModule;
