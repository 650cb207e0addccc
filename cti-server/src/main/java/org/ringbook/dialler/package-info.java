/**
 * Dials for call lists, through call control, and tells them how it went. What an attempt came to is told by the log; here only what
 * must be known sooner, or what no log will ever tell.
 */
@ApplicationModule(
        displayName = "Dialler",
        allowedDependencies = {
            "calls",
            "calls :: fold",
            "campaigns",
            "control",
            "notices",
            "numbers",
            "refusals",
            "staff",
            "telephony"
        })
package org.ringbook.dialler;

import org.springframework.modulith.ApplicationModule;
