/** Who may see which calls, and hear and download which recordings: asked by every list, page, player, export and the API. */
@ApplicationModule(
        displayName = "Rights",
        allowedDependencies = {"calls", "staff"})
package org.ringbook.rights;

import org.springframework.modulith.ApplicationModule;
