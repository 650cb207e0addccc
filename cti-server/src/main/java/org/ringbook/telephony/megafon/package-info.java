/** MegaFon's virtual PBX and others of its kind: webhooks, commands old and new, and the history that completes them. */
@ApplicationModule(
        displayName = "MegaFon",
        allowedDependencies = {
            "agentstates",
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
package org.ringbook.telephony.megafon;

import org.springframework.modulith.ApplicationModule;
