/** Asterisk 16 to 22 over AMI: one connection that only listens, a second and optional one for commands. */
@ApplicationModule(
        displayName = "Asterisk",
        allowedDependencies = {"telephony", "calls", "calls :: fold", "numbers", "recordings", "files"})
package org.ringbook.telephony.asterisk;

import org.springframework.modulith.ApplicationModule;
