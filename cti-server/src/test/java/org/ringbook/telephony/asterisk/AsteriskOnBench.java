package org.ringbook.telephony.asterisk;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.ringbook.numbers.DialFormat;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.PbxSource;
import org.ringbook.telephony.asterisk.agi.AgiSettings;
import org.ringbook.telephony.asterisk.records.RecordsSettings;
import org.ringbook.telephony.inbox.SourceCounters;

/** The product's own listening, for benchmarks. */
public final class AsteriskOnBench {

    private AsteriskOnBench() {}

    /** A server hears it all, each message at the time that stands in it, writes the log, and is stopped. */
    public static PbxSource.Provider heard(DataSource database, List<byte[]> messages) {
        var pbx = new ToldByHand("PJSIP/carrier");
        pbx.isHeardBy(database, messages);
        return () -> List.of(pbx);
    }

    /** One Asterisk on this machine, under the name "bench". */
    public static PbxSource.Provider at(int port) {
        return () -> List.of(new AsteriskSource("bench", settings(port), new NumberPlan("RU")));
    }

    /** The connection and the framing alone. */
    public static AutoCloseable framed(int port, Predicate<byte[]> takes) {
        var state = new AmiLinkState("bench", settings(port), new SourceCounters(), takes, new AmiLinkState.Turns() {});
        var listener = new AmiListener("bench", settings(port), state);
        listener.start();
        return listener;
    }

    private static AsteriskSettings.Pbx settings(int port) {
        return new AsteriskSettings.Pbx(
                "127.0.0.1",
                port,
                "ringbook",
                "secret",
                "",
                "",
                List.of("PJSIP/carrier"),
                Map.of(),
                "PJSIP/{extension}",
                "from-internal",
                25,
                Duration.ofMinutes(1),
                DialFormat.NATIONAL,
                AsteriskSettings.AttendedTransfer.CONSULTATION,
                RecordsSettings.none(),
                new AgiSettings(0, "127.0.0.1"),
                RecordingPlace.none());
    }
}
