package org.ringbook.telephony.asterisk;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ringbook.numbers.DialFormat;
import org.ringbook.refusals.Refused;
import org.ringbook.telephony.asterisk.agi.AgiSettings;
import org.ringbook.telephony.asterisk.records.RecordsSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The settings block {@code ringbook.asterisk}: one entry a PBX, by its name. */
@ConfigurationProperties("ringbook")
record AsteriskSettings(@DefaultValue Map<String, Pbx> asterisk) {

    enum AttendedTransfer {
        /** A second call of the same telephone, and then both are joined. Needs nothing of the dialplan. */
        CONSULTATION,
        /** The dialplan's own: {@code atxfer} in features.conf, and T or t on that side of Dial() or Queue(). */
        DIALPLAN
    }

    /**
     * @param host address of the PBX; the source is off while it is empty
     * @param port AMI's port
     * @param user account that only listens
     * @param commandUser account for click-to-call; empty for a PBX that is only listened to
     * @param trunks endpoints that lead out of the company, "PJSIP/carrier"
     * @param extensions telephones whose endpoint is not named like their extension
     * @param channel how a telephone is rung, {@code {extension}} in place of its extension
     * @param context where click-to-call sends the number that is dialled
     * @param ringSeconds how long click-to-call rings the agent
     * @param ping how often the link is tried; after three of silence it is made again
     * @param records where the PBX's own records are, which gaps are filled from
     * @param agi where the PBX may ask who is calling
     * @param recordings where the files of MixMonitor are
     * @param attendedTransfer how a colleague is asked before a call is handed on
     * @param dialFormat how the dialplan wants a number of the public network written
     */
    record Pbx(
            @DefaultValue("") String host,
            @DefaultValue("5038") int port,
            @DefaultValue("ringbook") String user,
            @DefaultValue("") String secret,
            @DefaultValue("") String commandUser,
            @DefaultValue("") String commandSecret,
            @DefaultValue List<String> trunks,
            @DefaultValue Map<String, String> extensions,
            @DefaultValue("PJSIP/{extension}") String channel,
            @DefaultValue("from-internal") String context,
            @DefaultValue("25") int ringSeconds,
            @DefaultValue("5s") Duration ping,
            @DefaultValue("national") DialFormat dialFormat,
            @DefaultValue("consultation") AttendedTransfer attendedTransfer,
            @DefaultValue RecordsSettings records,
            @DefaultValue AgiSettings agi,
            @DefaultValue RecordingPlace recordings) {

        /** @throws IllegalArgumentException for a value that no PBX could be reached with, in words that say what to set */
        Pbx {
            if (!host.isBlank()) {
                host = ActionText.setting("host", host.strip());
                ActionText.setting("user", user);
                ActionText.setting("context", context);
                ActionText.setting("channel", channel);
                within("port", port, 1, 65535);
                within("ring-seconds", ringSeconds, 1, 600);
                within("ping (ms)", ping.toMillis(), 100, 600_000);
                if (!commandUser.isBlank()) {
                    ActionText.setting("command-user", commandUser);
                }
            }
        }

        private static void within(String key, long value, long least, long most) {
            if (value < least || value > most) {
                throw Refused.because(
                        key.split(" ")[0],
                        "telephony.setting.within",
                        key,
                        Long.toString(least),
                        Long.toString(most),
                        Long.toString(value));
            }
        }

        boolean commands() {
            return !commandUser.isBlank();
        }

        /** Host and port, for people. */
        String address() {
            return host + ":" + port;
        }

        /** Without the secrets. */
        @Override
        public String toString() {
            return "Pbx[" + user + "@" + address() + (commands() ? ", commands as " + commandUser : "") + "]";
        }
    }
}
