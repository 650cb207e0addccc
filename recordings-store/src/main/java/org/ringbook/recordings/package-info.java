/**
 * What is known of recordings, for pages and API. The rooms below use each other downwards only: {@code fetch} → {@code store} →
 * {@code audio}.
 */
@ApplicationModule(
        displayName = "Recordings",
        allowedDependencies = {"calls", "calls :: log", "feed", "files", "refusals", "reports", "schedule", "staff"})
package org.ringbook.recordings;

import org.springframework.modulith.ApplicationModule;
