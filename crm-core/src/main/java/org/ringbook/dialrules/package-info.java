/**
 * Whether a number may be dialled now: do-not-call, consent, hours by the called person's zone, caps, caller ids. One gate, pure,
 * asked by call lists, callbacks and click-to-call alike; what it is told of is read at the edge.
 */
@ApplicationModule(
        displayName = "Rules of dialling",
        allowedDependencies = {
            "audit",
            "calendar",
            "calls",
            "contacts",
            "contacts :: details",
            "numbers",
            "refusals",
            "spreadsheets",
            "staff"
        })
package org.ringbook.dialrules;

import org.springframework.modulith.ApplicationModule;
