/** Companies, people, their numbers, and the answer to "who is calling?". */
@ApplicationModule(
        displayName = "Contacts",
        allowedDependencies = {"audit", "fields", "numbers", "refusals", "spreadsheets", "staff"})
package org.ringbook.contacts;

import org.springframework.modulith.ApplicationModule;
