package org.ringbook.agentstates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringbook.agentstates.Evidence.Availability;
import org.ringbook.agentstates.Evidence.Confirmation;
import org.ringbook.agentstates.Evidence.Device;
import org.ringbook.agentstates.Evidence.Membership;
import org.ringbook.agentstates.Evidence.Part;
import org.ringbook.agentstates.Evidence.Screen;
import org.ringbook.agentstates.Evidence.Stale;
import org.ringbook.agentstates.Evidence.Status;
import org.ringbook.agentstates.Evidence.Supervising;
import org.ringbook.agentstates.Evidence.Telephone;

/** What Anna is when her browser, her telephones and the queues say different things of her. */
class PrecedenceTest {

    private static final UUID ANNA = new UUID(0, 1);
    private static final UUID CALL = new UUID(0, 100);
    private static final UUID ANOTHER_CALL = new UUID(0, 101);
    private static final Instant NINE = Instant.parse("2026-12-01T06:00:00Z");

    private Instant now = NINE;
    private final AgentStateBook book = new AgentStateBook(new MovedClock(), Duration.ofSeconds(30));
    private final List<AgentStateBook.Change> kept = new ArrayList<>();

    {
        book.listen(change -> {
            if (change.kept()) {
                kept.add(change);
            }
        });
    }

    private AgentState anna() {
        return book.of(ANNA).state();
    }

    private void later(int seconds) {
        now = now.plusSeconds(seconds);
        book.tick();
    }

    private void opensAPage() {
        book.screen(ANNA, new Screen(true, false, null, Confirmation.NOT_ASKED, false, now));
    }

    private void pauses(String reason) {
        book.screen(ANNA, new Screen(true, true, reason, Confirmation.NOT_ASKED, true, now));
    }

    private Part part(AgentState state, UUID call, String telephone) {
        return new Part(state, call, "office", telephone, "+79161112233", true, now, now);
    }

    private void calls(Part... parts) {
        book.parts(ANNA, List.of(parts), now);
    }

    private static Telephone telephone(String number, Device device, Membership... queues) {
        return new Telephone("office", number, device, NINE, List.of(queues));
    }

    private void telephones(Telephone... all) {
        book.telephones(ANNA, List.of(all), now);
    }

    private static Membership in(String queue, boolean paused, String reason) {
        return new Membership(queue, paused, reason, paused ? NINE : null);
    }

    @Test
    void whoTalksByDeskPhoneWhileTheBrowserSaysPausedTalks() {
        opensAPage();
        pauses("lunch");
        assertThat(anna()).isEqualTo(AgentState.PAUSED);
        calls(part(AgentState.TALKING, CALL, "101"));
        assertThat(anna()).isEqualTo(AgentState.TALKING);
        assertThat(book.of(ANNA).decision().rule()).isEqualTo("call.talking");
        assertThat(book.of(ANNA).decision().seen()).startsWith("101", "+79161112233");
        calls();
        later(31);
        assertThat(anna()).as("the pause goes on").isEqualTo(AgentState.PAUSED);
    }

    @Test
    void twoTelephonesRingAndThatIsOneRinging() {
        opensAPage();
        calls(part(AgentState.RINGING, CALL, "101"), part(AgentState.RINGING, CALL, "151"));
        assertThat(kept)
                .extracting(change -> change.now().state())
                .containsExactly(AgentState.AVAILABLE, AgentState.RINGING);
    }

    @Test
    void wrapUpIsBrokenOffByTheNextCallAndBeginsAnewAfterIt() {
        opensAPage();
        calls(part(AgentState.TALKING, CALL, "101"));
        later(60);
        calls();
        assertThat(anna()).isEqualTo(AgentState.WRAP_UP);
        later(10);
        calls(part(AgentState.TALKING, ANOTHER_CALL, "101"));
        assertThat(anna()).isEqualTo(AgentState.TALKING);
        later(25);
        assertThat(anna()).as("the first wrap-up would be over").isEqualTo(AgentState.TALKING);
        calls();
        assertThat(anna()).isEqualTo(AgentState.WRAP_UP);
        later(29);
        assertThat(anna()).isEqualTo(AgentState.WRAP_UP);
        later(1);
        assertThat(anna()).isEqualTo(AgentState.AVAILABLE);
        assertThat(book.of(ANNA).since()).isEqualTo(now);
    }

    @Test
    void whoIsDoneWithTheWorkAfterACallSaysSo() {
        opensAPage();
        calls(part(AgentState.TALKING, CALL, "101"));
        calls();
        later(5);
        book.screen(ANNA, new Screen(true, false, null, Confirmation.NOT_ASKED, true, now));
        assertThat(anna()).isEqualTo(AgentState.AVAILABLE);
    }

    @Test
    void aPauseOfThePbxIsOneWhenItIsInAllQueues() {
        telephones(telephone("101", Device.IDLE, in("sales", true, null), in("support", false, null)));
        assertThat(anna()).isEqualTo(AgentState.AVAILABLE);
        assertThat(book.of(ANNA).freeIn()).isEqualTo(1);
        assertThat(book.of(ANNA).queues()).isEqualTo(2);
        telephones(telephone("101", Device.IDLE, in("sales", true, null), in("support", true, null)));
        assertThat(anna()).isEqualTo(AgentState.PAUSED);
        assertThat(book.of(ANNA).decision().rule()).isEqualTo("paused.in-the-pbx");
        assertThat(book.of(ANNA).decision().source()).isEqualTo("office");
    }

    @Test
    void aTelephoneInUseWithoutACallThatIsKnownIsNoConversation() {
        telephones(telephone("101", Device.IN_USE));
        assertThat(anna()).isEqualTo(AgentState.BUSY);
        opensAPage();
        assertThat(anna()).isEqualTo(AgentState.BUSY);
        book.supervising(ANNA, new Supervising("102", "listen", now), now);
        assertThat(anna()).isEqualTo(AgentState.SUPERVISING);
        pauses(null);
        assertThat(anna()).as("who listens is not at lunch").isEqualTo(AgentState.SUPERVISING);
    }

    @Test
    void offlineIsWhoHasNoTelephoneLeft() {
        opensAPage();
        telephones(telephone("101", Device.UNAVAILABLE), telephone("151", Device.IDLE));
        assertThat(anna()).isEqualTo(AgentState.AVAILABLE);
        telephones(telephone("101", Device.UNAVAILABLE), telephone("151", Device.UNAVAILABLE));
        assertThat(anna()).isEqualTo(AgentState.OFFLINE);
        assertThat(book.of(ANNA).decision().rule()).isEqualTo("offline.no-telephone");
    }

    private static Telephone inTheCloud(String source, Availability availability, String reason) {
        return new Telephone(source, "101", null, null, List.of(), new Status(availability, reason, NINE));
    }

    @Test
    void aBreakInTheOperatorsCloudIsAPauseAndTheTileSaysWhose() {
        telephones(inTheCloud("mango", Availability.PAUSED, "break"));
        assertThat(anna()).isEqualTo(AgentState.PAUSED);
        assertThat(book.of(ANNA).decision().rule()).isEqualTo("paused.by-status");
        assertThat(book.of(ANNA).decision().source()).isEqualTo("mango");
        assertThat(book.of(ANNA).decision().reason()).isEqualTo("break");
        calls(part(AgentState.TALKING, CALL, "101"));
        assertThat(anna()).as("a conversation beats a status").isEqualTo(AgentState.TALKING);
        calls();
        later(31);
        assertThat(anna()).isEqualTo(AgentState.PAUSED);
        telephones();
        assertThat(anna()).as("a cloud that says nothing any more").isEqualTo(AgentState.UNKNOWN);
    }

    @Test
    void aPauseOfOursIsBelievedBeforeTheStatusInACloud() {
        opensAPage();
        pauses("lunch");
        telephones(inTheCloud("mango", Availability.PAUSED, "break"));
        assertThat(book.of(ANNA).decision().rule()).isEqualTo("paused.here");
        assertThat(book.of(ANNA).decision().reason()).isEqualTo("lunch");
    }

    @Test
    void whoIsAwayInOneCloudAndTakesCallsInAnotherTakesCalls() {
        telephones(inTheCloud("mango", Availability.PAUSED, "break"), inTheCloud("beeline", Availability.READY, null));
        assertThat(anna()).isEqualTo(AgentState.AVAILABLE);
        assertThat(book.of(ANNA).decision().rule()).isEqualTo("available.by-status");
        telephones(inTheCloud("mango", Availability.OFFLINE, null), telephone("151", Device.IDLE));
        assertThat(anna()).as("works by another telephone").isEqualTo(AgentState.AVAILABLE);
        telephones(inTheCloud("mango", Availability.OFFLINE, null), telephone("151", Device.UNAVAILABLE));
        assertThat(anna()).isEqualTo(AgentState.OFFLINE);
        assertThat(book.of(ANNA).decision().rule()).isEqualTo("offline.by-status");
        telephones(
                inTheCloud("mango", Availability.READY, null), telephone("151", Device.IDLE, in("sales", true, null)));
        assertThat(anna()).as("paused in a queue, and the cloud gives calls").isEqualTo(AgentState.AVAILABLE);
    }

    @Test
    void unknownIsUnknown() {
        assertThat(anna()).isEqualTo(AgentState.UNKNOWN);
        calls(part(AgentState.TALKING, CALL, "101"));
        assertThat(anna()).as("state from calls alone").isEqualTo(AgentState.TALKING);
        calls();
        later(60);
        assertThat(anna()).isEqualTo(AgentState.UNKNOWN);
        opensAPage();
        book.screen(ANNA, new Screen(false, false, null, Confirmation.NOT_ASKED, false, now));
        assertThat(anna()).as("a log-off").isEqualTo(AgentState.OFFLINE);
    }

    @Test
    void whatIsNotHeardIsUnknownInTheLedgerAndStandsOnTheTileAsItWas() {
        telephones(telephone("101", Device.IDLE));
        Instant lost = now;
        later(10);
        book.stale(ANNA, new Stale("office", lost), now);
        assertThat(anna()).isEqualTo(AgentState.AVAILABLE);
        assertThat(book.of(ANNA).kept()).isEqualTo(AgentState.UNKNOWN);
        assertThat(kept.get(kept.size() - 1).keptSince()).isEqualTo(lost);
        later(30);
        book.stale(ANNA, null, now);
        assertThat(book.of(ANNA).kept()).isEqualTo(AgentState.AVAILABLE);
        assertThat(kept.get(kept.size() - 1).keptSince())
                .as("the time that nobody heard is not counted as idle")
                .isEqualTo(now);
    }

    @Test
    void anAmberPauseSaysWhy() {
        opensAPage();
        pauses("lunch");
        book.confirmed(ANNA, Confirmation.WAITING);
        assertThat(book.of(ANNA).decision().rule()).isEqualTo("paused.here");
        book.confirmed(ANNA, Confirmation.MISSING);
        assertThat(book.of(ANNA).decision().rule()).isEqualTo("paused.not-confirmed");
        assertThat(kept).hasSize(2);
    }

    /** Stands until it is moved. */
    private final class MovedClock extends Clock {

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
