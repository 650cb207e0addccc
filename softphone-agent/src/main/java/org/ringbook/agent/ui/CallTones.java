package org.ringbook.agent.ui;

import java.util.Collection;
import java.util.Locale;
import java.util.function.Supplier;
import org.ringbook.agent.devices.Ringer;
import org.ringbook.agent.devices.Signal;
import org.ringbook.agent.phone.CallState;
import org.ringbook.agent.phone.CallStatus;
import org.ringbook.agent.phone.Ending;
import org.ringbook.agent.settings.AudioSettings;

/** What is to be heard beside the voices: the ring, the second call that waits, that it rings there, that it came to nothing. */
final class CallTones {

    private static final double TONES = 0.35;

    private final Ringer ringer = new Ringer();
    private final Supplier<AudioSettings> settings;

    CallTones(Supplier<AudioSettings> settings) {
        this.settings = settings;
    }

    /**
     * @param calls all that are not over
     * @param heardThere whether sound comes from where it rings: a network that says something itself is not talked over
     */
    void follow(Collection<CallStatus> calls, boolean heardThere) {
        AudioSettings now = settings.get();
        boolean rings = calls.stream().anyMatch(call -> call.state() == CallState.RINGING);
        boolean talks = calls.stream()
                .anyMatch(call -> call.state() == CallState.TALKING || call.state() == CallState.ANSWERING);
        boolean ringsThere = calls.stream().anyMatch(call -> call.state() == CallState.RINGING_THERE);
        if (rings && talks) {
            ringer.play(Signal.WAITING, now.speaker(), TONES);
        } else if (rings) {
            ringer.play(ring(now), now.ringer(), now.volume() / 100.0);
        } else if (ringsThere && !heardThere) {
            ringer.play(Signal.RINGBACK, now.speaker(), TONES);
        } else {
            ringer.stop();
        }
    }

    /** A call is over; another one may go on. */
    void over(CallStatus call, boolean another) {
        boolean inVain = call.answeredAt() == null && !call.incoming() && call.ending() != Ending.CANCELLED;
        if (inVain && !another) {
            ringer.play(Signal.BUSY, settings.get().speaker(), TONES);
        }
    }

    void answeredByItself() {
        ringer.play(Signal.ANSWERED, settings.get().speaker(), TONES);
    }

    /** Lets it ring for somebody who chooses. */
    void listen(AudioSettings chosen) {
        ringer.play(ring(chosen), chosen.ringer(), chosen.volume() / 100.0);
    }

    void stop() {
        ringer.stop();
    }

    static Signal ring(AudioSettings settings) {
        return Signal.valueOf(settings.ring().toUpperCase(Locale.ROOT));
    }
}
