/** Saying no in words that the user understands, in their language. */
@ApplicationModule(
        displayName = "Refusals",
        allowedDependencies = {})
package org.ringbook.refusals;

import org.springframework.modulith.ApplicationModule;
