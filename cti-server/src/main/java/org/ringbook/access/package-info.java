/**
 * Who may come in and what they may do: sign-in of people (form, HTTP Basic) and of their programs (personal tokens),
 * and the rules of which address asks for which role. The principal's name is the login.
 */
@ApplicationModule(
        displayName = "Access",
        allowedDependencies = {"audit", "files", "http", "notices", "numbers", "refusals", "rights", "schedule", "staff"
        })
package org.ringbook.access;

import org.springframework.modulith.ApplicationModule;
