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
            "recordings :: fetch"
        })
package org.ringbook.telephony.webhook;

import org.springframework.modulith.ApplicationModule;
