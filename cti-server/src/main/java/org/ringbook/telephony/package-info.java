/**
 * What all telephone sources share: their port, the inbox that keeps what they said, the pipeline from message to call,
 * counters and health. Each source is a package of its own inside this one; none knows another.
 */
@ApplicationModule(
        displayName = "Telephony",
        allowedDependencies = {
            "calls",
            "calls :: fold",
            "calls :: log",
            "database",
            "files",
            "numbers",
            "recordings",
            "refusals",
            "rights",
            "staff"
        })
package org.ringbook.telephony;

import org.springframework.modulith.ApplicationModule;
