/** Telephone numbers and extensions: read what people and PBXs write, keep E.164, print for the eye. */
@ApplicationModule(
        displayName = "Numbers",
        allowedDependencies = {"refusals"})
package org.ringbook.numbers;

import org.springframework.modulith.ApplicationModule;
