/**
 * The floor: who talks, rings, waits and is paused, and the queues with their callers. {@link org.ringbook.floor.Floor} is what is so
 * now, from memory; what people are is decided in {@code agentstates}, what a call is in {@code calls}.
 */
@ApplicationModule(
        displayName = "Floor",
        allowedDependencies = {
            "agentstates",
            "calendar",
            "calls",
            "calls :: fold",
            "calls :: log",
            "contacts",
            "control",
            "feed",
            "followups",
            "notices",
            "numbers",
            "reports",
            "rights",
            "schedule",
            "staff",
            "telephony"
        })
package org.ringbook.floor;

import org.springframework.modulith.ApplicationModule;
