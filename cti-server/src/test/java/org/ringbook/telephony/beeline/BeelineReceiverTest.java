package org.ringbook.telephony.beeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.fold.Calls;
import org.ringbook.demo.beeline.BeelineCloud;
import org.ringbook.telephony.inbox.Masks;
import org.ringbook.telephony.inbox.NotUnderstood;
import org.ringbook.telephony.inbox.NotUnderstood.Problem;
import org.ringbook.telephony.inbox.RawReading;
import org.ringbook.telephony.inbox.Rejection;
import org.ringbook.telephony.operators.Variants;
import org.ringbook.telephony.webhooks.Delivery;
import org.ringbook.telephony.webhooks.RawHook;
import org.ringbook.telephony.webhooks.WebhookResult;

/** What comes to the door of a cloud PBX, whoever sends it, and in whatever form. */
class BeelineReceiverTest {

    private final BeelineCloud cloud = Stories.staffed().collects(true);
    private final List<XsiEvent> heard = new ArrayList<>();
    private final BeelineReceiver receiver =
            new BeelineReceiver(BeelineBench.SECRET, (event, delivery) -> heard.add(event));

    @AfterEach
    void close() {
        cloud.close();
    }

    private static Delivery post(String path, String body) {
        return new Delivery(
                "POST", path, null, "application/xml", body.getBytes(StandardCharsets.UTF_8), Instant.now());
    }

    private WebhookResult.Keep kept(String body) {
        return (WebhookResult.Keep) receiver.receive(post(BeelineBench.SECRET, body));
    }

    private boolean understood(String body) {
        WebhookResult result = receiver.receive(post(BeelineBench.SECRET, body));
        if (result.equals(new WebhookResult.Refuse(Rejection.UNREADABLE))) {
            return false;
        }
        var translation = new BeelineTranslation(Directory.of(Map.of()), new Variants(null), Tape.RECORDINGS);
        return translation.translate(((WebhookResult.Keep) result).message(), Instant.now(), fact -> {});
    }

    private String event() {
        return new String(RawHook.of(Tape.of(cloud, Stories::answered).get(0)).body(), StandardCharsets.UTF_8);
    }

    @Test
    void onlyWhoKnowsTheSecretIsLetIn() {
        for (String path : List.of("", "wrong", BeelineBench.SECRET + "x", "null", "x/" + BeelineBench.SECRET)) {
            assertThat(receiver.receive(post(path, event()))).isEqualTo(new WebhookResult.Refuse(Rejection.KEY));
        }
        var nobody = new BeelineReceiver("", (event, delivery) -> {});
        assertThat(nobody.receive(post("", event()))).isEqualTo(new WebhookResult.Refuse(Rejection.KEY));
        assertThat(heard).isEmpty();
    }

    @Test
    void aPathThatThePbxMadeLongerIsTakenToo() {
        assertThat(receiver.receive(post(BeelineBench.SECRET + "/null", event())))
                .isInstanceOf(WebhookResult.Keep.class);
        assertThat(heard).hasSize(1);
    }

    @Test
    void theSecretThatStandsInEveryEventIsNotKept() {
        String told = event().replace("https://cti.example.org/", BeelineBench.url());
        String message = new String(kept(told).message(), StandardCharsets.UTF_8);
        assertThat(told).contains(BeelineBench.SECRET);
        assertThat(message).doesNotContain(BeelineBench.SECRET);
        assertThat(understood(told)).isTrue();
    }

    @Test
    void theSameEventHasTheSameIdAndAnotherOneAnother() {
        String first = event();
        assertThat(kept(first).id()).isEqualTo(kept(first).id());
        assertThat(kept(first.replace("Alerting", "Active")).id())
                .isNotEqualTo(kept(first).id());
    }

    @Test
    void anEventThatDeclaresEntitiesIsNotRead() {
        String evil = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">"
                + "<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;\">]>";
        String told = event().replaceFirst("<\\?xml[^>]*>", "");
        assertThat(understood(evil + told)).isFalse();
        assertThat(understood(evil + told.replace("Alerting", "&a;"))).isFalse();
        assertThat(understood(told.replace("Alerting", "&a;"))).isFalse();
        assertThat(understood(evil + "<x>&c;</x>")).isFalse();
    }

    @Test
    void whatIsDeepLargeOrCutOffIsNotReadAndHarmsNothing() {
        assertThat(understood("<a>".repeat(300_000))).isFalse();
        assertThat(understood("<a>" + "<b/>".repeat(200_000) + "</a>")).isFalse();
        assertThat(understood("<xsi:Event")).isFalse();
        assertThat(understood("<Event/><Event/>")).isFalse();
        assertThat(understood("<html><body>502</body></html>")).isFalse();
        String event = event();
        for (int end = 1; end < event.length(); end += 97) {
            assertThat(understood(event.substring(0, end))).isFalse();
        }
        assertThat(receiver.receive(post(BeelineBench.SECRET, "{\"a\":1}")))
                .isEqualTo(new WebhookResult.Refuse(Rejection.UNREADABLE));
        assertThat(receiver.receive(post(BeelineBench.SECRET, "")))
                .isEqualTo(new WebhookResult.Refuse(Rejection.UNREADABLE));
    }

    @Test
    void prefixesMeanNothingButWhatTheyAreBoundTo() {
        String other = event().replace("xsi1:", "q:")
                .replace("xmlns:xsi1=", "xmlns:q=")
                .replace("xsi:", "b:")
                .replace("xmlns:xsi=", "xmlns:b=");
        XsiEvent event = XsiEvent.read(other.getBytes(StandardCharsets.UTF_8));
        assertThat(event.type()).isEqualTo("CallReceivedEvent");
        assertThat(event.calls()).hasSize(1);
        assertThat(event.target()).isEqualTo("9610000101");
    }

    @Test
    void timesThatAreUnsetOrCannotBeAreNotToldAndWhatLacksItsBeginningIsNoted() {
        var notes = new NotUnderstood();
        var translation = new BeelineTranslation(Directory.of(Map.of()), new Variants(null), Tape.RECORDINGS);
        translation.noting(notes);
        String odd = event().replaceFirst(
                        "<xsi:startTime>",
                        "<xsi:answerTime>253402300799000</xsi:answerTime>"
                                + "<xsi:releaseTime>4102444800000</xsi:releaseTime><xsi:startTime>");
        var facts = new ArrayList<CallFact>();
        assertThat(translation.translate(Tape.event(odd), Instant.now(), facts::add))
                .isTrue();
        assertThat(facts).noneMatch(fact -> fact.at().isAfter(Instant.now()));

        String startless = event().replaceFirst("<xsi:startTime>[^<]*", "<xsi:startTime>0");
        translation.translate(Tape.event(startless), Instant.now(), facts::add);
        translation.translate(
                Tape.pulled(Messages.ROW, Map.of("startDate", 4102444800000L, "status", "DANCED")),
                Instant.now(),
                facts::add);

        assertThat(notes.all())
                .extracting(NotUnderstood.Met::value)
                .containsExactlyInAnyOrder(
                        new NotUnderstood.Value(Problem.IMPOSSIBLE, "releaseTime", "4102444800000"),
                        new NotUnderstood.Value(Problem.MISSING, "startTime", ""),
                        new NotUnderstood.Value(Problem.IMPOSSIBLE, "startDate", "4102444800000"),
                        new NotUnderstood.Value(Problem.MISSING, "startDate", ""),
                        new NotUnderstood.Value(Problem.NOT_NAMED, "status", "DANCED"));
    }

    @Test
    void oddValuesAreNothingAndTheRestCounts() {
        String odd = event().replaceFirst("tel:\\+79161112233", "sip:office@192.0.2.10")
                .replaceFirst("<xsi:personality>[^<]*", "<xsi:personality>\n  Terminator\n")
                .replaceFirst("<xsi:startTime>", "<xsi:answerTime>soon</xsi:answerTime><xsi:startTime>")
                .replace("9610000101@ip", "somebody-unknown@ip");
        Call call = Tape.call(List.of(Tape.event(odd)));
        assertThat(call.external()).isNull();
        assertThat(call.answeredAt()).isNull();
        assertThat(call.rang()).containsExactly("somebody-unknown");
        assertThat(understood(event().replaceFirst("<xsi:targetId>[^<]*</xsi:targetId>", "")))
                .isFalse();
        assertThat(understood(event().replaceFirst("<xsi:startTime>[^<]*</xsi:startTime>", "")))
                .isTrue();
    }

    @Test
    void whatWasMaskedTellsTheSameCall() {
        RawReading reading = new BeelineReading(() -> Directory.of(Map.of()), Tape.RECORDINGS);
        Masks masks = Masks.ofPeople(Cast.PLAN);
        List<byte[]> told = Tape.of(cloud, Stories::consulted);
        var facts = new ArrayList<CallFact>();
        var translation = reading.translation();
        for (byte[] message : told) {
            byte[] masked = reading.masked(message, masks);
            assertThat(new String(masked, StandardCharsets.UTF_8)).doesNotContain("9161112233", "Орлова");
            assertThat(reading.legs(masked))
                    .hasSameSizeAs(reading.legs(message))
                    .isNotEmpty();
            translation.translate(masked, Tape.LATER, facts::add);
        }
        Call call = Calls.derive("beeline", Cast.PLAN, facts).get(0);
        Call open = Tape.call(told);
        assertThat(call.endedAt()).isEqualTo(open.endedAt());
        assertThat(call.transfers()).hasSameSizeAs(open.transfers());
        assertThat(call.external()).isNotNull().isNotEqualTo(open.external());
    }

    @Test
    void aLostEventIsNoticedByItsNumberAndOneThatWasOvertakenIsNot() {
        var sequences = new Sequences();
        Instant now = Instant.now();
        for (long number : new long[] {7, 8, 10, 9, 12, 12}) {
            sequences.received("s", number, now);
        }
        assertThat(sequences.lost(now.plus(Duration.ofSeconds(5)))).isZero();
        assertThat(sequences.lost(now.plus(Duration.ofSeconds(11)))).isEqualTo(1);
        assertThat(sequences.lost(now.plus(Duration.ofSeconds(12)))).isZero();
    }
}
