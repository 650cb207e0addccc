package org.ringbook.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.ringbook.TestDatabase;
import org.ringbook.calls.Call;
import org.ringbook.calls.fold.Calls;
import org.ringbook.calls.log.CallLog;
import org.ringbook.calls.log.CallLogWriter;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.PbxSource;
import org.ringbook.telephony.SourceHealth;
import org.ringbook.telephony.Sources;
import org.ringbook.telephony.inbox.Gaps;
import org.ringbook.telephony.inbox.Intake;
import org.ringbook.telephony.inbox.RawInbox;

/** The server is stopped while people speak, and started again before they hang up. */
class ServerRestartTest {

    private final DataSource database = TestDatabase.with("calls", "telephony");
    private final CallLog log = new CallLog(database);

    @Test
    void theCallGoesOnAsTheSameRecord() {
        Cases.Case call = Cases.all().stream()
                .filter(one -> one.name().equals("asterisk-22 in_direct_answered_caller_hangs_up"))
                .findFirst()
                .orElseThrow();
        Instant today = minute(Duration.ofMinutes(5));
        List<byte[]> messages =
                call.messages().stream().map(each -> asOf(each, today)).toList();
        int answered = messages.size() * 2 / 3;

        runServer(messages.subList(0, answered), Instant.now());
        UUID before = only().id();
        assertThat(only().state()).isEqualTo(Call.State.TALKING);

        runServer(messages.subList(answered, messages.size()), Instant.now());
        assertThat(only().id()).isEqualTo(before);
        assertThat(only().state()).isEqualTo(Call.State.ENDED);
        assertThat(only().answeredBy()).isEqualTo(call.truth().get(0).answeredBy());
        assertThat(only().talkSeconds().doubleValue())
                .isCloseTo(call.truth().get(0).talkSeconds().doubleValue(), org.assertj.core.data.Offset.offset(0.7));
    }

    @Test
    void aCallOfFridayEveningIsTheSameOneWhenItsEndIsHeardOnMonday() {
        List<byte[]> messages = Cases.all().stream()
                .filter(one -> one.name().equals("asterisk-22 in_direct_answered_caller_hangs_up"))
                .findFirst()
                .orElseThrow()
                .messages();
        int answered = messages.size() * 2 / 3;
        Instant friday = minute(Duration.ofHours(62));
        Instant monday = minute(Duration.ofMinutes(5));

        runServer(
                messages.subList(0, answered).stream()
                        .map(each -> asOf(each, friday))
                        .toList(),
                friday.plusSeconds(60));
        UUID before = only().id();
        assertThat(only().state()).isEqualTo(Call.State.TALKING);
        // They still speak when the last thing of all is heard.
        runServer(
                List.of("Event: SuccessfulAuth\r\n\r\n".getBytes(StandardCharsets.US_ASCII)), friday.plusSeconds(2400));

        runServer(
                messages.subList(answered, messages.size()).stream()
                        .map(each -> asOf(each, monday))
                        .toList(),
                Instant.now());
        assertThat(only().id()).isEqualTo(before);
        assertThat(only().state()).isEqualTo(Call.State.ENDED);
    }

    /** A connection is changed on its page while people speak. */
    @Test
    void theCallGoesOnAsTheSameRecordWhenItsSourceIsBegunAnew() {
        Cases.Case call = Cases.all().stream()
                .filter(one -> one.name().equals("asterisk-22 in_direct_answered_caller_hangs_up"))
                .findFirst()
                .orElseThrow();
        Instant today = minute(Duration.ofMinutes(5));
        List<byte[]> messages =
                call.messages().stream().map(each -> asOf(each, today)).toList();
        int answered = messages.size() * 2 / 3;
        var changed = new ReportedByHand();

        runServer(messages.subList(0, answered), Instant.now(), sources -> {
            sources.begin(changed);
            messages.subList(answered, messages.size())
                    .forEach(message -> assertThat(changed.intake.offer(message, Instant.now()))
                            .isTrue());
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> sources.counters().get("office").messages() == messages.size());
        });

        assertThat(only().state()).isEqualTo(Call.State.ENDED);
        assertThat(only().healed()).isFalse();
        assertThat(only().answeredBy()).isEqualTo(call.truth().get(0).answeredBy());
        assertThat(only().talkSeconds().doubleValue())
                .isCloseTo(call.truth().get(0).talkSeconds().doubleValue(), org.assertj.core.data.Offset.offset(0.7));
    }

    /** A connection is removed while people speak: nobody would ever tell that they hung up. */
    @Test
    void theCallOfASourceThatIsRemovedEndsByEstimateAndStays() {
        List<byte[]> messages = Cases.all().stream()
                .filter(one -> one.name().equals("asterisk-22 in_direct_answered_caller_hangs_up"))
                .findFirst()
                .orElseThrow()
                .messages();
        Instant today = minute(Duration.ofMinutes(5));

        runServer(
                messages.subList(0, messages.size() * 2 / 3).stream()
                        .map(each -> asOf(each, today))
                        .toList(),
                Instant.now(),
                sources -> sources.end("office"));

        assertThat(only().state()).isEqualTo(Call.State.ENDED);
        assertThat(only().healed()).isTrue();
    }

    private Call only() {
        List<Call> calls = log.find(CallLog.CallFilter.any(), null, 10).items();
        assertThat(calls).as("one real call is one record").hasSize(1);
        return calls.get(0);
    }

    private static Instant minute(Duration ago) {
        return Instant.now().minus(ago).truncatedTo(ChronoUnit.MINUTES);
    }

    /** A capture of another day, said in and after this minute. */
    private static byte[] asOf(byte[] message, Instant minute) {
        Instant stamp = AmiEvents.time(new AmiMessage(message), null);
        return stamp == null
                ? message
                : Stamps.at(message, minute.plus(Duration.ofSeconds(stamp.getEpochSecond() % 60, stamp.getNano())));
    }

    private void runServer(List<byte[]> hears, Instant received) {
        runServer(hears, received, sources -> {});
    }

    private void runServer(List<byte[]> hears, Instant received, Consumer<Sources> then) {
        var writer = new CallLogWriter(log);
        var calls = new Calls(new NumberPlan("RU"), List.of(writer));
        var inbox = new RawInbox(database);
        var pbx = new ReportedByHand();
        var sources = new Sources(List.of(() -> List.of(pbx)), calls, inbox, log, new Gaps());
        writer.start();
        inbox.start();
        sources.start();
        hears.forEach(message -> assertThat(pbx.intake.offer(message, received)).isTrue());
        await().atMost(Duration.ofSeconds(10))
                .until(() -> sources.counters().get("office").messages() == hears.size());
        then.accept(sources);
        sources.stop();
        inbox.stop();
        writer.stop();
    }

    /** A source that says what the test says. */
    private static final class ReportedByHand implements PbxSource {
        private final PbxSource asterisk = new AsteriskSource("office", Pbxs.at("127.0.0.1", 1), new NumberPlan("RU"));
        private Intake intake;

        @Override
        public String name() {
            return "office";
        }

        @Override
        public Intake.Translation translation() {
            return asterisk.translation();
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
}
