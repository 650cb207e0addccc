/** What commands share that work on the server's data while the server does not run. */
@ApplicationModule(
        displayName = "Commands",
        allowedDependencies = {"database", "numbers"})
package org.ringbook.commands;

import org.springframework.modulith.ApplicationModule;
