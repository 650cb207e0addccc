/**
 * What a deal is fulfilled by: orders and shipments with states of their own, lines with prices and VAT, documents, payments, products, and the
 * terms that were agreed with a client. It reads the table of deals, says what a deal's amount is where that follows from its parts or
 * lines, and never moves a deal.
 */
@ApplicationModule(
        displayName = "Orders",
        allowedDependencies = {
            "audit",
            "calendar",
            "contacts",
            "deals",
            "numbers",
            "refusals",
            "rights",
            "staff",
            "tasks"
        })
package org.ringbook.orders;

import org.springframework.modulith.ApplicationModule;
