package org.ringbook.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.fold.Calls;
import org.ringbook.calls.fold.LiveLeg;
import org.ringbook.numbers.NumberPlan;
import org.springframework.dao.DataAccessResourceFailureException;

/** Anna commands her call with Maria, and the server has just been started anew. */
class GoingCallsTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final Instant noon = Instant.now().minusSeconds(60);
    /** What an earlier server heard, and wrote into the log. */
    private final Call logged =
            Calls.derive("office", new NumberPlan("RU"), ringing()).get(0);

    private final CallChanges changes = new CallChanges();
    private final Calls calls = new Calls(new NumberPlan("RU"), List.of(changes));

    private GoingCalls going(Optional<Call> log, Duration patience) {
        return new GoingCalls(calls, id -> log, changes, patience);
    }

    private List<CallFact> ringing() {
        return List.of(
                new CallFact.LegBegan("maria", noon, CallFact.Side.CALLER, true, null, "89161112233", "74957770001"),
                new CallFact.LegBegan("anna", noon, CallFact.Side.CALLED, false, "101", null, null),
                new CallFact.LegDialled("anna", noon, "maria", "101"),
                new CallFact.LegRang("anna", noon));
    }

    private List<CallFact> talking() {
        Instant at = noon.plusSeconds(4);
        return List.of(
                new CallFact.LegUp("anna", at),
                new CallFact.DialEnded("anna", at, CallFact.Outcome.ANSWERED, null),
                new CallFact.Joined("anna", at, "room", CallFact.BridgeKind.TALK, null),
                new CallFact.Joined("maria", at, "room", CallFact.BridgeKind.TALK, null));
    }

    private Optional<LiveLeg> annaSpeaks() {
        return calls.liveLegs(logged.id()).stream()
                .filter(leg -> "101".equals(leg.party()) && leg.talks())
                .findFirst();
    }

    @Test
    void theTelephoneSystemTellsOfTheCallAMomentLater() throws Exception {
        var asked = new CountDownLatch(1);
        var going = new GoingCalls(
                calls,
                id -> {
                    asked.countDown();
                    return Optional.of(logged);
                },
                changes,
                LONG);
        CompletableFuture<Call> answer = CompletableFuture.supplyAsync(() -> going.require(logged.id()));
        asked.await();
        calls.accept("office", ringing());
        assertThat(answer.get().id()).isEqualTo(logged.id());
    }

    @Test
    void whatIsNotToldInTimeIsNotKnownYetAndNotOver() {
        CallRefused refused = catchThrowableOfType(
                CallRefused.class,
                () -> going(Optional.of(logged), Duration.ZERO).require(logged.id()));
        assertThat(refused.code()).isEqualTo("not_known_yet");
    }

    @Test
    void ofACallOfWhichNobodyKnowsItIsOver() {
        CallRefused refused = catchThrowableOfType(
                CallRefused.class, () -> going(Optional.empty(), LONG).require(UUID.randomUUID()));
        assertThat(refused.code()).isEqualTo("not_going_on");
    }

    @Test
    void aDatabaseThatIsAwayDoesNotMakeItOver() {
        var going = new GoingCalls(
                calls,
                id -> {
                    throw new DataAccessResourceFailureException("away");
                },
                changes,
                LONG);
        CallRefused refused = catchThrowableOfType(CallRefused.class, () -> going.require(logged.id()));
        assertThat(refused.code()).isEqualTo("not_known_yet");
    }

    /** Only the beginning of the call was kept; that Anna answered is in the telephone system's list. */
    @Test
    void thatAnnaSpeaksIsToldAMomentLater() throws Exception {
        GoingCalls going = going(Optional.of(logged), LONG);
        calls.accept("office", ringing());
        var looked = new CountDownLatch(1);
        CompletableFuture<LiveLeg> answer = CompletableFuture.supplyAsync(() -> going.require(
                logged,
                () -> {
                    Optional<LiveLeg> found = annaSpeaks();
                    looked.countDown();
                    return found;
                },
                "nobody_speaks"));
        looked.await();
        calls.accept("office", talking());
        assertThat(answer.get().party()).isEqualTo("101");
    }

    @Test
    void ofACallThatBeganAfterTheStartAllIsKnown() {
        GoingCalls going = going(Optional.of(logged), LONG);
        Instant later = Instant.now().plusSeconds(1);
        calls.accept(
                "office",
                List.of(
                        new CallFact.LegBegan(
                                "olga", later, CallFact.Side.CALLER, true, null, "89262223344", "74957770001"),
                        new CallFact.LegBegan("boris", later, CallFact.Side.CALLED, false, "102", null, null),
                        new CallFact.LegDialled("boris", later, "olga", "102")));
        Call olgas = calls.current().get(0);
        CallRefused refused =
                catchThrowableOfType(CallRefused.class, () -> going.require(olgas, Optional::empty, "nobody_speaks"));
        assertThat(refused.code()).isEqualTo("nobody_speaks");
    }
}
