/** Mango Office's virtual PBX: signed webhooks, commands, and the statistics that fill what was not heard. */
@ApplicationModule(
        displayName = "Mango Office",
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
package org.ringbook.telephony.mango;

import org.springframework.modulith.ApplicationModule;
