/** The company's own fields of clients, leads and tasks: defined by an administrator, kept typed, shown, found and filtered by. */
@ApplicationModule(
        displayName = "Fields",
        allowedDependencies = {"refusals", "staff"})
package org.ringbook.fields;

import org.springframework.modulith.ApplicationModule;
