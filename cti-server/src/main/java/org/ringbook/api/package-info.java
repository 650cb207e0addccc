/**
 * The JSON API: the same records as on the pages, for programs. Lists are {@code {"items": [...], "next": cursor}},
 * errors are problem+json whose {@code detail} says what to do.
 */
@ApplicationModule(
        displayName = "API",
        allowedDependencies = {
            "access",
            "agents",
            "audit",
            "calendar",
            "calls",
            "calls :: correlation",
            "calls :: fold",
            "calls :: log",
            "contacts",
            "contacts :: details",
            "contacts :: duplicates",
            "contacts :: legal",
            "control",
            "derivation",
            "dialrules",
            "events",
            "feed",
            "fields",
            "filters",
            "flights",
            "followups",
            "http",
            "leads",
            "notices",
            "numbers",
            "privacy",
            "recordings",
            "recordings :: audio",
            "recordings :: store",
            "refusals",
            "rights",
            "spreadsheets",
            "staff",
            "tasks",
            "telephony",
            "telephony :: connections",
            "telephony :: inbox",
            "webhooks"
        })
package org.ringbook.api;

import org.springframework.modulith.ApplicationModule;
