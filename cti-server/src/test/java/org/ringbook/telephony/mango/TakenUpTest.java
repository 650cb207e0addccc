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
import org.ringbook.calls.Calls;
import org.ringbook.telephony.Gaps;
import org.ringbook.telephony.Intakes;
import org.ringbook.telephony.RawHook;
import org.ringbook.telephony.SimulatedInbox;
import org.ringbook.telephony.demo.mango.MangoCall;
import org.ringbook.telephony.demo.mango.MangoOffice;

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
                // The second half of it is told within the last two minutes before the stop.
                clock.set(i < messages.size() / 2 ? NOON.plusSeconds(i) : NOON.plusSeconds(600 + i));
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
}
