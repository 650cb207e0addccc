/**
 * Beeline's cloud PBX: events of XSI for a subscription that is renewed, its statistics and its records, which complete them, and
 * click-to-call.
 */
@ApplicationModule(
        displayName = "Beeline",
        allowedDependencies = {
            "agentstates",
            "telephony",
            "telephony :: inbox",
            "telephony :: operators",
            "telephony :: webhooks",
            "calls",
            "calls :: fold",
            "notices",
            "numbers",
            "recordings :: fetch",
            "refusals",
            "times"
        })
package org.ringbook.telephony.beeline;

import org.springframework.modulith.ApplicationModule;
