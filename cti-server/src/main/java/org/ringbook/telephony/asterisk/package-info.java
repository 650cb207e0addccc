/** Asterisk 16 to 22 over AMI: one connection that only listens, a second and optional one for commands. */
@ApplicationModule(
        displayName = "Asterisk",
        allowedDependencies = {
            "agentstates",
            "calls",
            "calls :: fold",
            "commands",
            "files",
            "notices",
            "numbers",
            "recordings :: fetch",
            "refusals",
            "telephony",
            "telephony :: inbox",
            "times"
        })
package org.ringbook.telephony.asterisk;

import org.springframework.modulith.ApplicationModule;
