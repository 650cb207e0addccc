/**
 * Dials for call lists, through call control, and tells them how it went: when an agent says so, or by itself for whoever is ready. What an
 * attempt came to is told by the log; here only what must be known sooner, or what no log will ever tell.
 */
@ApplicationModule(
        displayName = "Dialler",
        allowedDependencies = {
            "agents",
            "agentstates",
            "audit",
            "calls",
            "calls :: fold",
            "campaigns",
            "control",
            "dialrules",
            "notices",
            "numbers",
            "pacing",
            "refusals",
            "staff",
            "telephony"
        })
package org.ringbook.dialler;

import org.springframework.modulith.ApplicationModule;
