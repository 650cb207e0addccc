/**
 * Call lists: campaigns, the people and companies to be called in them, each attempt, and what came of it. Every attempt is written
 * before a line is dialled, and its truth is the call of the log. Who dials is somebody else's: this room knows no telephone system.
 */
@ApplicationModule(
        displayName = "Call lists",
        allowedDependencies = {
            "audit",
            "calendar",
            "calls",
            "calls :: log",
            "contacts",
            "contacts :: details",
            "dialrules",
            "events",
            "feed",
            "fields",
            "followups",
            "leads",
            "numbers",
            "pacing",
            "refusals",
            "rights",
            "schedule",
            "scripts",
            "spreadsheets",
            "staff",
            "tasks"
        })
package org.ringbook.campaigns;

import org.springframework.modulith.ApplicationModule;
