package org.ringbook.telephony.mango;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
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
import org.ringbook.demo.mango.MangoCall;
import org.ringbook.demo.mango.MangoOffice;
import org.ringbook.telephony.inbox.Masks;
import org.ringbook.telephony.webhooks.RawHook;
import org.ringbook.telephony.inbox.RawReading;

/** Kept messages make the same calls again, and can be shown to others with what is secret hidden. */
class MangoReadingTest {

    private static final Instant NINE = Instant.parse("2026-03-19T09:00:00Z");

    private final MangoOffice office = MangoBench.staffed().collects(true).at(NINE);
    private final RawReading reading =
            RawReading.Kind.named("mango").orElseThrow().reading(Map.of("lines", List.of()));

    @AfterEach
    void close() {
        office.close();
    }

    private List<byte[]> kept() {
        return office.told().stream()
                .map(one -> new RawHook(one.path(), office.form(one.json()).getBytes(StandardCharsets.UTF_8)).bytes())
                .toList();
    }

    private Call derived(List<byte[]> messages) {
        var translation = reading.translation();
        var facts = new ArrayList<CallFact>();
        messages.forEach(message -> translation.translate(message, NINE.plusSeconds(600), facts::add));
        List<Call> calls = Calls.derive("vats", Cast.PLAN, facts);
        assertThat(calls).hasSize(1);
        return calls.get(0);
    }

    @Test
    void maskedTheyTellTheSameCallOfSomebodyElse() {
        new Stories(office).consulted();
        Masks masks = Masks.ofPeople(Cast.PLAN);
        List<byte[]> masked =
                kept().stream().map(message -> reading.masked(message, masks)).toList();

        Call open = derived(kept());
        Call hidden = derived(masked);
        assertThat(hidden.id()).isEqualTo(open.id());
        assertThat(hidden.transfers()).isEqualTo(open.transfers());
        assertThat(hidden.talkSeconds()).isEqualTo(open.talkSeconds());
        assertThat(hidden.external()).isNotNull().isNotEqualTo(open.external());
        String text = masked.stream()
                .map(message -> new String(message, StandardCharsets.UTF_8))
                .reduce("", String::concat);
        assertThat(text).doesNotContain(office.key(), "79161112233", office.sign("{}"));
    }

    @Test
    void everyMessageOfACallNamesIt() {
        MangoCall call = new Stories(office).consulted();
        call.stored("UmVj");

        assertThat(kept()).allMatch(message -> reading.legs(message).contains(call.entry()));
    }

    @Test
    void ofSecretsAloneNumbersStay() {
        new Stories(office).answered();
        Masks masks = Masks.ofSecrets(Cast.PLAN);
        List<byte[]> masked =
                kept().stream().map(message -> reading.masked(message, masks)).toList();

        assertThat(derived(masked)).isEqualTo(derived(kept()));
        assertThat(new String(masked.get(0), StandardCharsets.UTF_8)).doesNotContain(office.key());
    }

    @Test
    void callsOverOtherLinesAreNone() {
        new Stories(office).answered();
        var facts = new ArrayList<CallFact>();
        var translation = RawReading.Kind.named("mango")
                .orElseThrow()
                .reading(Map.of("lines", List.of("74957770002")))
                .translation();
        kept().forEach(message -> translation.translate(message, NINE.plusSeconds(600), facts::add));

        assertThat(facts).isEmpty();
    }
}
