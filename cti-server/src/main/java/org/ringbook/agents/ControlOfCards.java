package org.ringbook.agents;

import java.time.Duration;
import org.ringbook.control.Asking;
import org.ringbook.control.CallControl;
import org.ringbook.control.CallRequest;

/** Brings what was asked for on a card to whom it is for. Waits until the telephone system has taken it or refused. */
final class ControlOfCards {

    /** What a telephone system refuses at once is refused at once. */
    private static final Duration PATIENCE = Duration.ofSeconds(7);

    private final CallControl control;

    ControlOfCards(CallControl control) {
        this.control = control;
    }

    CallRequest tell(Asking asking, CardCommands.Wish wish, String number) {
        CallRequest taken = switch (wish.command()) {
            case HANG_UP -> control.hangUp(asking, wish.callId(), null);
            case TRANSFER -> control.transfer(asking, wish.callId(), null, number, false);
            case CONSULT -> control.transfer(asking, wish.callId(), null, number, true);
            case HOLD -> control.hold(asking, wish.callId(), null);
            case PICK_UP -> control.pickUp(asking, wish.callId(), null);
            case COMPLETE -> control.complete(asking, wish.request());
            case CANCEL -> control.cancel(asking, wish.request());
        };
        return control.settled(taken, PATIENCE);
    }
}
