package org.ringbook.agent.ui;

import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.ringbook.agent.phone.MediaQuality;
import org.ringbook.agent.phone.Phone;

/**
 * A telephone that is switched on, for whoever shows it.
 *
 * @param thread everything is done with the telephone there
 * @param quality how a call sounds, by its id; null when there is no such call; on the telephone's thread
 * @param spoken how loud the microphone is, 0 to 1; 0 while nothing is spoken into it
 * @param off hangs up, tells the PBX, and waits a second for its answer at most
 */
public record RunningPhone(
        Phone phone, Executor thread, Function<String, MediaQuality> quality, DoubleSupplier spoken, Runnable off) {}
