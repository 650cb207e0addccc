/**
 * What makes a start quick: beans that were worked out when the program was built, and classes that an earlier start laid ready.
 * Nothing here may keep the server from starting.
 */
@ApplicationModule(
        displayName = "Start",
        allowedDependencies = {})
package org.ringbook.start;

import org.springframework.modulith.ApplicationModule;
