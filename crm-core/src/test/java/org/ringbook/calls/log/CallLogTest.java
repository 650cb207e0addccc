package org.ringbook.calls.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ringbook.calls.CallsOfTheDay.MARIA;
import static org.ringbook.calls.CallsOfTheDay.NINE;
import static org.ringbook.calls.CallsOfTheDay.PAVEL;
import static org.ringbook.calls.CallsOfTheDay.answered;
import static org.ringbook.calls.CallsOfTheDay.change;
import static org.ringbook.calls.CallsOfTheDay.missed;
import static org.ringbook.calls.CallsOfTheDay.ringing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringbook.TestDatabase;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallsOfTheDay;
import org.ringbook.calls.log.CallLog.CallFilter;

class CallLogTest {

    private final CallLog log = new CallLog(TestDatabase.with("calls"));

    @Test
    void aCallIsKeptWithEveryFieldItHas() {
        Call call = answered(NINE);
        log.write(List.of(change(call)));
        assertThat(log.find(call.id())).contains(call);
        Call lost = missed(NINE.plusSeconds(1));
        log.write(List.of(change(lost)));
        assertThat(log.find(lost.id())).contains(lost);
    }

    @Test
    void aRingingCallIsInTheLogAndItsEndOverwritesIt() {
        Call call = answered(NINE);
        log.write(List.of(change(ringing(call))));
        assertThat(log.find(call.id())).map(Call::state).contains(Call.State.RINGING);
        log.write(List.of(change(ringing(call)), change(call)));
        log.write(List.of(change(call)));
        assertThat(log.find(CallFilter.any(), null, 10).items()).containsExactly(call);
    }

    @Test
    void theAddressOfACallThatTurnedOutToBePartOfAnotherLeadsToThatOne() {
        Call first = answered(NINE);
        Call second = missed(NINE.plusSeconds(3));
        Call third = missed(NINE.plusSeconds(5));
        log.write(List.of(change(first), change(second), change(third)));
        log.write(List.of(new CallChange(second, second, List.of(third.id()))));
        log.write(List.of(new CallChange(first, first, List.of(second.id()))));
        assertThat(log.find(third.id())).contains(first);
        assertThat(log.find(second.id())).contains(first);
        assertThat(log.find(CallFilter.any(), null, 10).items()).containsExactly(first);
    }

    @Test
    void aCallThatWasDerivedAnewAfterACrashAndSoBeginsAMomentLaterStaysOneRecord() {
        Call open = ringing(answered(NINE));
        Call anew = sameCallLater(answered(NINE));
        log.write(List.of(change(open)));
        log.write(List.of(change(anew)));
        assertThat(log.find(CallFilter.any(), null, 10).items()).containsExactly(anew);
        assertThat(log.find(open.id())).as("its old address").contains(anew);
    }

    @Test
    void aCallThatWasHeardToItsEndIsNotReplacedByWhatTheRecordsOfThePbxSayOfIt() {
        Call heard = answered(NINE);
        Call retold = healed(sameCallLater(heard));
        log.write(List.of(change(heard)));
        log.write(List.of(change(retold)));
        assertThat(log.find(CallFilter.any(), null, 10).items()).containsExactly(heard);
        assertThat(log.find(retold.id()))
                .as("the address that screens may show")
                .contains(heard);
    }

    @Test
    void pagesFollowEachOtherNewestFirstWithoutGapOrRepetitionThoughCallsComeMeanwhile() {
        var told = new ArrayList<Call>();
        for (int i = 0; i < 25; i++) {
            // Five calls at each moment: the id decides between them.
            Call call = missed(NINE.plusSeconds(i / 5));
            told.add(withId(call, new UUID(call.id().getMostSignificantBits(), 0x8000_0000_0000_0000L + i)));
        }
        log.write(told.stream().map(CallsOfTheDay::change).toList());
        var seen = new ArrayList<Call>();
        String next = null;
        do {
            CallLog.CallPage page = log.find(CallFilter.any(), next, 7);
            seen.addAll(page.items());
            next = page.next();
            log.write(List.of(change(missed(NINE.plusSeconds(1000 + seen.size())))));
        } while (next != null);
        assertThat(seen).hasSize(25).doesNotHaveDuplicates();
        assertThat(seen).isSortedAccordingTo((a, b) -> b.startedAt().compareTo(a.startedAt()));
    }

    @Test
    void aCallIsFoundByWhoSpokeWhoWasRungAndWhoPlacedIt() {
        Call call = answered(NINE);
        Call lost = missed(NINE.plusSeconds(1));
        Call placed = CallsOfTheDay.dialled(NINE.plusSeconds(2), UUID.randomUUID());
        log.write(List.of(change(call), change(lost), change(placed)));
        assertThat(found(agents("101"))).containsExactly(placed, call);
        assertThat(found(agents("102"))).containsExactly(lost, call);
        assertThat(found(agents("104"))).isEmpty();
        assertThat(found(agents())).isEmpty();
        assertThat(found(agents("104", "102"))).containsExactly(lost, call);
    }

    @Test
    void everyFilterNarrows() {
        Call call = answered(NINE);
        Call lost = missed(NINE.plusSeconds(60));
        log.write(List.of(change(call), change(lost)));
        assertThat(found(filter(NINE.plusSeconds(60), null))).containsExactly(lost);
        assertThat(found(filter(NINE, NINE.plusSeconds(60)))).containsExactly(call);
        assertThat(found(new CallFilter(null, null, Call.Direction.OUTBOUND, null, null, null, null, null)))
                .isEmpty();
        assertThat(found(new CallFilter(null, null, null, Call.Result.MISSED, null, null, null, null)))
                .containsExactly(lost);
        assertThat(found(new CallFilter(null, null, null, null, null, List.of(MARIA), null, null)))
                .containsExactly(call);
        assertThat(found(new CallFilter(null, null, null, null, null, List.of(MARIA, PAVEL), null, null)))
                .containsExactly(lost, call);
        assertThat(found(new CallFilter(null, null, null, null, null, List.of(), null, null)))
                .isEmpty();
        assertThat(found(new CallFilter(null, null, null, null, null, null, "+74957770001", "sales")))
                .containsExactly(call);
    }

    @Test
    void whatTurnsOutToBeNoCallLeavesTheLog() {
        Call call = answered(NINE);
        Call supervisorWhoOnlyListens = missed(NINE.plusSeconds(5));
        log.write(List.of(change(call), change(supervisorWhoOnlyListens)));
        log.write(List.of(CallChange.withdrawn(supervisorWhoOnlyListens, NINE.plusSeconds(6), List.of())));
        assertThat(found(CallFilter.any())).containsExactly(call);
    }

    @Test
    void aClickToCallAndARecordingLeadToTheirCall() {
        UUID request = UUID.randomUUID();
        Call call = answered(NINE);
        Call placed = CallsOfTheDay.dialled(NINE.plusSeconds(2), request);
        log.write(List.of(change(call), change(placed)));
        assertThat(log.findByRequest(request)).contains(placed);
        assertThat(log.findByRequest(UUID.randomUUID())).isEmpty();
        assertThat(log.findByRecording(CallsOfTheDay.recordingOf(NINE))).contains(call);
        assertThat(log.findByRecording(UUID.randomUUID())).isEmpty();
    }

    @Test
    void whatACallerPutsIntoANameDoesNoHarmAndKeepsTheCall() {
        Call call = answered(NINE);
        String name = "'; drop table call; -- <b>\"\\\u0000\ud800\r\n=cmd|'\\\\u0000";
        var rules = List.of(new Call.FiredRule("caller.name", NINE, null, name));
        log.write(List.of(change(withRules(call, rules))));
        assertThat(log.find(call.id()).orElseThrow().rules().get(0).detail())
                .isEqualTo("'; drop table call; -- <b>\"\\\ufffd\ufffd\r\n=cmd|'\\\\u0000");
    }

    @Test
    void aCursorThatIsNoneOfOursIsRefusedInWords() {
        for (String cursor : List.of("", "zzz", "../../etc", "AAAA", "=".repeat(5000), "'; drop table call; --")) {
            assertThatThrownBy(() -> log.find(CallFilter.any(), cursor, 10))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("next");
        }
    }

    private List<Call> found(CallFilter filter) {
        return log.find(filter, null, 100).items();
    }

    private static CallFilter agents(String... extensions) {
        return new CallFilter(null, null, null, null, List.of(extensions), null, null, null);
    }

    private static CallFilter filter(Instant from, Instant to) {
        return new CallFilter(from, to, null, null, null, null, null, null);
    }

    private static Call withId(Call call, UUID id) {
        return copy(call, id, call.sourceId() + " " + id, call.rules());
    }

    private static Call sameCallLater(Call call) {
        UUID id = call.id();
        return copy(
                call,
                new UUID(id.getMostSignificantBits() + (7 << 16), id.getLeastSignificantBits()),
                call.sourceId(),
                call.rules());
    }

    private static Call healed(Call call) {
        return withRules(call, List.of(new Call.FiredRule("healed.events", NINE, null, null)));
    }

    private static Call withRules(Call call, List<Call.FiredRule> rules) {
        return copy(call, call.id(), call.sourceId(), rules);
    }

    private static Call copy(Call c, UUID id, String sourceId, List<Call.FiredRule> rules) {
        return c.with(draft -> {
            draft.id = id;
            draft.sourceId = sourceId;
            draft.rules = rules;
        });
    }
}
