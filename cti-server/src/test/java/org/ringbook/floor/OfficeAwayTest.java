package org.ringbook.floor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.TestCrm;
import org.ringbook.agentstates.AgentState;
import org.ringbook.agentstates.AgentStateBook;
import org.ringbook.agentstates.Evidence.Device;
import org.ringbook.agentstates.Evidence.Telephone;
import org.ringbook.notices.Notice;
import org.ringbook.staff.StaffMember;
import org.ringbook.telephony.Exchange;
import org.ringbook.telephony.PbxSource;
import org.ringbook.telephony.SourceHealth;
import org.ringbook.telephony.SourceHealth.State;
import org.ringbook.telephony.inbox.Intake;

/** The connection to the office's PBX is away for forty seconds. */
class OfficeAwayTest {

    private static final Instant NINE = Instant.parse("2026-12-01T06:00:00Z");

    private final TestCrm crm = new TestCrm();
    private Instant now = NINE;
    private final InstantSource moved = () -> now;
    private final Clock clock = moved.withZone(ZoneOffset.UTC);
    private final Office office = new Office();
    private final Exchange exchange = new Exchange(office);
    private final SourcesOfTheFloor sources = new SourcesOfTheFloor(exchange::sources, Duration.ofSeconds(10), clock);
    private final AgentStateBook book = new AgentStateBook(clock, Duration.ofSeconds(15));
    private final List<AgentStateBook.Change> kept = new ArrayList<>();
    private FloorFeed feed;
    private StaffMember anna;

    @BeforeEach
    void annaIsReady() {
        anna = crm.staff().save(Cast.anna());
        feed = new FloorFeed(book, crm.staff(), clock);
        feed.telephone(new Telephone("office", "101", Device.IDLE, NINE, List.of()));
        book.listen(change -> {
            if (change.kept()) {
                kept.add(change);
            }
        });
    }

    @AfterEach
    void close() {
        exchange.close();
        crm.close();
    }

    private void at(int second) {
        now = NINE.plusSeconds(second);
        sources.look();
        feed.stale(sources.away(), telephone -> List.of("office"), Set.of("office"));
    }

    @Test
    void herTileIsHatchedAtTenSecondsTheTimeIsNobodysAndSheIsBackAsSheIs() {
        at(100);
        office.state = State.DOWN;
        office.since = now;
        at(109);
        assertThat(book.of(anna.id()).stale()).as("nine seconds").isNull();
        at(110);
        assertThat(book.of(anna.id()).stale().since()).isEqualTo(NINE.plusSeconds(100));
        assertThat(book.of(anna.id()).state()).as("as of then").isEqualTo(AgentState.AVAILABLE);
        assertThat(book.of(anna.id()).kept()).isEqualTo(AgentState.UNKNOWN);
        office.state = State.CONNECTING;
        office.since = NINE.plusSeconds(130);
        at(131);
        assertThat(book.of(anna.id()).stale().since())
                .as("a try that has not succeeded is no hearing")
                .isEqualTo(NINE.plusSeconds(100));
        office.state = State.UP;
        office.since = NINE.plusSeconds(140);
        feed.telephone(new Telephone("office", "101", Device.IN_USE, NINE.plusSeconds(120), List.of()));
        at(140);
        assertThat(book.of(anna.id()).stale()).isNull();
        assertThat(book.of(anna.id()).state()).isEqualTo(AgentState.BUSY);
        assertThat(kept)
                .extracting(change -> change.now().kept() + " " + change.keptSince())
                .containsSubsequence("UNKNOWN " + NINE.plusSeconds(100), "BUSY " + NINE.plusSeconds(140))
                .noneMatch(told -> told.startsWith("AVAILABLE"));
    }

    /** A telephone system that is as it is said to be. */
    private static final class Office implements PbxSource {
        private volatile State state = State.UP;
        private volatile Instant since = NINE;

        @Override
        public String name() {
            return "office";
        }

        @Override
        public Intake.Translation translation() {
            return (message, received, facts) -> true;
        }

        @Override
        public void start(Intake intake) {
            // It is told of by the story.
        }

        @Override
        public SourceHealth check() {
            return new SourceHealth("office", state, since, Notice.plain(""), List.of());
        }

        @Override
        public boolean hasTelephone(String extension) {
            return true;
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }
}
