/**
 * Scripts of call lists: steps with a text and questions, where each answer leads, and what was answered in each attempt. A script is
 * looked through before it is kept: none leads in a circle or to nowhere.
 */
@ApplicationModule(
        displayName = "Scripts",
        allowedDependencies = {"audit", "contacts", "events", "numbers", "refusals", "staff"})
package org.ringbook.scripts;

import org.springframework.modulith.ApplicationModule;
