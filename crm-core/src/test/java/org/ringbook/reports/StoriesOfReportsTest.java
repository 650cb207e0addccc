package org.ringbook.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.ringbook.calls.CallsOfTheDay.LINE;
import static org.ringbook.calls.CallsOfTheDay.MARIA;
import static org.ringbook.calls.CallsOfTheDay.PAVEL;
import static org.ringbook.reports.Ledger.cell;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.Leg;
import org.ringbook.calls.Call.LegKind;
import org.ringbook.calls.Call.LegOutcome;
import org.ringbook.calls.CallIds;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;

/** What a supervisor would add up by hand, and what the reports say. */
class StoriesOfReportsTest {

    private static final UUID ANNA = UUID.fromString("019ad000-0000-7000-8000-000000000101");

    @AutoClose
    private final Ledger ledger = new Ledger();

    private static Instant at(String moscow) {
        return java.time.LocalDateTime.parse(moscow).atZone(Ledger.MOSCOW).toInstant();
    }

    private static Call.Draft inbound(String moscow) {
        var draft = new Call.Draft();
        draft.startedAt = at(moscow);
        draft.source = "office";
        draft.sourceId = "story-" + moscow + "-" + UUID.randomUUID();
        draft.id = CallIds.of("office", draft.sourceId, draft.startedAt);
        draft.direction = Call.Direction.INBOUND;
        draft.state = Call.State.ENDED;
        draft.external = MARIA;
        draft.line = LINE;
        draft.talkSeconds = BigDecimal.ZERO;
        return draft;
    }

    /** Anna answers after some seconds. */
    private static Call answered(String moscow, int wait, int talk) {
        Call.Draft call = inbound(moscow);
        call.result = Call.Result.ANSWERED;
        call.answeredAt = call.startedAt.plusSeconds(wait);
        call.endedAt = call.answeredAt.plusSeconds(talk);
        call.waitSeconds = BigDecimal.valueOf(wait);
        call.talkSeconds = BigDecimal.valueOf(talk);
        call.agent = "101";
        call.answeredBy = List.of("101");
        call.legs = List.of(spoke("101", call.startedAt, call.answeredAt, call.endedAt));
        return call.call();
    }

    private static Leg spoke(String telephone, Instant rang, Instant from, Instant to) {
        return new Leg(telephone, LegKind.AGENT, rang, from, to, LegOutcome.ANSWERED);
    }

    private static Leg stood(String queue, Instant from, Instant to, LegOutcome how) {
        return new Leg(queue, LegKind.QUEUE, from, null, to, how);
    }

    private static Call missed(String moscow, PhoneNumber who, int millis) {
        Call.Draft call = inbound(moscow);
        call.external = who;
        call.queue = "sales";
        call.result = Call.Result.MISSED;
        call.reason = Call.Reason.ABANDONED;
        call.endedAt = call.startedAt.plusMillis(millis);
        call.waitSeconds = BigDecimal.valueOf(millis, 3);
        call.legs = List.of(stood("sales", call.startedAt, call.endedAt, LegOutcome.CANCELLED));
        return call.call();
    }

    @Test
    void theExampleOfServiceLevelGivesWhatEachFormulaGives() {
        var waits = new ServiceLevel.Waits(1_000, 860, 60, 20, 10);
        var shown = new ArrayList<String>();
        for (ServiceLevel formula : ServiceLevel.values()) {
            shown.add(String.format(java.util.Locale.ROOT, "%.1f", formula.of(waits) * 100));
        }
        assertThat(shown).containsExactly("83.0", "86.0", "81.1", "82.7", "82.1", "81.9");
    }

    @Test
    void aQueueWithoutCallsHasNoServiceLevelAndNoMean() {
        ledger.write(answered("2026-11-23T10:00", 4, 60));
        ReportTable table = ledger.report("queues", "2026-11-23", "2026-11-23");
        assertThat(table.rows()).isEmpty();
        for (String column : List.of("service-level", "asa", "abandoned-share", "longest-wait")) {
            assertThat(cell(table, "", column)).as(column).isNull();
        }
        for (ServiceLevel formula : ServiceLevel.values()) {
            assertThat(formula.of(new ServiceLevel.Waits(0, 0, 0, 0, 0))).isNull();
        }
    }

    @Test
    void throughThreeQueuesIsOneAnsweredCallAndThreeStays() {
        Call.Draft call = inbound("2026-11-23T10:00");
        Instant one = call.startedAt.plusSeconds(2);
        Instant two = one.plusSeconds(60);
        Instant three = two.plusSeconds(60);
        call.answeredAt = three.plusSeconds(30);
        call.endedAt = call.answeredAt.plusSeconds(40);
        call.result = Call.Result.ANSWERED;
        call.queue = "third";
        call.agent = "101";
        call.answeredBy = List.of("101");
        call.talkSeconds = BigDecimal.valueOf(40);
        call.legs = List.of(
                stood("first", one, one.plusSeconds(59), LegOutcome.NO_ANSWER),
                stood("second", two, two.plusSeconds(59), LegOutcome.NO_ANSWER),
                stood("third", three, call.answeredAt, LegOutcome.ANSWERED),
                spoke("101", three, call.answeredAt, call.endedAt));
        ledger.write(call.call());

        ReportTable perCall = ledger.report("queues", "2026-11-23", "2026-11-23");
        assertThat(perCall.rows()).hasSize(1);
        assertThat(cell(perCall, "third", "queue-answered")).isEqualTo(1);
        assertThat(cell(perCall, "third", "asa")).isEqualTo(150_000);
        ReportTable stays = ledger.report("queue-stints", "2026-11-23", "2026-11-23");
        assertThat(stays.rows()).hasSize(3);
        assertThat(cell(stays, "", "overflow")).isEqualTo(2);
        assertThat(cell(stays, "", "queue-answered")).isEqualTo(1);
        assertThat(cell(stays, "third", "asa")).isEqualTo(30_000);
    }

    @Test
    void whoWasPutThroughByTheReceptionistAndHelpedByTheQueueIsAnsweredThere() {
        Call.Draft call = inbound("2026-11-23T10:00");
        call.answeredAt = call.startedAt.plusSeconds(3);
        Instant entered = call.answeredAt.plusSeconds(60);
        Instant helped = entered.plusSeconds(15);
        call.endedAt = helped.plusSeconds(100);
        call.result = Call.Result.ANSWERED;
        call.queue = "support";
        call.agent = "102";
        call.answeredBy = List.of("101", "102");
        call.talkSeconds = BigDecimal.valueOf(172);
        call.legs = List.of(
                spoke("101", call.startedAt, call.answeredAt, entered),
                stood("support", entered, helped, LegOutcome.ANSWERED),
                spoke("102", entered, helped, call.endedAt));
        ledger.write(call.call());
        ReportTable perCall = ledger.report("queues", "2026-11-23", "2026-11-23");
        assertThat(cell(perCall, "support", "queue-answered")).isEqualTo(1);
        assertThat(cell(perCall, "support", "overflow")).isZero();
        assertThat(cell(perCall, "support", "asa")).isEqualTo(15_000);
        assertThat(cell(perCall, "support", "service-level")).isEqualTo(1);
    }

    @Test
    void aClockThatStoodAtNineteenSeventyStopsNoOtherCall() {
        Call.Draft call = inbound("2026-11-23T10:00");
        call.startedAt = Instant.EPOCH;
        call.answeredAt = at("2026-11-23T10:00");
        call.endedAt = call.answeredAt.plusSeconds(10);
        call.result = Call.Result.ANSWERED;
        call.legs = List.of(
                stood("sales", Instant.EPOCH, call.answeredAt, LegOutcome.ANSWERED),
                spoke("101", Instant.EPOCH, Instant.EPOCH, call.endedAt));
        ledger.write(call.call());
        ledger.write(answered("2026-11-23T10:05", 0, 60));
        assertThat(cell(ledger.report("days", "2026-11-23", "2026-11-23"), "", "calls"))
                .isEqualTo(1);
    }

    @Test
    void whoGivesUpAfterFourSecondsIsShortAndAfterFiveIsNot() {
        ledger.write(
                missed("2026-11-23T10:00", MARIA, 4_000),
                missed("2026-11-23T10:01", PAVEL, 5_000),
                missed("2026-11-23T10:02", PAVEL, 4_999));
        ReportTable table = ledger.report("queues", "2026-11-23", "2026-11-23");
        assertThat(cell(table, "sales", "abandoned")).isEqualTo(3);
        assertThat(cell(table, "sales", "short-abandoned")).isEqualTo(2);
        assertThat(cell(table, "sales", "service-level")).isEqualTo(0);
        ReportTable byWait = ledger.report("abandonment", "2026-11-23", "2026-11-23");
        assertThat(cell(byWait, "5", "abandoned")).isEqualTo(2);
        assertThat(cell(byWait, "10", "abandoned")).isEqualTo(1);
        assertThat(cell(byWait, "61", "abandoned")).isEqualTo(0);
    }

    @Test
    void aCallOverMidnightIsOfTheDayOfItsStartAndItsTimeOfBoth() {
        ledger.write(answered("2026-11-23T23:58", 0, 22 * 60));
        ReportTable days = ledger.report("days", "2026-11-23", "2026-11-24");
        assertThat(cell(days, "2026-11-23", "calls")).isEqualTo(1);
        assertThat(cell(days, "2026-11-24", "calls")).isZero();
        assertThat(cell(days, "2026-11-23", "talk")).isEqualTo(22 * 60_000);
        ReportTable load = ledger.report("load", "2026-11-23", "2026-11-24");
        assertThat(cell(load, "2026-11-23", "load-talk")).isEqualTo(2 * 60_000);
        assertThat(cell(load, "2026-11-24", "load-talk")).isEqualTo(20 * 60_000);
        assertThat(cell(load, "2026-11-24", "peak")).isEqualTo(1);
    }

    @Test
    void theMostAtOnceIsThatOfOneInstant() {
        ledger.write(
                answered("2026-11-23T10:00", 0, 600),
                answered("2026-11-23T10:05", 0, 600),
                answered("2026-11-23T10:12", 0, 60),
                answered("2026-11-23T15:00", 0, 60));
        ReportTable load = ledger.report("load", "2026-11-23", "2026-11-23");
        assertThat(cell(load, "2026-11-23", "peak")).isEqualTo(2);
        assertThat(cell(load, "2026-11-23", "peak-at"))
                .isEqualTo(at("2026-11-23T10:05").toEpochMilli());
    }

    @Test
    void aCallThatLostItsEndIsOpenForADayAndThenCountsNowhere() {
        Call.Draft lost = inbound("2026-11-20T10:00");
        lost.state = Call.State.TALKING;
        lost.answeredAt = lost.startedAt;
        ledger.write(lost.call(), answered("2026-11-21T10:00", 0, 60));
        ReportTable load = ledger.report("load", "2026-11-21", "2026-11-21");
        assertThat(cell(load, "2026-11-21", "peak")).isEqualTo(1);
        assertThat(cell(load, "2026-11-21", "load-talk")).isEqualTo(60_000);
        assertThat(ledger.reports().calls("load", load.query(), "2026-11-21", "peak", 0, 10))
                .hasSize(1);
    }

    @Test
    void annaTalksConsultsBorisAndHandsOnAndEachHasTheirOwnTime() {
        Call.Draft call = inbound("2026-11-23T10:00");
        Instant from = call.startedAt;
        call.answeredAt = from;
        call.endedAt = from.plusSeconds(180);
        call.result = Call.Result.ANSWERED;
        call.agent = "102";
        call.answeredBy = List.of("101", "102");
        call.talkSeconds = BigDecimal.valueOf(180);
        call.holdSeconds = BigDecimal.valueOf(30);
        call.legs = List.of(
                new Leg(
                        "101",
                        LegKind.AGENT,
                        from,
                        from,
                        from.plusSeconds(90),
                        LegOutcome.ANSWERED,
                        List.of(new Call.Span(from.plusSeconds(60), from.plusSeconds(90)))),
                spoke("102", from.plusSeconds(60), from.plusSeconds(60), from.plusSeconds(180)));
        call.transfers = List.of(new Call.Transfer("101", "102", Call.TransferKind.ATTENDED, from.plusSeconds(90)));
        ledger.write(call.call());
        ledger.sumUp();

        ReportTable people = ledger.report("employees", "2026-11-23", "2026-11-23");
        assertThat(cell(people, "tel:101", "person-talk")).isEqualTo(90_000);
        assertThat(cell(people, "tel:101", "person-hold")).isEqualTo(30_000);
        assertThat(cell(people, "tel:102", "person-talk")).isEqualTo(120_000);
        assertThat(cell(people, "tel:101", "person-answered")).isZero();
        assertThat(cell(people, "tel:102", "person-answered")).isEqualTo(1);
        assertThat(cell(people, "", "parts")).isEqualTo(2);
        assertThat(cell(ledger.report("days", "2026-11-23", "2026-11-23"), "", "talk"))
                .isEqualTo(180_000);
        assertThat(ledger.check.check(LocalDate.of(2026, 11, 23))).isEmpty();
        ReportTable transfers = ledger.report("transfers", "2026-11-23", "2026-11-23");
        assertThat(cell(transfers, "101 → 102", "attended")).isEqualTo(1);
        assertThat(cell(transfers, "101 → 102", "transfer-lost")).isZero();
    }

    @Test
    void ofFiveTelephonesThatRangOneAnsweredAndNobodyElseMissedAnything() {
        Call.Draft call = inbound("2026-11-23T10:00");
        call.answeredAt = call.startedAt.plusSeconds(5);
        call.endedAt = call.answeredAt.plusSeconds(60);
        call.result = Call.Result.ANSWERED;
        call.agent = "101";
        call.answeredBy = List.of("101");
        call.talkSeconds = BigDecimal.valueOf(60);
        var legs = new ArrayList<Leg>();
        legs.add(spoke("101", call.startedAt, call.answeredAt, call.endedAt));
        for (int other = 102; other <= 105; other++) {
            legs.add(new Leg(
                    "" + other, LegKind.AGENT, call.startedAt, null, call.answeredAt, LegOutcome.ANSWERED_ELSEWHERE));
        }
        call.legs = legs;
        ledger.write(call.call());
        ReportTable people = ledger.report("employees", "2026-11-23", "2026-11-23");
        assertThat(people.rows()).hasSize(5);
        assertThat(cell(people, "", "person-missed")).isZero();
    }

    /** @param closed null while nobody was reached */
    private void debt(String first, String closed, String outcome, int attempts) {
        ledger.jdbc
                .sql(
                        "insert into obligation (id, key, number, first_at, last_at, calls, due_at, attempts, closed_at, outcome)"
                                + " values (gen_random_uuid(), gen_random_uuid()::text, '+79161112233', ?, ?, 1, ?, ?, ?, ?)")
                .params(
                        Timestamp.from(at(first)),
                        Timestamp.from(at(first)),
                        Timestamp.from(at(first)),
                        attempts,
                        closed == null ? null : Timestamp.from(at(closed)),
                        outcome)
                .update();
    }

    @Test
    void missedAtTwelveTriedInVainAndReachedNineMinutesLaterWhenTheyCalled() {
        debt("2026-11-23T12:00", "2026-11-23T12:09", "came_back", 1);
        ReportTable table = ledger.report("missed", "2026-11-23", "2026-11-23");
        assertThat(cell(table, "2026-11-23", "debts")).isEqualTo(1);
        assertThat(cell(table, "2026-11-23", "came-back")).isEqualTo(1);
        assertThat(cell(table, "2026-11-23", "called-back")).isZero();
        assertThat(cell(table, "2026-11-23", "within-5")).isZero();
        assertThat(cell(table, "2026-11-23", "within-15")).isEqualTo(1);
        assertThat(cell(table, "2026-11-23", "back-median")).isEqualTo(9 * 60_000);
    }

    private void was(UUID person, String state, int minutes) {
        ledger.spent.add(new StateIntervals.Spent(person, state, minutes * 60_000L));
    }

    @Test
    void annasHourIsHalfFullAndOfWhatNobodyKnowsNothingIsSaid() {
        was(ANNA, "talking", 20);
        was(ANNA, "hold", 2);
        was(ANNA, "wrap_up", 3);
        was(ANNA, "available", 20);
        was(ANNA, "ringing", 5);
        was(ANNA, "paused", 10);
        was(ANNA, "unknown", 30);
        was(ANNA, "offline", 480);
        UUID boris = UUID.randomUUID();
        was(boris, "offline", 600);
        UUID olga = UUID.randomUUID();
        was(olga, "paused", 60);
        ReportTable table = ledger.report("occupancy", "2026-11-23", "2026-11-23");
        String anna = ANNA.toString();
        assertThat(cell(table, anna, "occupancy")).isEqualTo(25.0 / 50);
        assertThat(cell(table, anna, "utilisation")).isEqualTo(25.0 / 60);
        assertThat(cell(table, anna, "logged-in")).isEqualTo(60 * 60_000);
        assertThat(cell(table, anna, "unknown-time")).isEqualTo(30 * 60_000);
        assertThat(cell(table, olga.toString(), "occupancy"))
                .as("nothing to divide by")
                .isNull();
        assertThat(cell(table, olga.toString(), "utilisation")).isZero();
        assertThat(table.rows()).as("Boris was not there").hasSize(2);
        assertThat(cell(table, "", "utilisation")).as("of sums").isEqualTo(25.0 / 120);
    }

    private UUID lead(String made, UUID ofCall) {
        UUID id = UUID.randomUUID();
        Timestamp at = Timestamp.from(at(made));
        ledger.jdbc
                .sql(
                        "insert into lead (id, state, channel, lead_queue, phone, call_id, created_at, waits_since, last_at, due_at)"
                                + " values (?, 'new', 'form', 'main', 79161112233, ?, ?, ?, ?, ?)")
                .params(id, ofCall, at, at, at, at)
                .update();
        return id;
    }

    private UUID called(UUID lead, Call.Draft call) {
        Call done = call.call();
        ledger.write(done);
        ledger.jdbc
                .sql("insert into lead_event (lead_id, at, kind, call_id) values (?, ?, 'call', ?)")
                .params(lead, Timestamp.from(done.startedAt()), done.id())
                .update();
        return done.id();
    }

    private static Call.Draft outbound(String moscow, boolean answered, Call.Reason reason) {
        Call.Draft call = inbound(moscow);
        call.direction = Call.Direction.OUTBOUND;
        call.agent = "101";
        call.endedAt = call.startedAt.plusSeconds(30);
        call.result = answered ? Call.Result.ANSWERED : reason == null ? Call.Result.NO_ANSWER : Call.Result.FAILED;
        call.reason = reason;
        call.answeredAt = answered ? call.startedAt.plusSeconds(10) : null;
        return call;
    }

    @Test
    void madeOnFridayEveningCalledOnMondayMorningAndSpokenWithLater() {
        UUID lead = lead("2026-11-20T17:59", null);
        called(lead, outbound("2026-11-23T09:03", false, Call.Reason.AGENT_UNREACHABLE));
        UUID tried = called(lead, outbound("2026-11-23T09:05", false, null));
        UUID spoke = called(lead, outbound("2026-11-23T09:29", true, null));
        lead("2026-11-20T12:00", null);
        Call.Draft conversation = inbound("2026-11-20T13:00");
        conversation.result = Call.Result.ANSWERED;
        conversation.answeredAt = conversation.startedAt.plusSeconds(5);
        conversation.endedAt = conversation.startedAt.plusSeconds(60);
        Call there = conversation.call();
        ledger.write(there);
        lead("2026-11-20T13:00", there.id());

        ReportTable table = ledger.report("speed-to-lead", "2026-11-20", "2026-11-21");
        assertThat(cell(table, "2026-11-20", "leads"))
                .as("the one of a conversation waited for nothing")
                .isEqualTo(2);
        assertThat(cell(table, "2026-11-20", "try-median"))
                .as("a minute on Friday and five on Monday; when our own telephone was not picked up nobody was called")
                .isEqualTo(6 * 60_000);
        assertThat(cell(table, "2026-11-20", "tried-5")).isZero();
        assertThat(cell(table, "2026-11-20", "tried-15")).isEqualTo(1);
        assertThat(cell(table, "2026-11-20", "talk-median")).isEqualTo(30 * 60_000 + 10_000);
        assertThat(cell(table, "2026-11-20", "lead-waits")).isEqualTo(1);
        assertThat(cell(table, "2026-11-21", "try-median")).isNull();
        ReportQuery asked = ReportQuery.of(Ledger.period("2026-11-20", "2026-11-21"));
        assertThat(ledger.reports().calls("speed-to-lead", asked, "2026-11-20", "lead-tried", 0, 10))
                .containsExactly(tried);
        assertThat(ledger.reports().calls("speed-to-lead", asked, null, "lead-spoken", 0, 10))
                .containsExactly(spoke);
    }

    @Test
    void whoSpeaksHowMuchIsOfTheSumsOfAllRecordings() {
        Call one = answered("2026-11-23T10:00", 4, 60);
        Call other = answered("2026-11-23T11:00", 4, 60);
        Call after = answered("2026-11-24T11:00", 4, 60);
        ledger.write(one, other, after);
        ledger.heard(one, 60, 20, 30, 15, 5);
        ledger.heard(other, 100, 60, 20, 20, 0);
        ledger.heard(one, 40, 10, 20, 10, 0);
        ledger.heard(after, 100, 0, 100, 0, 0);
        ReportTable table = ledger.report("talk-share", "2026-11-23", "2026-11-23");
        assertThat(table.rows()).singleElement().satisfies(row -> {
            assertThat(table.named(row).get("heard-calls")).isEqualTo(2);
            assertThat(table.named(row).get("heard-time")).isEqualTo(200_000);
            assertThat(table.named(row).get("talk-share")).isEqualTo(70.0 / 160);
            assertThat(table.named(row).get("silence-share")).isEqualTo(45.0 / 200);
            assertThat(table.named(row).get("overlap-share")).isEqualTo(5.0 / 200);
        });
        ledger.talk.removeIf(share -> !share.callId().equals(one.id()));
        ReportTable alone = ledger.report("talk-share", "2026-11-23", "2026-11-23");
        assertThat(cell(alone, "", "talk-share")).as("50 of 80 s").isEqualTo(0.625);
        assertThat(cell(alone, "", "silence-share")).isEqualTo(0.25);
        assertThat(cell(alone, "", "overlap-share")).isEqualTo(0.05);
        ReportQuery asked = ReportQuery.of(Ledger.period("2026-11-23", "2026-11-23"));
        assertThat(ledger.reports().calls("talk-share", asked, null, "heard-calls", 0, 10))
                .containsExactly(one.id());
    }

    @Test
    void ofMoreRecordingsThanCanBeCountedNoHalfFigureIsMade() {
        Call one = answered("2026-11-23T10:00", 4, 60);
        ledger.write(one);
        for (int i = 0; i < Ledger.MOST_RECORDINGS; i++) {
            ledger.heard(one, 60, 20, 30, 15, 5);
        }
        assertThat(cell(ledger.report("talk-share", "2026-11-23", "2026-11-23"), "", "heard-time"))
                .isEqualTo(Ledger.MOST_RECORDINGS * 60_000);
        ledger.heard(one, 60, 20, 30, 15, 5);
        assertThatThrownBy(() -> ledger.report("talk-share", "2026-11-23", "2026-11-23"))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal().key()).isEqualTo("reports.talk.many"));
    }

    @Test
    void byTeamMissedCallsAreThoseThatRangItAndWhatTheReportDoesNotKnowIsRefused() {
        debt("2026-11-23T12:00", null, null, 0);
        debt("2026-11-23T13:00", null, null, 0);
        ledger.jdbc
                .sql(
                        "insert into staff_member (id, name, role, active, team) values (?, 'Анна', 'employee', true, 'Sales')")
                .param(ANNA)
                .update();
        ledger.jdbc
                .sql("update obligation set rang = array[?]::uuid[], people = array[?]::uuid[] where first_at = ?")
                .params(ANNA, ANNA, Timestamp.from(at("2026-11-23T12:00")))
                .update();
        Period day = Ledger.period("2026-11-23", "2026-11-23");
        var sales = new ReportQuery(day, null, null, null, null, null, "Sales", 60, null);
        assertThat(cell(ledger.reports().count("missed", sales, false), "", "debts"))
                .isEqualTo(1);
        ledger.jdbc.sql("delete from staff_member where id = ?").param(ANNA).update();
        var outbound = new ReportQuery(day, Call.Direction.OUTBOUND, null, null, null, null, null, 60, null);
        assertThatThrownBy(() -> ledger.reports().count("missed", outbound, false))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("direction");
    }

    @Test
    void ofANumberThatIsExcludedNothingIsMissed() {
        debt("2026-11-23T12:00", null, null, 0);
        ledger.jdbc.sql("insert into report_excluded values (79161112233)").update();
        assertThat(cell(ledger.report("missed", "2026-11-23", "2026-11-23"), "", "debts"))
                .isZero();
    }

    @Test
    void ofADebtOnlyCallsThatOneMaySeeAreOpened() {
        debt("2026-11-23T12:00", null, null, 0);
        Call rang = missed("2026-11-23T12:00", MARIA, 9_000);
        ledger.write(rang);
        ledger.jdbc
                .sql("update obligation set people = array[?]::uuid[]")
                .param(ANNA)
                .update();
        ledger.jdbc
                .sql(
                        "insert into obligation_call (call_id, obligation_id, part, at) select ?, id, 'missed', first_at from obligation")
                .param(rang.id())
                .update();
        Period day = Ledger.period("2026-11-23", "2026-11-23");
        var ofAnna = new ReportQuery(day, null, null, null, null, null, null, 60, List.of(ANNA));
        assertThat(ledger.reports().calls("missed", ReportQuery.of(day), "", "debts", 0, 10))
                .containsExactly(rang.id());
        assertThat(ledger.reports().calls("missed", ofAnna, "", "debts", 0, 10)).isEmpty();
    }

    @Test
    void missedOnFridayEveningAndCalledOnMondayMorningIsSixWorkingMinutes() {
        debt("2026-11-20T17:59", "2026-11-23T09:05", "called_back", 0);
        debt("2026-11-20T12:00", null, null, 0);
        ReportTable table = ledger.report("missed", "2026-11-20", "2026-11-20");
        assertThat(cell(table, "2026-11-20", "back-median")).isEqualTo(6 * 60_000);
        assertThat(cell(table, "2026-11-20", "called-back-share")).isEqualTo(0.5);
        assertThat(cell(table, "2026-11-20", "not-called")).isEqualTo(1);
    }

    @Test
    void fiveMondaysOfWhichOneIsAHolidayAreFour() {
        var calendar = new WorkingCalendar(
                Ledger.MOSCOW,
                java.time.LocalTime.of(9, 0),
                java.time.LocalTime.of(18, 0),
                WorkingCalendar.usual(Ledger.MOSCOW).days(),
                Map.of(LocalDate.of(2026, 11, 2), WorkingCalendar.DayKind.OFF));
        Period weeks = Ledger.period("2026-10-26", "2026-11-29");
        assertThat(new Workdays(calendar).of(weeks, LocalDate.of(2026, 12, 1)))
                .containsEntry(1, 4)
                .containsEntry(2, 5)
                .containsEntry(7, 5);
        assertThat(new Workdays(calendar).of(weeks, LocalDate.of(2026, 11, 10))).containsEntry(1, 2);
    }

    @Test
    void theHeatmapIsAMeanOfRealHours() {
        ledger.write(
                answered("2026-11-16T10:10", 4, 60),
                answered("2026-11-23T10:20", 4, 60),
                answered("2026-11-23T10:30", 4, 60));
        ReportTable table = ledger.report("heatmap", "2026-11-16", "2026-11-29");
        assertThat(cell(table, "10", "inbound-mean")).isEqualTo(1.5);
        assertThat(cell(table, "10", "days")).isEqualTo(2);
    }

    @Test
    void aNumberThatMovedToAnotherAdOnTheFifteenthSplitsItsCallsByDate() {
        ledger.channels.add("Radio", LINE, LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 14), 10_000L);
        ledger.channels.add("Site", LINE, LocalDate.of(2026, 11, 15), null, null);
        assertThatThrownBy(() -> ledger.channels.add("Map", LINE, LocalDate.of(2026, 11, 10), null, null))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Radio");
        ledger.write(
                answered("2026-11-14T23:59", 1, 70),
                answered("2026-11-15T00:01", 1, 70),
                answered("2026-11-16T10:00", 1, 5));
        ReportTable table = ledger.report("channels", "2026-11-01", "2026-11-30");
        assertThat(cell(table, "Radio", "inbound")).isEqualTo(1);
        assertThat(cell(table, "Site", "inbound")).isEqualTo(2);
        assertThat(cell(table, "Site", "target")).isEqualTo(1);
        assertThat(cell(table, "Radio", "cost")).isEqualTo(14 * 100.0);
        assertThat(cell(table, "Radio", "target-price")).isEqualTo(1_400.0, within(0.01));
    }

    @Test
    void anAdThatBroughtNoCallHasItsCostAllTheSame() {
        ledger.channels.add("Radio", LINE, LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 2), 10_000L);
        ReportTable table = ledger.report("channels", "2026-11-01", "2026-11-30");
        assertThat(cell(table, "Radio", "inbound")).isZero();
        assertThat(cell(table, "Radio", "cost")).isEqualTo(200);
        assertThat(cell(table, "", "cost")).isEqualTo(200);
    }

    @Test
    void intervalsOfTheDayStandInTheirOrderAndTheEmptyOnesAreThere() {
        ledger.write(
                missed("2026-11-23T14:10", MARIA, 9_000),
                missed("2026-11-23T09:10", MARIA, 9_000),
                missed("2026-11-23T14:20", PAVEL, 9_000));
        ReportTable table = ledger.report("service-level", "2026-11-23", "2026-11-23");
        assertThat(table.rows()).hasSize(24);
        assertThat(table.rows().get(9).values().get(0)).isEqualTo(1);
        assertThat(table.rows().get(14).values().get(0)).isEqualTo(2);
    }

    @Test
    void aNewContactIsOneThatNobodySpokeWithBeforeByAnyNumber() {
        ledger.write(answered("2026-11-02T10:00", 1, 60), answered("2026-11-23T10:00", 1, 60));
        ReportTable first = ledger.report("first-contact", "2026-11-02", "2026-11-02");
        assertThat(cell(first, "2026-11-02", "first-ever")).isEqualTo(1);
        assertThat(cell(first, "2026-11-02", "resolved-first")).isEqualTo(1);
        ReportTable later = ledger.report("first-contact", "2026-11-23", "2026-11-23");
        assertThat(cell(later, "2026-11-23", "talks")).isEqualTo(1);
        assertThat(cell(later, "2026-11-23", "new-contacts")).isZero();
    }

    @Test
    void whoCallsThreeTimesADayIsARepeatedCaller() {
        ledger.write(
                missed("2026-11-23T10:00", MARIA, 9_000),
                missed("2026-11-23T18:00", MARIA, 9_000),
                answered("2026-11-24T09:59", 1, 60),
                missed("2026-11-23T10:00", PAVEL, 9_000),
                missed("2026-11-23T11:00", PAVEL, 9_000));
        ReportTable table = ledger.report("repeated-calls", "2026-11-23", "2026-11-24");
        assertThat(table.rows()).hasSize(1);
        assertThat(cell(table, "79161112233", "most-a-day")).isEqualTo(3);
        assertThat(ledger.reports().calls("repeated-calls", table.query(), "79161112233", "calls", 0, 10))
                .hasSize(3);
    }

    @Test
    void theDaysOfTheClockChangeHaveTwentyThreeAndTwentyFiveHours() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        assertThat(Duration.between(
                        day(berlin, "2026-03-29").from(),
                        day(berlin, "2026-03-29").to()))
                .hasHours(23);
        assertThat(Duration.between(
                        day(berlin, "2026-10-25").from(),
                        day(berlin, "2026-10-25").to()))
                .hasHours(25);
    }

    private static Period day(ZoneId zone, String day) {
        return Period.of(day, day, zone.getId(), zone);
    }

    @Test
    void thePeriodBeforeAMonthIsTheMonthBeforeAndElseAsManyDays() {
        assertThat(Ledger.period("2026-03-01", "2026-03-31").before())
                .isEqualTo(Ledger.period("2026-02-01", "2026-02-28"));
        assertThat(Ledger.period("2026-03-10", "2026-03-12").before())
                .isEqualTo(Ledger.period("2026-03-07", "2026-03-09"));
    }

    @Test
    void eachFigureStandsBesideThatOfThePeriodBefore() {
        ledger.write(
                answered("2026-11-22T10:00", 1, 60),
                answered("2026-11-23T10:00", 1, 60),
                answered("2026-11-23T11:00", 1, 60));
        ReportTable table =
                ledger.reports().count("days", ReportQuery.of(Ledger.period("2026-11-23", "2026-11-23")), true);
        assertThat(table.total().values().get(0)).isEqualTo(2);
        assertThat(table.total().before().get(0)).isEqualTo(1);
        assertThat(table.rows().get(0).before().get(0)).isEqualTo(1);
    }

    @Test
    void aDayStandsBesideTheDayThatLiesAsFarFromTheBeginningThoughDaysAreMissing() {
        ledger.write(
                answered("2026-11-21T10:00", 1, 60),
                answered("2026-11-22T10:00", 1, 60),
                answered("2026-11-22T11:00", 1, 60),
                answered("2026-11-24T10:00", 1, 60));
        ReportTable table = ledger.reports()
                .count("first-contact", ReportQuery.of(Ledger.period("2026-11-23", "2026-11-24")), true);
        assertThat(table.rows()).hasSize(1);
        assertThat(table.rows().get(0).before().get(0)).isEqualTo(2);
    }

    @Test
    void aPeriodThatCannotBeIsToldInWords() {
        refused("2026-11-23", "2026-11-22", "", "before it begins");
        refused("2015-01-01", "2026-11-22", "", "3 years");
        refused("2026-11-23", "2026-11-24", "UTC+3", "no time zone \"UTC+3\"");
        refused("2026-11-23", "2026-11-24", "+03:00", "no time zone");
        refused("2026-11-23", "2026-11-24", "Europe/Moskau", "no time zone \"Europe/Moskau\"");
        refused("yesterday", "2026-11-24", "", "no day");
        refused("1970-01-01", "1970-01-02", "", "too far");
        assertThatThrownBy(() -> ledger.report("everything", "2026-11-23", "2026-11-23"))
                .hasMessageContaining("everything");
        assertThatThrownBy(() -> ledger.reports()
                        .calls("days", ReportQuery.of(Ledger.period("2026-11-23", "2026-11-23")), "x", "calls", 0, 1))
                .hasMessageContaining("row");
    }

    private static void refused(String first, String last, String zone, String words) {
        assertThatThrownBy(() -> Period.of(first, last, zone, Ledger.MOSCOW))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(words);
    }
}
