/** Any other virtual PBX that tells over HTTP what happens, described in settings alone. */
@ApplicationModule(
        displayName = "Generic webhooks",
        allowedDependencies = {
            "telephony",
            "telephony :: inbox",
            "telephony :: operators",
            "telephony :: webhooks",
            "calls",
            "notices",
            "numbers",
            "recordings :: fetch",
            "refusals",
            "times"
        })
package org.ringbook.telephony.generic;

import org.springframework.modulith.ApplicationModule;
