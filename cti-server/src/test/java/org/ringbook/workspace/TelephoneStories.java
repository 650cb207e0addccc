package org.ringbook.workspace;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallFact.BridgeKind;
import org.ringbook.calls.CallFact.DialEnded;
import org.ringbook.calls.CallFact.HungUp;
import org.ringbook.calls.CallFact.Joined;
import org.ringbook.calls.CallFact.LegBegan;
import org.ringbook.calls.CallFact.LegDialled;
import org.ringbook.calls.CallFact.LegEnded;
import org.ringbook.calls.CallFact.LegRang;
import org.ringbook.calls.CallFact.LegUp;
import org.ringbook.calls.CallFact.Outcome;
import org.ringbook.calls.CallFact.Side;
import org.ringbook.calls.fold.Calls;

/** Telephones that ring, told to the server as a source tells it. */
final class TelephoneStories {

    private static final AtomicLong COUNT = new AtomicLong();

    private final Calls calls;

    TelephoneStories(Calls calls) {
        this.calls = calls;
    }

    /** Somebody calls our line, and a telephone of ours rings. */
    Ringing call(String number, String extension) {
        return call(number, extension, Instant.now());
    }

    Ringing call(String number, String extension, Instant at) {
        var ringing = new Ringing("story." + COUNT.incrementAndGet(), "story." + COUNT.incrementAndGet());
        tell(
                new LegBegan(ringing.caller, at, Side.CALLER, true, null, number, "+74957770001"),
                new LegBegan(ringing.phone, at, Side.CALLED, false, extension, null, null),
                new LegDialled(ringing.phone, at, ringing.caller, "PJSIP/" + extension),
                new LegRang(ringing.phone, at));
        return ringing;
    }

    private void tell(CallFact... facts) {
        calls.accept("story", List.of(facts));
    }

    final class Ringing {
        private final String caller;
        private final String phone;

        private Ringing(String caller, String phone) {
            this.caller = caller;
            this.phone = phone;
        }

        Ringing answered() {
            return answered(Instant.now());
        }

        Ringing answered(Instant at) {
            tell(
                    new DialEnded(phone, at, Outcome.ANSWERED, null),
                    new LegUp(phone, at),
                    new LegUp(caller, at),
                    new Joined(phone, at, "room-" + caller, BridgeKind.TALK, null),
                    new Joined(caller, at, "room-" + caller, BridgeKind.TALK, null));
            return this;
        }

        /** What they say is recorded, and the file is there when the call is over. */
        Ringing recorded(String file, Instant at) {
            tell(new CallFact.RecordingStarted(caller, at, file));
            return this;
        }

        /** The agent puts the customer on hold, and comes back. */
        Ringing held(Instant from, Instant to) {
            tell(new CallFact.Held(phone, from), new CallFact.Resumed(phone, to));
            return this;
        }

        Ringing recordingEnds(Instant at) {
            tell(new CallFact.RecordingEnded(caller, at));
            return this;
        }

        /** The card number is said: nothing is recorded meanwhile. */
        Ringing paused(Instant from, Instant to) {
            tell(new CallFact.RecordingPaused(caller, from), new CallFact.RecordingResumed(caller, to));
            return this;
        }

        void callerHangsUp() {
            callerHangsUp(Instant.now());
        }

        void callerHangsUp(Instant at) {
            tell(
                    new HungUp(caller, at),
                    new DialEnded(phone, at, Outcome.CANCELLED, null),
                    new LegEnded(phone, at, Outcome.CANCELLED),
                    new LegEnded(caller, at, Outcome.OTHER));
        }
    }
}
