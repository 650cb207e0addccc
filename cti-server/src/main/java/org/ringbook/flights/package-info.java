/**
 * The flight recorder: all that makes one call what it is, in one file that can be sent to somebody, replayed, and dropped into
 * the tests.
 */
@ApplicationModule(
        displayName = "Flights",
        allowedDependencies = {
            "calls",
            "calls :: fold",
            "commands",
            "numbers",
            "refusals",
            "telephony",
            "telephony :: inbox"
        })
package org.ringbook.flights;

import org.springframework.modulith.ApplicationModule;
