/**
 * The sessions of the agents: whose screen shows which call, who is there, and dialling at a click. {@link
 * org.ringbook.agents.PopUps} is the one truth of what pops; the WebSocket session in {@code agents.session} and any other
 * screen are small adapters over it.
 */
@ApplicationModule(
        displayName = "Agents",
        allowedDependencies = {
            "access",
            "agentstates",
            "calls",
            "calls :: correlation",
            "calls :: fold",
            "calls :: log",
            "contacts",
            "control",
            "events",
            "followups",
            "leads",
            "notices",
            "numbers",
            "reports",
            "rights",
            "schedule",
            "softphones",
            "staff",
            "tasks",
            "telephony"
        })
package org.ringbook.agents;

import org.springframework.modulith.ApplicationModule;
