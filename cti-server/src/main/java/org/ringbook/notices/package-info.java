/** One sentence to an administrator or a user, in their language, with what it speaks of. */
@ApplicationModule(
        displayName = "Notices",
        allowedDependencies = {})
package org.ringbook.notices;

import org.springframework.modulith.ApplicationModule;
