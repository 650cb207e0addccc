/**
 * What deals come to: the funnel, the forecast, times, wins and losses, classes of clients, what advertising brings, plans and pay. Rules
 * are pure functions over plain rows; rows come from the tables of deals and leads, of whoever's deals the viewer may see.
 */
@ApplicationModule(
        displayName = "Sales",
        allowedDependencies = {"audit", "calendar", "deals", "refusals", "reports", "rights", "staff"})
package org.ringbook.sales;

import org.springframework.modulith.ApplicationModule;
