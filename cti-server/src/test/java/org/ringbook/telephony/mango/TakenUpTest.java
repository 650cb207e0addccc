package org.ringbook.telephony.mango;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.fold.Calls;
import org.ringbook.demo.mango.MangoCall;
import org.ringbook.demo.mango.MangoOffice;
import org.ringbook.telephony.inbox.Gaps;
import org.ringbook.telephony.inbox.Intakes;
import org.ringbook.telephony.webhooks.RawHook;
import org.ringbook.telephony.inbox.SimulatedInbox;

/** The server was stopped shortly after a call had ended, and reads again what was kept of the last minutes. */
class TakenUpTest {

    private static final Instant NOON = Instant.parse("2026-03-19T12:00:00Z");

    private final AtomicReference<Instant> clock = new AtomicReference<>(NOON);
    private final SimulatedInbox inbox = new SimulatedInbox(clock::get);
    private final List<CallChange> told = new ArrayList<>();

    @Test
    void ofACallWhoseBeginningIsLongerAgoTheEndMakesNoOtherCall() {
        try (MangoOffice office = MangoBench.staffed().collects(true).at(NOON)) {
            MangoCall call = new Stories(office).consulted();
            List<MangoOffice.Told> messages = office.told();
            for (int i = 0; i < messages.size(); i++) {
                // The second half of it is told within the last minutes before the stop.
                clock.set(i < messages.size() / 2 ? NOON.plusSeconds(i) : NOON.plusSeconds(1800 + i));
                byte[] form = office.form(messages.get(i).json()).getBytes(StandardCharsets.UTF_8);
                byte[] message = new RawHook(messages.get(i).path(), form).bytes();
                Intakes.kept(inbox, MangoBench.NAME, message, clock.get());
            }
            var calls = new Calls(Cast.PLAN, List.of(told::add));
            var intake = Intakes.of(MangoBench.NAME, new MangoTranslation(List.of()), calls, inbox, new Gaps());

            Intakes.takeUp(intake, inbox, List.of());

            assertThat(told).extracting(change -> change.now().sourceId()).containsOnly(call.entry());
            assertThat(told.get(told.size() - 1).now().answeredBy()).containsExactly("101", "103");
            intake.close();
        }
    }

    @Test
    void aConsultationThatIsToldMinutesBeforeTheCallItBelongsToIsNotLeftBehindAsACallOfItsOwn() {
        try (MangoOffice office = MangoBench.staffed().collects(true).at(NOON)) {
            MangoCall call = new Stories(office).consulted();
            String first = legOf(office.told().get(0));
            var calls = new Calls(Cast.PLAN, List.of(told::add));
            var translation = new MangoTranslation(List.of());
            List<MangoOffice.Told> consultation = office.told().stream()
                    .filter(one ->
                            one.path().equals("events/call") && !legOf(one).equals(first))
                    .toList();
            hear(translation, calls, office, consultation, NOON.plusSeconds(60));
            calls.forget(MangoBench.NAME, NOON.plusSeconds(420), Intakes.lateness(translation));

            var rest = new ArrayList<>(office.told());
            rest.removeAll(consultation);
            hear(translation, calls, office, rest, NOON.plusSeconds(430));

            CallChange last = told.get(told.size() - 1);
            assertThat(last.now().sourceId()).isEqualTo(call.entry());
            var gone = told.stream().flatMap(change -> change.merged().stream()).toList();
            assertThat(told)
                    .allMatch(change -> change.now().id().equals(last.now().id())
                            || gone.contains(change.now().id()));
        }
    }

    private static String legOf(MangoOffice.Told told) {
        return told.json().replaceFirst("(?s)^.*?\"call_id\":\"([^\"]+)\".*$", "$1");
    }

    private static void hear(
            MangoTranslation translation,
            Calls calls,
            MangoOffice office,
            List<MangoOffice.Told> messages,
            Instant received) {
        for (MangoOffice.Told one : messages) {
            byte[] form = office.form(one.json()).getBytes(StandardCharsets.UTF_8);
            var facts = new ArrayList<org.ringbook.calls.CallFact>();
            translation.translate(new RawHook(one.path(), form).bytes(), received, facts::add);
            calls.accept(MangoBench.NAME, facts);
        }
    }
}
