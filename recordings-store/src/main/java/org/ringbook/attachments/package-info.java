/**
 * Files that people attach to clients, leads, deals, claims, tasks, calls and events. They lie beside the recordings and by the same rules: encrypted
 * where the settings have a key, within the limits of the disk, verified and backed up with them.
 */
@ApplicationModule(
        displayName = "Attachments",
        allowedDependencies = {
            "calls",
            "calls :: log",
            "claims",
            "contacts",
            "deals",
            "events",
            "feed",
            "files",
            "leads",
            "recordings :: store",
            "refusals",
            "rights",
            "staff",
            "tasks"
        })
package org.ringbook.attachments;

import org.springframework.modulith.ApplicationModule;
