/** Secrets that the database keeps and whoever has the database alone cannot read. */
@ApplicationModule(displayName = "Sealing", allowedDependencies = "files")
package org.ringbook.sealing;

import org.springframework.modulith.ApplicationModule;
