/**
 * What the program does by itself when something happens to a deal, a lead, a call, a client or a task: versioned definitions, runs out of an
 * outbox with each step done once, guards against loops, a log that says why, and a dry run.
 */
@ApplicationModule(
        displayName = "Robots",
        allowedDependencies = {
            "audit",
            "calendar",
            "calls",
            "calls :: log",
            "campaigns",
            "claims",
            "contacts",
            "deals",
            "events",
            "feed",
            "fields",
            "leads",
            "numbers",
            "orders",
            "refusals",
            "schedule",
            "segments",
            "staff",
            "tasks"
        })
package org.ringbook.robots;

import org.springframework.modulith.ApplicationModule;
