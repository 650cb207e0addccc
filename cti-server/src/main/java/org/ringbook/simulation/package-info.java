/** A shift of a dialler, played on a virtual clock: what each way of dialling makes of a team. */
@ApplicationModule(
        displayName = "Simulation",
        allowedDependencies = {"commands", "pacing"})
package org.ringbook.simulation;

import org.springframework.modulith.ApplicationModule;
