package org.ringbook.telephony.asterisk;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.asteriskjava.manager.EventTimeoutException;
import org.asteriskjava.manager.ManagerConnection;
import org.asteriskjava.manager.action.CoreShowChannelsAction;
import org.asteriskjava.manager.event.CoreShowChannelEvent;
import org.asteriskjava.manager.event.ResponseEvent;

/** The channels that a PBX has in this moment. */
final class RunningChannels {

    private RunningChannels() {}

    /**
     * Waits for the PBX.
     *
     * @return all of them by their ids, never a part; empty when the account may not ask
     */
    static Optional<Map<String, CoreShowChannelEvent>> ask(ManagerConnection connection, long answerMillis)
            throws IOException, EventTimeoutException {
        Map<String, CoreShowChannelEvent> channels = new HashMap<>();
        var events = connection.sendEventGeneratingAction(new CoreShowChannelsAction(), answerMillis);
        for (ResponseEvent event : events.getEvents()) {
            if (event instanceof CoreShowChannelEvent channel) {
                channels.put(channel.getUniqueid(), channel);
            }
        }
        return "Success".equalsIgnoreCase(events.getResponse().getResponse())
                ? Optional.of(channels)
                : Optional.empty();
    }
}
