/** Reports that are made on a schedule and sent: as a file in a folder, and to other systems by a webhook. */
@ApplicationModule(
        displayName = "Report subscriptions",
        allowedDependencies = {"calls", "numbers", "refusals", "reports", "rights", "schedule", "staff", "webhooks"})
package org.ringbook.subscriptions;

import org.springframework.modulith.ApplicationModule;
