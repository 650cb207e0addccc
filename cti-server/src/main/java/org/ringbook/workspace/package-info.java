/**
 * The pages that people work in. One folder a screen, its templates, texts and behaviours beside it; this root holds
 * what every page needs: who looks at it, in which language and time zone, and how things are printed for the eye.
 *
 * <p>Pages are made on the server; a page and its fragment share one template. Everything shown is untrusted text: it
 * is written with {@code th:text} and never as markup.
 */
@ApplicationModule(
        displayName = "Workspace",
        allowedDependencies = {
            "access",
            "agents",
            "agentstates",
            "alarms",
            "attachments",
            "audit",
            "bin",
            "bulk",
            "calendar",
            "calls",
            "campaigns",
            "changes",
            "claims",
            "calls :: correlation",
            "calls :: fold",
            "calls :: log",
            "contacts",
            "contacts :: details",
            "contacts :: duplicates",
            "contacts :: legal",
            "control",
            "derivation",
            "dialler",
            "dialrules",
            "events",
            "feed",
            "fields",
            "filters",
            "flights",
            "floor",
            "forms",
            "followups",
            "http",
            "leads",
            "notices",
            "numbers",
            "pacing",
            "panels",
            "privacy",
            "recordings",
            "recordings :: audio",
            "recordings :: store",
            "refusals",
            "reports",
            "registry",
            "rights",
            "sales",
            "scripts",
            "segments",
            "softphones",
            "spreadsheets",
            "staff",
            "subscriptions",
            "tasks",
            "telephony",
            "telephony :: connections",
            "telephony :: inbox",
            "webhooks"
        })
package org.ringbook.workspace;

import org.springframework.modulith.ApplicationModule;
