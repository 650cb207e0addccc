/**
 * How deals hang together with what came before and after them: which calls are about them, the deals that results of calls ask for, all
 * that happened with a deal in order, and the way from an advertisement to a payment. It keeps what nobody else knows, which call is about
 * which deal, and reads the rest where it is kept.
 */
@ApplicationModule(
        displayName = "Origins",
        allowedDependencies = {
            "audit",
            "calls",
            "calls :: log",
            "claims",
            "contacts",
            "contacts :: duplicates",
            "deals",
            "events",
            "feed",
            "leads",
            "numbers",
            "orders",
            "refusals",
            "rights",
            "staff"
        })
package org.ringbook.origins;

import org.springframework.modulith.ApplicationModule;
