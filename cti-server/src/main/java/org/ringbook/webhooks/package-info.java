/**
 * Webhooks out: what becomes of calls is sent to other systems' addresses, signed, in order by call, and tried again until it has
 * arrived or is given up. What Ringbook's own telephone systems send to it has nothing to do with this.
 */
@ApplicationModule(
        displayName = "Webhooks",
        allowedDependencies = {"audit", "feed", "refusals", "robots", "sealing"})
package org.ringbook.webhooks;

import org.springframework.modulith.ApplicationModule;
