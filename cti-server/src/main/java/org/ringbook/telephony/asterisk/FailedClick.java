package org.ringbook.telephony.asterisk;

import java.time.Instant;
import java.util.List;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallFact.ClickToCall;
import org.ringbook.calls.CallFact.LegBegan;
import org.ringbook.calls.CallFact.LegDialled;
import org.ringbook.calls.CallFact.NotTried;
import org.ringbook.calls.CallFact.Side;

/**
 * A telephone that was to be called at a click and cannot even be tried, because it is not registered: no channel ever tells of it,
 * only the answer to the command does.
 */
final class FailedClick {

    private FailedClick() {}

    /** @return nothing when it is no click of ours, or the PBX could try */
    static List<CallFact> of(AmiMessage response, Instant at, Endpoints endpoints) {
        String id = leg(response);
        Channel channel = device(response.get("Channel"));
        // Of a telephone that was busy the PBX gives the same reason: what else is heard of its channel counts for
        // more.
        boolean tried = !"Failure".equals(response.get("Response")) || !"0".equals(response.get("Reason"));
        if (tried || id == null || channel == null) {
            return List.of();
        }
        String number = response.get("CallerIDNum");
        return List.of(
                new LegBegan(id, at, Side.CALLED, false, endpoints.extension(channel, null), null, null),
                new ClickToCall(id, at, number),
                new LegDialled(id, at, null, null),
                new NotTried(id, at));
    }

    /** The id that the channel would have had; null when it is none of ours. */
    static String leg(AmiMessage response) {
        String action = String.valueOf(response.get("ActionID"));
        String id = action.substring(action.indexOf('#') + 1);
        return OwnChannels.isClick(id) && AmiEvents.isChannelId(id) ? id : null;
    }

    /** The device as it was to be called; the name of a channel has a number behind it. */
    private static Channel device(String text) {
        int slash = text == null ? -1 : text.indexOf('/');
        Channel channel = Channel.of(text);
        boolean ours = channel != null && !channel.local();
        return ours ? new Channel(text.substring(0, slash), text.substring(slash + 1)) : null;
    }
}
