/**
 * Calls derived again from what was kept of the sources, with today's rules and settings: what would change, the writing of
 * it and the way back. Asked for on a page, or by the command {@code derive}.
 */
@ApplicationModule(
        displayName = "Derivation",
        allowedDependencies = {
            "calls",
            "calls :: fold",
            "calls :: log",
            "commands",
            "feed",
            "numbers",
            "telephony",
            "telephony :: inbox"
        })
package org.ringbook.derivation;

import org.springframework.modulith.ApplicationModule;
