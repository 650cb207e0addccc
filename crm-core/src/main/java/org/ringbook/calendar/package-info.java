/** When the company works: hours of the week, holidays and short days, and working time counted by them. */
@ApplicationModule(
        displayName = "Working calendar",
        allowedDependencies = {})
package org.ringbook.calendar;

import org.springframework.modulith.ApplicationModule;
