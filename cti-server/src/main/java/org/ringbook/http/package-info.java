/**
 * What anybody who reaches the port may use up: request threads, bodies that come slowly, checks of passwords. Each has a bound, and
 * what was refused because of one is told ({@link org.ringbook.http.LoadShedding}).
 */
@ApplicationModule(
        displayName = "HTTP",
        allowedDependencies = {"notices"})
package org.ringbook.http;

import org.springframework.modulith.ApplicationModule;
