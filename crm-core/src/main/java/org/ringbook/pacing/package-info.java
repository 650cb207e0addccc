/**
 * How many lines a dialler opens: the policies, the formulas of abandoned calls, and a world on a virtual clock in which a shift of them is
 * played in a moment. Pure: no clock, no thread, no table.
 */
@ApplicationModule(
        displayName = "Pacing",
        allowedDependencies = {})
package org.ringbook.pacing;

import org.springframework.modulith.ApplicationModule;
