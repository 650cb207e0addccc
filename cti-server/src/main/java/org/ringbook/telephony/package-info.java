/**
 * Telephone sources: the port that each of them is ({@link org.ringbook.telephony.PbxSource}), all of them as one ({@link
 * org.ringbook.telephony.Sources}), their health. What sources are made of stands in the rooms within: {@code inbox}, {@code
 * webhooks}, {@code operators}. Each source is a package of its own inside this one; none knows another.
 */
@ApplicationModule(
        displayName = "Telephony",
        allowedDependencies = {
            "agentstates",
            "audit",
            "calls",
            "calls :: fold",
            "calls :: log",
            "database",
            "notices",
            "numbers",
            "recordings :: fetch",
            "refusals",
            "rights",
            "sealing",
            "staff",
            "times"
        })
package org.ringbook.telephony;

import org.springframework.modulith.ApplicationModule;
