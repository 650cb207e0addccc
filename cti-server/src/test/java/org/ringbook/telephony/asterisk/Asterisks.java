package org.ringbook.telephony.asterisk;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ringbook.numbers.DialFormat;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.asterisk.agi.AgiSettings;
import org.ringbook.telephony.asterisk.records.RecordsSettings;

/** Sources of the stories, with the settings that an administrator would write. */
final class Asterisks {

    private Asterisks() {}

    static AsteriskSource listeningTo(FakePbx pbx) {
        return source(settings(pbx, FakePbx.SECRET, "", ""));
    }

    /** Pinged as seldom as a PBX is when nothing is set: a busy machine that stands still for a second is not taken for silence. */
    static AsteriskSource patientlyListeningTo(FakePbx pbx) {
        AsteriskSettings.Pbx hasty = settings(pbx, FakePbx.SECRET, "", "");
        return source(new AsteriskSettings.Pbx(
                hasty.host(),
                hasty.port(),
                hasty.user(),
                hasty.secret(),
                hasty.commandUser(),
                hasty.commandSecret(),
                hasty.trunks(),
                hasty.extensions(),
                hasty.channel(),
                hasty.context(),
                hasty.ringSeconds(),
                Duration.ofSeconds(5),
                hasty.dialFormat(),
                hasty.attendedTransfer(),
                hasty.records(),
                hasty.agi(),
                hasty.recordings()));
    }

    static AsteriskSource commanding(FakePbx pbx) {
        return source(settings(pbx, FakePbx.SECRET, FakePbx.COMMANDER, FakePbx.COMMAND_SECRET));
    }

    static AsteriskSource source(AsteriskSettings.Pbx settings) {
        return new AsteriskSource("office", settings, new NumberPlan("RU"));
    }

    static AsteriskSettings.Pbx settings(FakePbx pbx, String secret, String commander, String commandSecret) {
        return settings("127.0.0.1", pbx.port(), FakePbx.LISTENER, secret, commander, commandSecret);
    }

    static AsteriskSettings.Pbx settings(
            String host, int port, String user, String secret, String commander, String commandSecret) {
        return settings(host, port, user, secret, commander, commandSecret, "internal", DialFormat.NATIONAL);
    }

    /** A PBX that writes its CEL into a file. */
    static RecordsSettings celIn(Path file) {
        return new RecordsSettings(file.toString(), "", "", "", "", "", "", "", "");
    }

    static AsteriskSettings.Pbx settings(
            String host,
            int port,
            String user,
            String secret,
            String commander,
            String commandSecret,
            RecordsSettings records) {
        return settings(host, port, user, secret, commander, commandSecret, "internal", DialFormat.NATIONAL, records);
    }

    static AsteriskSettings.Pbx settings(
            String host,
            int port,
            String user,
            String secret,
            String commander,
            String commandSecret,
            String context,
            DialFormat format) {
        return settings(host, port, user, secret, commander, commandSecret, context, format, RecordsSettings.none());
    }

    private static AsteriskSettings.Pbx settings(
            String host,
            int port,
            String user,
            String secret,
            String commander,
            String commandSecret,
            String context,
            DialFormat format,
            RecordsSettings records) {
        return new AsteriskSettings.Pbx(
                host,
                port,
                user,
                secret,
                commander,
                commandSecret,
                List.of("PJSIP/carrier"),
                Map.of(),
                "PJSIP/{extension}",
                context,
                5,
                Duration.ofMillis(300),
                format,
                AsteriskSettings.AttendedTransfer.CONSULTATION,
                records,
                new AgiSettings(0, "127.0.0.1"),
                RecordingPlace.none());
    }
}
