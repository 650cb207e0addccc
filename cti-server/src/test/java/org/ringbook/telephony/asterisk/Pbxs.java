package org.ringbook.telephony.asterisk;

import java.time.Duration;
import java.util.Map;
import org.ringbook.numbers.DialFormat;
import org.ringbook.telephony.asterisk.agi.AgiSettings;
import org.ringbook.telephony.asterisk.records.RecordsSettings;

/** Settings of the PBXs that tests listen to. */
final class Pbxs {

    private Pbxs() {}

    /** Only listened to; nobody has an account there. */
    static AsteriskSettings.Pbx at(String host, int port) {
        return at(host, port, "ringbook", "no secret");
    }

    /** Only listened to. */
    static AsteriskSettings.Pbx at(String host, int port, String user, String secret) {
        return at(host, port, user, secret, RecordsSettings.none());
    }

    static AsteriskSettings.Pbx at(String host, int port, String user, String secret, RecordsSettings records) {
        return new AsteriskSettings.Pbx(
                host,
                port,
                user,
                secret,
                "",
                "",
                Cases.TRUNKS,
                Map.of(),
                "PJSIP/{extension}",
                "internal",
                25,
                Duration.ofSeconds(5),
                DialFormat.NATIONAL,
                AsteriskSettings.AttendedTransfer.CONSULTATION,
                records,
                new AgiSettings(0, "127.0.0.1"),
                RecordingPlace.none());
    }
}
