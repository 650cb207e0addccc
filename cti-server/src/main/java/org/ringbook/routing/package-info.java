/** Whom a call is for: what the contacts know of a caller, told to the telephone systems before a telephone rings. */
@ApplicationModule(
        displayName = "Routing",
        allowedDependencies = {"telephony", "contacts", "staff", "numbers"})
package org.ringbook.routing;

import org.springframework.modulith.ApplicationModule;
