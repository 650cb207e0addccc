package org.ringbook.telephony.asterisk;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.ringbook.calls.fold.Calls;
import org.ringbook.calls.log.CallLog;
import org.ringbook.calls.log.CallLogWriter;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.PbxSource;
import org.ringbook.telephony.SourceHealth;
import org.ringbook.telephony.Sources;
import org.ringbook.telephony.asterisk.records.CallRecords;
import org.ringbook.telephony.asterisk.records.RecordsSettings;
import org.ringbook.telephony.inbox.Intake;
import org.ringbook.telephony.inbox.PastRecords;
import org.ringbook.telephony.inbox.RawInbox;
import org.ringbook.telephony.inbox.RawReading;

/** An Asterisk that says what the test says, each message at the time that stands in it. */
final class ReportedByHand implements PbxSource {

    private final RawReading reading;
    private Intake intake;
    private CallRecords records;

    /** It also wrote CEL into this file. */
    ReportedByHand withCel(Path file) {
        records = CallRecords.of(new RecordsSettings(file.toString(), "", "", "cel", "cdr", "", "", "", "UTC"));
        return this;
    }

    @Override
    public Optional<PastRecords> records() {
        return AsteriskSource.past(records);
    }

    ReportedByHand(String... trunks) {
        this.reading = new AsteriskReading(List.of(trunks), Map.of());
    }

    /** A server hears it all, writes the log, and is stopped. */
    void isReceivedBy(DataSource database, List<byte[]> messages) {
        var writer = new CallLogWriter(new CallLog(database));
        writer.start();
        isReceivedBy(writer, database, messages);
        writer.stop();
    }

    /** @param writer started already; it runs on */
    void isReceivedBy(CallLogWriter writer, DataSource database, List<byte[]> messages) {
        var calls = new Calls(new NumberPlan("RU"), List.of(writer));
        var inbox = new RawInbox(database);
        var sources = new Sources(List.of(() -> List.of(this)), calls, inbox);
        inbox.start();
        sources.start();
        Instant at = Instant.EPOCH;
        for (byte[] message : messages) {
            at = AmiEvents.time(new AmiMessage(message), at);
            if (!intake.offer(message, at)) {
                Instant received = at;
                await().until(() -> intake.offer(message, received));
            }
        }
        await().atMost(Duration.ofSeconds(20 + messages.size() / 1000))
                .until(() -> sources.counters().get(name()).messages() == messages.size());
        sources.stop();
        inbox.stop();
    }

    /** The capture, as if it had begun then. */
    static List<byte[]> movedTo(Instant then, List<byte[]> messages) {
        Instant first = messages.stream()
                .map(message -> AmiEvents.time(new AmiMessage(message), null))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElseThrow();
        return messages.stream()
                .map(message -> {
                    Instant stamp = AmiEvents.time(new AmiMessage(message), null);
                    return stamp == null ? null : Stamps.at(message, then.plus(Duration.between(first, stamp)));
                })
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    static List<byte[]> capture(String name) {
        return Cases.all().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow()
                .messages();
    }

    @Override
    public String name() {
        return "office";
    }

    @Override
    public Intake.Translation translation() {
        return reading.translation();
    }

    @Override
    public Optional<RawReading> reading() {
        return Optional.of(reading);
    }

    @Override
    public void start(Intake takes) {
        intake = takes;
    }

    @Override
    public SourceHealth check() {
        throw new UnsupportedOperationException("nobody asks in this story");
    }

    @Override
    public boolean hasTelephone(String extension) {
        return true;
    }

    @Override
    public void close() {}
}
