/**
 * The durable feed: a numbered list of what became of calls in the log, written in the transaction that writes the call, and
 * followers that take it each at a pace of its own, at least once and in its order. It knows calls by their ids alone.
 */
@ApplicationModule(
        displayName = "Feed of calls",
        allowedDependencies = {"schedule"})
package org.ringbook.feed;

import org.springframework.modulith.ApplicationModule;
