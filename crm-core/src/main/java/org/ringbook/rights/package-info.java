/** Who may do what with whose things: one rule, asked by every list, page, player, export and the API. */
@ApplicationModule(
        displayName = "Rights",
        allowedDependencies = "staff")
package org.ringbook.rights;

import org.springframework.modulith.ApplicationModule;
