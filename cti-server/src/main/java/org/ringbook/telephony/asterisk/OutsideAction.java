package org.ringbook.telephony.asterisk;

import java.util.UUID;
import org.asteriskjava.manager.action.OriginateAction;

/**
 * What Asterisk is told when somebody outside is called before anybody of ours: over the company's own way out, so that its rights, its
 * number and its recording hold. Pure; every text in it has passed {@link ActionText}.
 */
final class OutsideAction {

    /** Longer than the law of any country asks for, shorter than it takes a mailbox to answer. */
    private static final long RINGS_MILLIS = 28_000;

    private OutsideAction() {}

    /**
     * @param number as the dialplan expects it
     * @param message sound for whoever waited in vain; null for none
     * @throws org.ringbook.telephony.PbxSource.DialRefused for what is no number
     */
    static OriginateAction of(AsteriskSettings.Pbx settings, String number, String message, UUID request) {
        String id = AmiEvents.OWN_ID + request;
        var action = new OriginateAction();
        action.setActionId(id);
        action.setChannelId(id);
        // n: the wire stays as long as the call, so that it can be told what to do under our id.
        action.setChannel("Local/" + ActionText.number(number) + "@" + settings.context() + "/n");
        // Until somebody is there; after that the line ends by itself.
        if (message == null) {
            action.setApplication("Wait");
            action.setData("2");
        } else {
            action.setApplication("Playback");
            action.setData("silence/2&" + ActionText.sound(message));
        }
        action.setTimeout(RINGS_MILLIS);
        action.setAsync(true);
        return action;
    }
}
