package org.ringbook.followups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.TestCrm;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.Direction;
import org.ringbook.calls.Call.Result;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallsOfTheDay;
import org.ringbook.calls.log.CallLog;
import org.ringbook.contacts.Company;
import org.ringbook.feed.ChangeTable;
import org.ringbook.followups.Obligation.Outcome;
import org.ringbook.followups.Obligation.Part;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Action;
import org.ringbook.rights.Permissions;
import org.ringbook.rights.Rights;
import org.ringbook.staff.Role;
import org.ringbook.staff.Scope;
import org.ringbook.staff.StaffMember;
import org.springframework.transaction.PlatformTransactionManager;

/** Missed calls are debts: who called and reached nobody is called back. Monday to Friday, 9 to 18, in Moscow. */
class MissedCallsTest {

    private static final FollowUpSettings SETTINGS =
            new FollowUpSettings(Duration.ofSeconds(3), Duration.ofMinutes(15), 3, 2, Duration.ofDays(3));

    private static final PhoneNumber ROMASHKAS = PhoneNumber.of("+74952223344");

    private final TestCrm crm = new TestCrm();
    private final ChangeTable feed = new ChangeTable(crm.database());
    private final CallLog log = new CallLog(crm.database(), feed, crm.staff());
    private final List<Object> announced = new ArrayList<>();
    private StaffMember anna;
    private StaffMember boris;
    private StaffMember vera;
    private FollowUps followUps;
    private MissedCalls follower;
    private long taken;

    @BeforeEach
    void annaBorisAndVeraAreThere() {
        anna = crm.staff().save(Cast.anna());
        boris = crm.staff().save(Cast.boris());
        vera = crm.staff().save(Cast.vera());
        followUps = new FollowUps(
                crm.jdbc(), SETTINGS, crm.staff(), announced::add, crm.bean(PlatformTransactionManager.class));
        follower = new MissedCalls(
                crm.jdbc(),
                log,
                crm.contacts(),
                crm.directory(),
                crm.staff(),
                WorkingCalendar.usual(ZoneId.of("Europe/Moscow")),
                SETTINGS,
                announced::add,
                Clock.fixed(at("2026-11-30T12:00"), ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        crm.jdbc().sql("truncate obligation, call_change cascade").update();
        crm.close();
    }

    private static Instant at(String moscow) {
        return ZonedDateTime.parse(moscow + "+03:00").toInstant();
    }

    private static Call call(
            String moscow, Direction direction, Result result, PhoneNumber who, Consumer<Call.Draft> more) {
        Instant at = at(moscow);
        return Call.of(draft -> {
            draft.id = CallsOfTheDay.id(at);
            draft.source = "office";
            draft.sourceId = "office-" + at.toEpochMilli();
            draft.direction = direction;
            draft.state = Call.State.ENDED;
            draft.result = result;
            draft.external = who;
            draft.line = CallsOfTheDay.LINE;
            draft.startedAt = at;
            draft.endedAt = at.plusSeconds(52);
            draft.waitSeconds = new BigDecimal("12.000");
            if (result == Result.ANSWERED) {
                draft.answeredAt = at.plusSeconds(12);
                draft.talkSeconds = new BigDecimal("40.000");
            }
            more.accept(draft);
        });
    }

    /** The caller waits 12 s, Boris's telephone rings. */
    private static Call missed(String moscow, PhoneNumber who) {
        return call(moscow, Direction.INBOUND, Result.MISSED, who, draft -> draft.rang = List.of("102"));
    }

    private static Call annaCalls(String moscow, Result result, PhoneNumber who) {
        return call(moscow, Direction.OUTBOUND, result, who, draft -> draft.agent = "101");
    }

    private static Call annaAnswers(String moscow, PhoneNumber who) {
        return call(moscow, Direction.INBOUND, Result.ANSWERED, who, draft -> {
            draft.agent = "101";
            draft.answeredBy = List.of("101");
        });
    }

    private UUID romashka() {
        return crm.contacts()
                .save(new Company(null, "«Ромашка»", null, null, Cast.numbers(ROMASHKAS)))
                .id();
    }

    private void happens(Call... calls) {
        for (Call call : calls) {
            log.write(List.of(CallsOfTheDay.change(call)));
        }
        follows();
    }

    private void follows() {
        var news = feed.after(taken, 200);
        if (!news.isEmpty()) {
            follower.take(news);
            follower.taken();
            taken = news.get(news.size() - 1).number();
        }
    }

    private Permissions everything() {
        return new Rights(() -> crm.staff().all(), Map.of(Action.SEE, scopes(Scope.ALL))).of(vera);
    }

    private Permissions own(StaffMember who) {
        return new Rights(() -> crm.staff().all(), Map.of(Action.SEE, scopes(Scope.OWN))).of(who);
    }

    private static Map<Role, Scope> scopes(Scope scope) {
        return Map.of(Role.AGENT, scope, Role.SUPERVISOR, scope, Role.ADMINISTRATOR, scope);
    }

    private List<Obligation> open() {
        return followUps.list(true, null, null, everything(), null, 50).items();
    }

    private List<Obligation> closed() {
        return followUps.list(false, null, null, everything(), null, 50).items();
    }

    @Test
    void aStrangerWhoCalledOnFridayEveningIsDueOnMondayMorning() {
        happens(missed("2026-11-27T17:50", Cast.UNKNOWN));
        assertThat(open()).singleElement().satisfies(one -> {
            assertThat(one.number()).isEqualTo(Cast.UNKNOWN);
            assertThat(one.calls()).isOne();
            assertThat(one.rang()).containsExactly(boris.id());
            assertThat(one.dueAt()).isEqualTo(at("2026-11-30T09:05"));
        });
        assertThat(announced).isNotEmpty();
    }

    @Test
    void whoCallsAgainIsOwedOneCallAndItIsDueWhenItWas() {
        happens(missed("2026-11-27T17:50", Cast.UNKNOWN), missed("2026-11-27T17:55", Cast.UNKNOWN));
        assertThat(open()).singleElement().satisfies(one -> {
            assertThat(one.calls()).isEqualTo(2);
            assertThat(one.firstAt()).isEqualTo(at("2026-11-27T17:50"));
            assertThat(one.lastAt()).isEqualTo(at("2026-11-27T17:55"));
            assertThat(one.dueAt()).isEqualTo(at("2026-11-30T09:05"));
        });
    }

    @Test
    void annaCallsBackAndItIsHers() {
        happens(missed("2026-11-27T17:50", Cast.UNKNOWN), annaCalls("2026-11-30T09:03", Result.ANSWERED, Cast.UNKNOWN));
        assertThat(open()).isEmpty();
        assertThat(closed()).singleElement().satisfies(one -> {
            assertThat(one.outcome()).isEqualTo(Outcome.CALLED_BACK);
            assertThat(one.closedBy()).isEqualTo(anna.id());
            assertThat(one.closedAt()).isEqualTo(at("2026-11-30T09:03").plusSeconds(12));
        });
    }

    @Test
    void aCallOfOursThatBeganWhileTheyStillWaitedIsNoAnswerToIt() {
        happens(
                missed("2026-11-30T10:00", Cast.UNKNOWN),
                annaCalls("2026-11-30T10:00:30", Result.ANSWERED, Cast.UNKNOWN));
        assertThat(open())
                .as("nobody knew yet that it is missed")
                .singleElement()
                .satisfies(one -> assertThat(one.attempts()).isZero());
        happens(annaCalls("2026-11-30T10:00:52", Result.ANSWERED, Cast.UNKNOWN));
        assertThat(open()).as("begun as soon as it was over").isEmpty();
    }

    @Test
    void whoGetsThroughAtAnotherNumberOfOursWhileTheFirstStillRingsIsServed() {
        happens(missed("2026-11-30T10:00", Cast.UNKNOWN), annaAnswers("2026-11-30T10:00:30", Cast.UNKNOWN));
        assertThat(open()).isEmpty();
    }

    @Test
    void theClientCallsAgainAndWhoAnswersIsCredited() {
        happens(missed("2026-11-27T17:50", Cast.UNKNOWN), annaAnswers("2026-11-30T09:01", Cast.UNKNOWN));
        assertThat(closed()).singleElement().satisfies(one -> {
            assertThat(one.outcome()).isEqualTo(Outcome.CAME_BACK);
            assertThat(one.closedBy()).isEqualTo(anna.id());
        });
    }

    @Test
    void threeTriesOnTwoDaysOfferUnreachableAndTwoDoNot() {
        happens(
                missed("2026-11-27T17:50", Cast.UNKNOWN),
                annaCalls("2026-11-27T17:58", Result.NO_ANSWER, Cast.UNKNOWN),
                annaCalls("2026-11-30T09:10", Result.BUSY, Cast.UNKNOWN));
        UUID id = open().get(0).id();
        assertThat(open().get(0).unreachableOffered()).isFalse();
        assertThatThrownBy(() -> followUps.unreachable(id, anna)).isInstanceOf(Refused.class);

        happens(annaCalls("2026-11-30T11:00", Result.NO_ANSWER, Cast.UNKNOWN));
        assertThat(open()).singleElement().satisfies(one -> {
            assertThat(one.attempts()).isEqualTo(3);
            assertThat(one.attemptDays()).isEqualTo(2);
            assertThat(one.unreachableOffered()).isTrue();
        });
        assertThat(followUps.unreachable(id, anna).outcome()).isEqualTo(Outcome.UNREACHABLE);
    }

    @Test
    void aClickThatAnnasOwnTelephoneDidNotTakeIsNoTry() {
        happens(
                missed("2026-11-30T10:00", Cast.UNKNOWN),
                call("2026-11-30T10:01", Direction.OUTBOUND, Result.FAILED, Cast.UNKNOWN, draft -> {
                    draft.agent = "101";
                    draft.reason = Call.Reason.AGENT_UNREACHABLE;
                }));
        assertThat(open().get(0).attempts()).isZero();
    }

    @Test
    void derivedAgainItWasAnsweredAndNothingIsOwed() {
        Call missed = missed("2026-11-30T10:00", Cast.UNKNOWN);
        happens(missed);
        assertThat(open()).hasSize(1);
        happens(annaAnswers("2026-11-30T10:00", Cast.UNKNOWN));
        assertThat(open()).isEmpty();
        assertThat(closed()).singleElement().satisfies(one -> {
            assertThat(one.outcome()).isEqualTo(Outcome.WITHDRAWN);
            assertThat(followUps.calls(one.id()))
                    .as("the trace")
                    .extracting("callId")
                    .containsExactly(missed.id());
        });
    }

    @Test
    void whatWasNoCallLeavesNothing() {
        Call missed = missed("2026-11-30T10:00", Cast.UNKNOWN);
        happens(missed);
        log.write(List.of(new CallChange(missed, missed, List.of(), true)));
        follows();
        assertThat(open()).isEmpty();
        assertThat(closed().get(0).outcome()).isEqualTo(Outcome.WITHDRAWN);
    }

    @Test
    void whoeverOfMariasNumbersIsReachedMariaIs() {
        crm.contacts().save(Cast.person("Мария Иванова", null, Cast.MARIAS, Cast.PAVELS));
        happens(
                missed("2026-11-30T10:00", Cast.MARIAS),
                missed("2026-11-30T10:02", Cast.PAVELS),
                missed("2026-11-30T10:03", Cast.UNKNOWN));
        assertThat(open()).extracting(Obligation::calls).containsExactly(2, 1);
        happens(annaCalls("2026-11-30T10:05", Result.ANSWERED, Cast.PAVELS));
        assertThat(open()).extracting(Obligation::number).containsExactly(Cast.UNKNOWN);
    }

    @Test
    void whoGaveUpAtOnceIsNotCalledBackAndNeitherIsAColleague() {
        happens(
                call("2026-11-30T10:00", Direction.INBOUND, Result.MISSED, Cast.UNKNOWN, draft -> {
                    draft.waitSeconds = new BigDecimal("2.900");
                }),
                call("2026-11-30T10:01", Direction.INBOUND, Result.MISSED, null, draft -> {}),
                call(
                        "2026-11-30T10:02",
                        Direction.INTERNAL,
                        Result.NO_ANSWER,
                        null,
                        draft -> draft.rang = List.of("102")));
        assertThat(open()).isEmpty();
    }

    @Test
    void whoMetBusyTelephonesIsCalledBack() {
        happens(call("2026-11-30T10:00", Direction.INBOUND, Result.BUSY, Cast.UNKNOWN, draft -> {}));
        assertThat(open()).hasSize(1);
    }

    @Test
    void inWhateverOrderCallsBecomeKnownTheSameIsOwed() {
        List<Call> calls = new ArrayList<>(List.of(
                missed("2026-11-30T10:00", Cast.UNKNOWN),
                annaCalls("2026-11-30T10:05", Result.NO_ANSWER, Cast.UNKNOWN),
                annaCalls("2026-11-30T10:10", Result.ANSWERED, Cast.UNKNOWN),
                missed("2026-11-30T11:00", Cast.UNKNOWN),
                missed("2026-11-30T11:01", Cast.UNKNOWN)));
        for (int turn = 0; turn < 12; turn++) {
            Collections.shuffle(calls, new Random(turn));
            crm.jdbc().sql("truncate obligation, call, call_alias cascade").update();
            happens(calls.toArray(Call[]::new));
            assertThat(open()).as("turn " + turn).singleElement().satisfies(one -> {
                assertThat(one.firstAt()).isEqualTo(at("2026-11-30T11:00"));
                assertThat(one.calls()).isEqualTo(2);
            });
            assertThat(closed().stream().filter(one -> one.outcome() == Outcome.CALLED_BACK))
                    .as("turn " + turn)
                    .singleElement()
                    .satisfies(one -> assertThat(followUps.calls(one.id()))
                            .extracting("part")
                            .containsExactly(Part.MISSED, Part.ATTEMPT, Part.CLOSING));
        }
    }

    @Test
    void toldTwiceItIsOwedOnce() {
        Call missed = missed("2026-11-30T10:00", Cast.UNKNOWN);
        happens(missed);
        taken = 0;
        follows();
        assertThat(open())
                .singleElement()
                .satisfies(one -> assertThat(one.calls()).isOne());
    }

    @Test
    void borisTakesItAndAnnaIsToldSo() {
        happens(missed("2026-11-30T10:00", Cast.UNKNOWN));
        UUID id = open().get(0).id();
        assertThat(followUps.take(id, boris).takenBy()).isEqualTo(boris.id());
        assertThatThrownBy(() -> followUps.take(id, anna))
                .isInstanceOfSatisfying(
                        Refused.class,
                        why -> assertThat(why.words(Locale.ENGLISH)).contains("Борис Смирнов"));
        assertThat(followUps.take(id, vera).takenBy()).isEqualTo(vera.id());
        happens(missed("2026-11-30T10:05", Cast.UNKNOWN));
        assertThat(open().get(0).takenBy()).as("still hers").isEqualTo(vera.id());
    }

    @Test
    void closedByHandItStaysClosedAndTheNextMissedCallIsAnotherDebt() {
        happens(missed("2026-11-30T10:00", Cast.UNKNOWN));
        UUID id = open().get(0).id();
        assertThatThrownBy(() -> followUps.close(id, " ", anna)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> followUps.close(id, "\0", anna)).isInstanceOf(Refused.class);
        followUps.close(id, "Ошиблись\0 номером", anna);
        // As of the day of the story.
        crm.jdbc()
                .sql("update obligation set closed_at = ? where id = ?")
                .params(at("2026-11-30T10:30").atOffset(ZoneOffset.UTC), id)
                .update();
        happens(annaCalls("2026-11-30T10:40", Result.ANSWERED, Cast.UNKNOWN));
        assertThat(closed()).singleElement().satisfies(one -> {
            assertThat(one.outcome()).isEqualTo(Outcome.BY_HAND);
            assertThat(one.reason()).isEqualTo("Ошиблись номером");
        });
        happens(missed("2026-11-30T10:50", Cast.UNKNOWN));
        assertThat(open()).singleElement().satisfies(one -> assertThat(one.id()).isNotEqualTo(id));
    }

    @Test
    void whatRangBorisIsNotAnnasButWhatRangNobodyIsEverybodys() {
        happens(
                missed("2026-11-30T10:00", Cast.UNKNOWN),
                call(
                        "2026-11-30T10:01",
                        Direction.INBOUND,
                        Result.MISSED,
                        Cast.PAVELS,
                        draft -> draft.queue = "sales"));
        assertThat(followUps.list(true, null, null, own(anna), null, 50).items())
                .extracting(Obligation::number)
                .containsExactly(Cast.PAVELS);
        assertThat(followUps.waiting(own(boris), 100)).isEqualTo(2);
        assertThat(followUps.waiting(Permissions.NONE, 100)).isZero();
    }

    @Test
    void aStrangerWhoBecomesMariaIsStillOwedOneCall() {
        happens(missed("2026-11-30T10:00", Cast.MARIAS));
        UUID maria = crm.contacts()
                .save(Cast.person("Мария Иванова", null, Cast.MARIAS))
                .id();
        happens(missed("2026-11-30T10:05", Cast.MARIAS));
        assertThat(open()).singleElement().satisfies(one -> {
            assertThat(one.partyId()).isEqualTo(maria);
            assertThat(one.calls()).isEqualTo(2);
        });
    }

    @Test
    void whatWasMissedWeeksAgoAndComesFromAHistoryIsThePast() {
        happens(missed("2026-11-20T10:00", Cast.UNKNOWN));
        assertThat(open()).isEmpty();
    }

    @Test
    void theSecretaryCallsAndMariaIsStillOwedHerCall() {
        UUID romashka = romashka();
        crm.contacts().save(Cast.maria(romashka));
        happens(missed("2026-11-30T10:00", Cast.MARIAS));
        happens(annaAnswers("2026-11-30T10:05", ROMASHKAS));
        assertThat(open())
                .singleElement()
                .satisfies(one -> assertThat(one.number()).isEqualTo(Cast.MARIAS));
        assertThat(closed()).isEmpty();
    }

    @Test
    void whoReachesMariaHasReachedHerCompanyAndBothAreOwedAgainWhenItWasNoConversation() {
        UUID romashka = romashka();
        crm.contacts().save(Cast.maria(romashka));
        happens(missed("2026-11-30T10:00", ROMASHKAS), missed("2026-11-30T10:01", Cast.MARIAS));
        assertThat(open()).extracting(Obligation::number).containsExactly(ROMASHKAS, Cast.MARIAS);
        happens(annaCalls("2026-11-30T10:05", Result.ANSWERED, Cast.MARIAS));
        assertThat(open()).isEmpty();
        assertThat(closed()).extracting(Obligation::outcome).containsOnly(Outcome.CALLED_BACK);
        assertThat(closed()).extracting(Obligation::calls).containsExactly(1, 1);
        happens(annaCalls("2026-11-30T10:05", Result.NO_ANSWER, Cast.MARIAS));
        assertThat(open()).extracting(Obligation::attempts).containsExactly(1, 1);
    }

    @Test
    void aNumberThatTwoHaveIsNobodysAloneAndStaysOwed() {
        crm.contacts().save(Cast.person("Мария Иванова", null, Cast.MARIAS, Cast.SHARED));
        crm.contacts().save(Cast.person("Павел Орлов", null, Cast.PAVELS, Cast.SHARED));
        happens(missed("2026-11-30T10:00", Cast.SHARED));
        happens(annaAnswers("2026-11-30T10:05", Cast.MARIAS));
        assertThat(open())
                .singleElement()
                .satisfies(one -> assertThat(one.partyId()).isNull());
        happens(annaCalls("2026-11-30T10:10", Result.ANSWERED, Cast.SHARED));
        assertThat(open()).isEmpty();
    }
}
