/** What the state's register of companies says of an INN, asked of a service that the settings describe. */
@ApplicationModule(
        displayName = "Register of companies",
        allowedDependencies = {"contacts :: legal"})
package org.ringbook.registry;

import org.springframework.modulith.ApplicationModule;
