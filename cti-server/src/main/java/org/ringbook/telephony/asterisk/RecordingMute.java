package org.ringbook.telephony.asterisk;

import java.io.IOException;
import java.util.Map;
import org.asteriskjava.manager.EventTimeoutException;
import org.asteriskjava.manager.ManagerConnection;
import org.asteriskjava.manager.TimeoutException;
import org.asteriskjava.manager.action.MixMonitorMuteAction;
import org.asteriskjava.manager.event.CoreShowChannelEvent;
import org.asteriskjava.manager.response.ManagerResponse;
import org.ringbook.telephony.Note;
import org.ringbook.telephony.PbxSource.CommandRefused;

/**
 * Lets the MixMonitors of a channel write silence. The file keeps its length, so every moment of it stays where it was.
 *
 * @param connection of the account that may give commands; null while the PBX is away
 */
record RecordingMute(String pbx, String user, ManagerConnection connection) {

    private static final long ANSWER_MILLIS = 5_000;

    /**
     * Waits for the PBX.
     *
     * @param leg unique id of the channel that is recorded
     * @throws CommandRefused in words for the user
     */
    void tell(String leg, boolean pause) {
        if (connection == null) {
            throw refused("asterisk.pause.not-connected", pbx);
        }
        try {
            var action = new MixMonitorMuteAction(ActionText.channel(channel(leg)), "both", pause ? 1 : 0);
            ManagerResponse answer = connection.sendAction(action, ANSWER_MILLIS);
            if (answer == null || !"Success".equalsIgnoreCase(answer.getResponse())) {
                throw notDone(answer == null ? "" : String.valueOf(answer.getMessage()));
            }
        } catch (IOException | TimeoutException | IllegalStateException noAnswer) {
            throw refused("asterisk.pause.no-answer", pbx);
        }
    }

    /** Commands want the channel's name, which a transfer may have changed since it was told. */
    private String channel(String leg) throws IOException, EventTimeoutException {
        Map<String, CoreShowChannelEvent> running =
                RunningChannels.ask(connection, ANSWER_MILLIS).orElseThrow(() -> notDone("Permission denied"));
        CoreShowChannelEvent channel = running.get(leg);
        if (channel == null) {
            throw refused("asterisk.pause.gone", pbx);
        }
        return channel.getChannel();
    }

    private CommandRefused notDone(String message) {
        return message.startsWith("Permission denied")
                ? refused("asterisk.pause.no-right", pbx, user)
                : refused("asterisk.pause.refused", pbx, Printable.text(message, 120));
    }

    private static CommandRefused refused(String note, Object... values) {
        return new CommandRefused(Note.of(note, values));
    }
}
