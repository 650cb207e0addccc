/**
 * Call control: telling the telephone systems what to do with calls. What each can, who may, how often and where to, and what became
 * of each request. It knows the port of the sources; no source knows it.
 */
@ApplicationModule(
        displayName = "Call control",
        allowedDependencies = {
            "audit",
            "calls",
            "calls :: fold",
            "calls :: log",
            "dialrules",
            "notices",
            "numbers",
            "refusals",
            "rights",
            "staff",
            "telephony"
        })
package org.ringbook.control;

import org.springframework.modulith.ApplicationModule;
