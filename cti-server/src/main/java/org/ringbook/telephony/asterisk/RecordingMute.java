package org.ringbook.telephony.asterisk;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.asteriskjava.manager.EventTimeoutException;
import org.asteriskjava.manager.ManagerConnection;
import org.asteriskjava.manager.TimeoutException;
import org.asteriskjava.manager.action.CoreSettingsAction;
import org.asteriskjava.manager.action.MixMonitorMuteAction;
import org.asteriskjava.manager.event.CoreShowChannelEvent;
import org.asteriskjava.manager.response.CoreSettingsResponse;
import org.asteriskjava.manager.response.ManagerResponse;
import org.ringbook.notices.Notice;
import org.ringbook.telephony.PbxSource.CommandRefused;

/**
 * Lets the MixMonitors of a channel write silence. The file keeps its length, so every moment of it stays where it was.
 *
 * @param connection of the account that may give commands; null while the PBX is away
 */
record RecordingMute(String pbx, String user, ManagerConnection connection) {

    private static final long ANSWER_MILLIS = 5_000;
    private static final Pattern VERSION = Pattern.compile("([0-9]{1,3})\\.([0-9]{1,3})");

    /**
     * Waits for the PBX.
     *
     * @param leg unique id of the channel that is recorded
     * @param recordings how many MixMonitors it has
     * @throws CommandRefused in words for the user
     */
    void tell(String leg, int recordings, boolean pause) {
        if (connection == null) {
            throw refused("asterisk.pause.not-connected", pbx);
        }
        try {
            if (recordings > 1 && pause && !mutesAll(version())) {
                throw refused("asterisk.pause.several", pbx, recordings);
            }
            var action = new MixMonitorMuteAction(ActionText.channel(channel(leg)), "both", pause ? 1 : 0);
            ManagerResponse answer = connection.sendAction(action, ANSWER_MILLIS);
            if (answer == null || !"Success".equalsIgnoreCase(answer.getResponse())) {
                throw notDone(answer == null ? "" : String.valueOf(answer.getMessage()));
            }
        } catch (IOException | TimeoutException | IllegalStateException noAnswer) {
            throw refused("asterisk.pause.no-answer", pbx);
        }
    }

    private String version() throws IOException, TimeoutException {
        ManagerResponse answer = connection.sendAction(new CoreSettingsAction(), ANSWER_MILLIS);
        return answer instanceof CoreSettingsResponse settings ? settings.getAsteriskVersion() : null;
    }

    /**
     * Older ones mute one MixMonitor of a channel and say that it is done, while the other hears on (measured on 16.28).
     *
     * @param version as Asterisk tells it, "20.9.3", "certified/20.7-cert2"; null when it does not
     */
    static boolean mutesAll(String version) {
        Matcher numbers = VERSION.matcher(version == null ? "" : version);
        if (!numbers.find()) {
            return false;
        }
        int major = Integer.parseInt(numbers.group(1));
        int minor = Integer.parseInt(numbers.group(2));
        return switch (major) {
            case 18 -> minor >= 21;
            case 20 -> minor >= 6;
            case 21 -> minor >= 1;
            default -> major >= 22;
        };
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
        return new CommandRefused(Notice.of(note, values));
    }
}
