package org.ringbook.telephony.asterisk;

import java.util.UUID;
import org.asteriskjava.manager.action.OriginateAction;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.NumberReading;

/** What Asterisk is told when somebody dials at a click. Pure; every text in it has passed {@link ActionText}. */
final class DialAction {

    private DialAction() {}

    /**
     * @param to as people dial
     * @throws org.ringbook.telephony.PbxSource.DialRefused for what is no extension or no number
     */
    static OriginateAction of(
            AsteriskSettings.Pbx settings, NumberPlan plan, String fromExtension, String to, UUID request) {
        String extension = ActionText.extension(fromExtension);
        String number = ActionText.number(to);
        String id = AmiEvents.OWN_ID + request;
        var action = new OriginateAction();
        action.setActionId(id);
        action.setChannel(settings.channel().replace("{extension}", extension));
        action.setContext(settings.context());
        action.setExten(ActionText.number(dialled(settings, plan, number)));
        action.setPriority(1);
        // The agent's telephone shows whom it is about to call. A name would be a stranger's text.
        action.setCallerId(number);
        action.setTimeout(settings.ringSeconds() * 1000L);
        action.setChannelId(id);
        action.setAsync(true);
        return action;
    }

    /** In the form that the dialplan expects; extensions and service numbers as they are. */
    static String dialled(AsteriskSettings.Pbx settings, NumberPlan plan, String number) {
        return plan.read(number) instanceof NumberReading.Outside outside
                ? plan.dialled(outside.number(), settings.dialFormat())
                : number;
    }
}
