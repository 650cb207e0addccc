package org.ringbook.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.WorkDesk;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallPermissions;
import org.ringbook.calls.CallsOfTheDay;
import org.ringbook.claims.Claim.Channel;
import org.ringbook.claims.Claim.Result;
import org.ringbook.claims.Claim.State;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.duplicates.Merges;
import org.ringbook.events.EventKind;
import org.ringbook.events.Events;
import org.ringbook.events.Timeline;
import org.ringbook.refusals.Refused;
import org.ringbook.reports.Period;
import org.ringbook.staff.Scope;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.NewTask;
import org.ringbook.tasks.Task;
import org.ringbook.tasks.TaskAction;
import org.ringbook.tasks.TaskFilter;
import org.ringbook.tasks.Tasks;
import org.springframework.transaction.PlatformTransactionManager;

/** Anna sells, Boris looks after claims, Vera is the supervisor, and Maria's door handle is broken. */
class ClaimsTest {

    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private static final UUID BROKEN = UUID.fromString("019ad000-0000-7000-8000-00000000c102");
    private static final UUID GOODS = UUID.fromString("019ad000-0000-7000-8000-00000000c101");
    private static final UUID LATE = UUID.fromString("019ad000-0000-7000-8000-00000000c105");
    private static final Instant MONDAY_TEN =
            LocalDateTime.parse("2026-03-09T10:00").atZone(MOSCOW).toInstant();

    private final WorkDesk desk = new WorkDesk();
    private final Claims claims = desk.bean(Claims.class);
    private final Tasks tasks = desk.bean(Tasks.class);
    private final ClaimCauses causes = desk.bean(ClaimCauses.class);
    private final List<UUID> made = new ArrayList<>();
    private StaffMember anna;
    private StaffMember boris;
    private StaffMember vera;
    private Contact maria;

    @BeforeEach
    void everybodyIsThere() {
        anna = desk.crm.staff().save(Cast.anna());
        boris = desk.crm.staff().save(Cast.boris());
        vera = desk.crm.staff().save(Cast.vera());
        maria = desk.crm.contacts().save(Cast.maria(null));
    }

    @AfterEach
    void close() {
        UUID[] theirs = made.toArray(UUID[]::new);
        desk.crm.jdbc().sql("truncate claim cascade").update();
        for (String table : List.of("deal", "deal_type", "stage", "pipeline", "claim_cause")) {
            desk.crm
                    .jdbc()
                    .sql("delete from " + table + " where id = any(?)")
                    .param(theirs)
                    .update();
        }
        desk.close();
    }

    private Claim broken() {
        return claims.take(
                NewClaim.byHand(ClaimFields.of(said -> {
                    said.subject = "Сломана ручка двери";
                    said.causeId = BROKEN;
                    said.partyId = maria.id();
                })),
                anna);
    }

    private static void refused(String field, Callable<?> work) {
        assertThatThrownBy(work::call)
                .isInstanceOfSatisfying(
                        Refused.class, why -> assertThat(why.field()).isEqualTo(field));
    }

    private List<Task> toDoOf(StaffMember person) {
        return tasks.list(TaskFilter.toDo(person.id()), null, null, 50).items();
    }

    @Test
    void aClaimIsNotClosedWhileItsPlanIsOpenThenAsksForItsResultAndTellsTheSellerOnce() {
        Claim claim = claims.move(broken().id(), null, ClaimStep.to(State.INVESTIGATING), boris);
        assertThat(claim.responsibleId()).isEqualTo(boris.id());
        List<Task> plan = claims.plan(claim.id());
        assertThat(plan).hasSize(3).allSatisfy(item -> {
            assertThat(item.doerId()).isEqualTo(boris.id());
            assertThat(item.partyId()).isEqualTo(maria.id());
        });
        plan.subList(0, 2).forEach(item -> tasks.act(item.id(), null, TaskAction.DONE, null, boris));

        assertThatThrownBy(() -> claims.move(claim.id(), null, ClaimStep.closed(Result.PARTLY), boris))
                .isInstanceOfSatisfying(
                        Refused.class,
                        why -> assertThat(why.words(Locale.ENGLISH)).contains("still open: 1"));
        assertThat(claims.find(claim.id(), null).orElseThrow().state()).isEqualTo(State.INVESTIGATING);

        tasks.act(plan.get(2).id(), null, TaskAction.DONE, null, boris);
        refused("result", () -> claims.move(claim.id(), null, ClaimStep.to(State.CLOSED), boris));
        assertThat(toDoOf(anna)).isEmpty();

        Claim closed = claims.move(claim.id(), null, ClaimStep.closed(Result.PARTLY), boris);
        assertThat(closed.result()).isEqualTo(Result.PARTLY);
        assertThat(closed.closedAt()).isNotNull();
        refused("state", () -> claims.move(claim.id(), null, ClaimStep.closed(Result.PARTLY), boris));
        assertThat(toDoOf(anna)).singleElement().satisfies(told -> {
            assertThat(told.title()).contains(Long.toString(claim.number())).contains("Сломана ручка");
            assertThat(told.kind()).isEqualTo(Task.Kind.SELF);
        });
        assertThat(tasks.reminders(anna.id(), Instant.now().plusSeconds(5)))
                .as("on whatever page she is")
                .hasSize(1);
    }

    @Test
    void aPlanIsMadeOnceByItsCauseAndIsDueInWorkingTime() {
        var monday = new Claims(
                desk.crm.jdbc(),
                desk.bean(PlatformTransactionManager.class),
                causes,
                tasks,
                desk.bean(Events.class),
                desk.crm.contacts(),
                desk.crm.staff(),
                WorkingCalendar.usual(MOSCOW),
                Clock.fixed(MONDAY_TEN, MOSCOW));
        Claim claim = monday.take(
                NewClaim.byHand(ClaimFields.of(said -> {
                    said.text = "Машина не пришла";
                    said.causeId = LATE;
                })),
                anna);
        assertThat(claim.about().dueAt()).as("eight working hours").isEqualTo(MONDAY_TEN.plus(Duration.ofHours(8)));
        monday.move(claim.id(), null, ClaimStep.to(State.INVESTIGATING), anna);
        monday.move(claim.id(), null, ClaimStep.to(State.DECIDED), anna);
        monday.move(claim.id(), null, ClaimStep.to(State.INVESTIGATING), anna);
        assertThat(monday.plan(claim.id()))
                .extracting(Task::dueAt)
                .containsExactly(MONDAY_TEN.plus(Duration.ofHours(2)), MONDAY_TEN.plus(Duration.ofHours(4)));
    }

    @Test
    void whoeverHasATeamDoesAStepOfItAndWhoLooksAfterTheClaimChecksIt() {
        StaffMember inStore = desk.crm.staff().save(anna.in("Склад", null, null));
        ClaimCause cause = causes.save(new ClaimCause(
                null,
                GOODS,
                "Треснул " + UUID.randomUUID(),
                null,
                0,
                "Склад",
                boris.id(),
                4,
                List.of(new ClaimCause.Step(Task.What.OTHER, "Проверить остаток", null, null, "склад", 2)),
                true,
                0));
        made.add(cause.id());
        Claim claim = claims.take(
                NewClaim.byHand(ClaimFields.of(said -> {
                    said.subject = "Треснул";
                    said.causeId = cause.id();
                })),
                vera);
        assertThat(claim.about().team()).isEqualTo("Склад");
        assertThat(claim.responsibleId()).as("of the cause").isEqualTo(boris.id());
        claims.move(claim.id(), null, ClaimStep.to(State.INVESTIGATING), boris);
        assertThat(claims.plan(claim.id())).singleElement().satisfies(item -> {
            assertThat(item.doerId()).isEqualTo(inStore.id());
            assertThat(item.checkerId()).isEqualTo(boris.id());
            assertThat(item.kind()).isEqualTo(Task.Kind.ASSIGNMENT);
        });
        assertThat(claims.find(claim.id(), desk.permissions(inStore, Scope.OWN)))
                .as("who has something to do for it sees it")
                .isPresent();
        refused("id", () -> claims.move(claim.id(), null, ClaimStep.to(State.DECIDED), inStore));
    }

    @Test
    void oneClickOnACallIsOneClaimHoweverManyPressIt() throws Exception {
        Call call = CallsOfTheDay.answered(CallsOfTheDay.NINE);
        NewClaim click = NewClaim.ofCall(call, maria.id());
        var start = new CyclicBarrier(4);
        var pool = Executors.newFixedThreadPool(4);
        try {
            Callable<UUID> press = () -> {
                start.await();
                return claims.take(click, anna).id();
            };
            List<UUID> taken = pool.invokeAll(List.of(press, press, press, press)).stream()
                    .map(each -> {
                        try {
                            return each.get();
                        } catch (Exception failed) {
                            throw new IllegalStateException(failed);
                        }
                    })
                    .distinct()
                    .toList();
            assertThat(taken).hasSize(1);
            Claim claim = claims.find(taken.get(0), null).orElseThrow();
            assertThat(claim.channel()).isEqualTo(Channel.CALL);
            assertThat(claim.about().partyId()).isEqualTo(maria.id());
            assertThat(claim.about().phone()).isEqualTo(call.external());
            assertThat(claim.about().callId()).isEqualTo(call.id());
            assertThat(claims.moves(claim.id())).hasSize(1);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aClickOnTheCallThatStandsForTwoFindsWhatWasTakenInEither() {
        Call call = CallsOfTheDay.answered(CallsOfTheDay.NINE);
        UUID both = UUID.randomUUID();
        Claim taken = claims.take(NewClaim.ofCall(call, maria.id()), anna);

        claims.merged(call.id(), both);
        claims.merged(call.id(), both);

        Claim again = claims.take(
                new NewClaim(
                        NewClaim.key(both),
                        Channel.CALL,
                        ClaimFields.of(said -> {
                            said.callId = both;
                            said.phone = call.external();
                        }),
                        null,
                        null,
                        null),
                boris);
        assertThat(again.id()).isEqualTo(taken.id());
        assertThat(again.about().callId()).isEqualTo(both);
        Claim other = claims.take(
                NewClaim.ofCall(CallsOfTheDay.answered(CallsOfTheDay.NINE.plusSeconds(600)), maria.id()), anna);
        claims.merged(other.about().callId(), both);
        assertThat(claims.find(other.id(), null).orElseThrow().about().callId())
                .as("taken in each before they were one: both stay")
                .isEqualTo(both);
        assertThat(claims.ofCall(both, null))
                .extracting(Claim::id)
                .as("the call's, and what may be the same")
                .containsExactly(taken.id(), other.id());
    }

    @Test
    void twoWhoChangeOneClaimAtOnceDoNotOverwriteEachOther() {
        Claim seen = broken();
        Claim changed = claims.change(
                seen.id(),
                seen.version(),
                seen.about().with(said -> said.amountAsked = new BigDecimal("1500.505")),
                anna);
        assertThat(changed.about().amountAsked()).isEqualByComparingTo("1500.51");
        refused(
                "version",
                () -> claims.change(seen.id(), seen.version(), seen.about().with(said -> said.team = "Склад"), vera));
        refused("version", () -> claims.move(seen.id(), seen.version(), ClaimStep.to(State.INVESTIGATING), vera));
    }

    @Test
    void aSupervisorOpensAClosedClaimAgainAndSaysWhy() {
        Claim claim = broken();
        claims.move(claim.id(), null, ClaimStep.closed(Result.WITHDRAWN, "Клиент передумал"), anna);
        assertThat(toDoOf(anna)).as("she closed it herself").isEmpty();
        var again = new ClaimStep(State.REOPENED, null, null, null, null, null, "Клиент позвонил ещё раз");
        refused("state", () -> claims.move(claim.id(), null, again, anna));
        refused("note", () -> claims.move(claim.id(), null, ClaimStep.to(State.REOPENED), vera));
        Claim open = claims.move(claim.id(), null, again, vera);
        assertThat(open.reopened()).isOne();
        assertThat(open.result()).isNull();
        assertThat(open.closedAt()).isNull();
        claims.move(claim.id(), null, ClaimStep.closed(Result.SATISFIED, "Договорились"), vera);
        assertThat(toDoOf(anna)).as("of the end that came after all").hasSize(1);
        assertThat(claims.moves(claim.id()))
                .extracting(ClaimMove::to)
                .containsExactly(State.REGISTERED, State.CLOSED, State.REOPENED, State.CLOSED);
    }

    @Test
    void whatDoesNotFitIsToldBesideItsField() {
        refused("subject", () -> claims.take(NewClaim.byHand(ClaimFields.of(said -> {})), anna));
        refused("amountAsked", () -> claims.take(with(said -> said.amountAsked = new BigDecimal("-1")), anna));
        refused("amountAsked", () -> claims.take(with(said -> said.amountAsked = new BigDecimal("1e999999999")), anna));
        refused("currency", () -> claims.take(with(said -> said.currency = "ABC"), anna));
        refused("causeId", () -> claims.take(with(said -> said.causeId = UUID.randomUUID()), anna));
        refused("partyId", () -> claims.take(with(said -> said.partyId = UUID.randomUUID()), anna));
        refused("dealId", () -> claims.take(with(said -> said.dealId = UUID.randomUUID()), anna));
        refused("text", () -> claims.take(with(said -> said.text = "a\0b"), anna));
        refused("subject", () -> claims.take(with(said -> said.subject = "x".repeat(256)), anna));
        Claim claim = claims.take(with(said -> {}), anna);
        refused("causeId", () -> claims.move(claim.id(), null, ClaimStep.to(State.INVESTIGATING), anna));
        refused("answer", () -> claims.move(claim.id(), null, ClaimStep.to(State.ANSWERED), anna));
        refused("score", () -> claims.rate(claim.id(), null, 6, anna));
        refused("responsibleId", () -> claims.give(claim.id(), null, UUID.randomUUID(), vera));
    }

    private static NewClaim with(java.util.function.Consumer<ClaimFields.Draft> said) {
        return NewClaim.byHand(ClaimFields.of(draft -> {
            draft.subject = "Не то";
            said.accept(draft);
        }));
    }

    @Test
    void aClaimIsSeenByWhoLooksAfterItWhoTookItTheTeamOfItAndSupervisors() {
        Claim claim = broken();
        assertThat(claims.find(claim.id(), desk.permissions(anna, Scope.OWN))).isPresent();
        assertThat(claims.find(claim.id(), desk.permissions(boris, Scope.OWN))).isEmpty();
        assertThat(claims.find(claim.id(), desk.permissions(vera, Scope.OWN))).isPresent();
        StaffMember inStore = desk.crm.staff().save(boris.in("склад", null, null));
        claims.change(claim.id(), null, claim.about().with(said -> said.team = "Склад"), anna);
        assertThat(claims.find(claim.id(), desk.permissions(inStore, Scope.TEAM)))
                .isPresent();
        assertThat(claims.find(claim.id(), desk.permissions(inStore, Scope.OWN)))
                .isEmpty();
        Claim nobodys = claims.take(
                new NewClaim("form " + UUID.randomUUID(), Channel.FORM, claim.about(), null, null, null), null);
        assertThat(claims.find(nobodys.id(), desk.permissions(inStore, Scope.OWN)))
                .isPresent();
        assertThat(claims.find(nobodys.id(), desk.permissions(inStore, Scope.NONE)))
                .isEmpty();
        assertThat(claims.list(ClaimFilter.of(asked -> {}), desk.permissions(inStore, Scope.OWN), null, 50)
                        .items())
                .extracting(Claim::id)
                .containsExactly(nobodys.id());
    }

    @Test
    void claimsAreFoundByCauseTeamWordsAndNumber() {
        Claim claim = claims.change(
                broken().id(),
                null,
                ClaimFields.of(said -> {
                    said.subject = "Сломана ручка, Ёлкин";
                    said.causeId = BROKEN;
                    said.team = "Склад";
                    said.phone = Cast.MARIAS;
                }),
                anna);
        assertThat(found(asked -> asked.cause = GOODS)).containsExactly(claim.id());
        assertThat(found(asked -> asked.cause = LATE)).isEmpty();
        assertThat(found(asked -> asked.team = "СКЛАД")).containsExactly(claim.id());
        assertThat(found(asked -> asked.text = "ЕЛКИН ручк")).containsExactly(claim.id());
        assertThat(found(asked -> asked.text = Long.toString(claim.number()))).containsExactly(claim.id());
        assertThat(found(asked -> asked.text = "8 (916) 111-22-33")).containsExactly(claim.id());
        assertThat(found(asked -> asked.text = "%")).isEmpty();
        assertThat(found(asked -> asked.view = ClaimFilter.View.CLOSED)).isEmpty();
        assertThat(found(asked -> asked.view = ClaimFilter.View.UNASSIGNED)).containsExactly(claim.id());
    }

    private List<UUID> found(java.util.function.Consumer<ClaimFilter.Draft> asked) {
        return claims.list(ClaimFilter.of(asked), null, null, 50).items().stream()
                .map(Claim::id)
                .toList();
    }

    @Test
    void aClaimStandsInMariasTimelineAndGoesWithHerWhenSheIsMerged() {
        Claim claim = broken();
        claims.move(claim.id(), null, ClaimStep.closed(Result.SATISFIED, "Решено сразу"), anna);
        assertThat(timelineOf(maria)).containsExactly("№ " + claim.number(), "№ " + claim.number());
        Contact other = desk.crm.contacts().save(Cast.person("Мария Петрова", null, Cast.UNKNOWN));
        desk.crm.bean(Merges.class).merge(other.id(), List.of(maria.id()), java.util.Map.of(), null);
        assertThat(claims.find(claim.id(), null).orElseThrow().about().partyId())
                .isEqualTo(other.id());
    }

    private List<String> timelineOf(Contact person) {
        Timeline timeline = desk.bean(Timeline.class);
        var who = desk.permissions(vera, Scope.ALL);
        return timeline
                .page(
                        timeline.contact(person),
                        List.of(EventKind.CLAIM),
                        new Timeline.Reader(who, new CallPermissions(who, desk.crm.staff()::telephones)),
                        null,
                        10)
                .lines()
                .stream()
                .map(line -> line.event().subject())
                .toList();
    }

    @Test
    void aStepIsAddedByHandAndOnlyToAnOpenClaim() {
        Claim claim = broken();
        var photo = new NewTask(
                Task.What.OTHER,
                "Сфотографировать",
                null,
                boris.id(),
                null,
                null,
                LocalDate.now(MOSCOW).plusDays(1),
                null,
                null,
                null,
                null);
        Task item = claims.addItem(claim.id(), photo, anna);
        assertThat(item.partyId()).isEqualTo(maria.id());
        assertThat(claims.ofTask(item.id())).contains(claim.id());
        tasks.act(item.id(), null, TaskAction.CANCEL, null, anna);
        claims.move(claim.id(), null, ClaimStep.closed(Result.REFUSED, "Не наш товар"), anna);
        refused("id", () -> claims.addItem(claim.id(), photo, anna));
    }

    @Test
    void aStepThatWasAddedBeforeDoesNotStandForThePlanOfTheCause() {
        Claim claim = broken();
        var call = new NewTask(
                Task.What.OTHER,
                "Перезвонить сегодня",
                null,
                boris.id(),
                null,
                null,
                LocalDate.now(MOSCOW).plusDays(1),
                null,
                null,
                null,
                null);
        claims.addItem(claim.id(), call, anna);

        claims.move(claim.id(), null, ClaimStep.to(State.INVESTIGATING), boris);

        assertThat(claims.plan(claim.id())).as("it, and three of the cause").hasSize(4);
        claims.move(claim.id(), null, ClaimStep.to(State.DECIDED), boris);
        claims.move(claim.id(), null, ClaimStep.to(State.INVESTIGATING), boris);
        assertThat(claims.plan(claim.id())).hasSize(4);
    }

    @Test
    void aCauseThatIsCorrectedWhileItIsLookedIntoBringsItsPlanOnce() {
        Claim claim =
                claims.take(with(said -> said.causeId = UUID.fromString("019ad000-0000-7000-8000-00000000c109")), anna);
        claims.move(claim.id(), null, ClaimStep.to(State.INVESTIGATING), boris);
        assertThat(claims.plan(claim.id())).as("“Other” has none").isEmpty();

        for (UUID cause : List.of(BROKEN, claim.about().causeId(), BROKEN)) {
            Claim seen = claims.find(claim.id(), null).orElseThrow();
            claims.change(claim.id(), null, seen.about().with(said -> said.causeId = cause), boris);
        }

        assertThat(claims.plan(claim.id())).hasSize(3);
    }

    @Test
    void whoClosesAClaimWithoutThePlanOfItsCauseSaysWhy() {
        Claim claim = broken();
        assertThat(claims.isUnplanned(claim)).isTrue();
        refused("note", () -> claims.move(claim.id(), null, ClaimStep.closed(Result.SATISFIED), anna));

        Claim closed =
                claims.move(claim.id(), null, ClaimStep.closed(Result.SATISFIED, "Заменили в тот же день"), anna);

        assertThat(closed.state()).isEqualTo(State.CLOSED);
        assertThat(claims.moves(claim.id()).get(1).note()).isEqualTo("Заменили в тот же день");
    }

    @Test
    void aClaimOnTheSecondLorryStaysWhenTheDealGoes() {
        UUID deal = deal();
        UUID second = lorry(deal);
        UUID foreign = lorry(deal());
        Claim claim = claims.take(
                with(said -> {
                    said.dealId = deal;
                    said.partId = second;
                }),
                anna);
        assertThat(claim.about().partId()).isEqualTo(second);
        assertThat(found(asked -> asked.deal = deal)).containsExactly(claim.id());
        refused(
                "partId",
                () -> claims.take(
                        with(said -> {
                            said.dealId = deal;
                            said.partId = foreign;
                        }),
                        anna));
        refused("partId", () -> claims.take(with(said -> said.partId = second), anna));
        desk.crm.jdbc().sql("delete from deal where id = ?").param(deal).update();
        ClaimFields left = claims.find(claim.id(), null).orElseThrow().about();
        assertThat(left.dealId()).isNull();
        assertThat(left.partId()).isNull();
    }

    private UUID deal() {
        UUID id = UUID.randomUUID();
        made.add(id);
        desk.crm
                .jdbc()
                .sql("insert into pipeline (id, name, position) values (:id, :id::text, 1)")
                .param("id", id)
                .update();
        desk.crm
                .jdbc()
                .sql("insert into stage (id, pipeline_id, name, position, kind, probability)"
                        + " values (:id, :id, 'Новая', 1, 'open', 10)")
                .param("id", id)
                .update();
        desk.crm
                .jdbc()
                .sql(
                        "insert into deal_type (id, name, pipeline_id, control, position) values (:id, :id::text, :id, 'free', 1)")
                .param("id", id)
                .update();
        desk.crm
                .jdbc()
                .sql(
                        "insert into deal (id, title, type_id, pipeline_id, stage_id, stage_entered_at, rank, created_at, changed_at)"
                                + " values (:id, 'Пять машин', :id, :id, :id, now(), 'm', now(), now())")
                .param("id", id)
                .update();
        return id;
    }

    private UUID lorry(UUID deal) {
        UUID id = UUID.randomUUID();
        desk.crm
                .jdbc()
                .sql("insert into deal_part (id, deal_id, title, state, state_since, position, created_at, changed_at)"
                        + " values (?, ?, 'Машина 2', 'loaded', now(), 2, now(), now())")
                .params(id, deal)
                .update();
        return id;
    }

    @Test
    void causesStandInATreeWithoutRings() {
        assertThat(causes.tree())
                .extracting(one -> one.cause().name(Locale.ENGLISH))
                .containsSequence("Goods", "Broken", "Wrong goods")
                .containsSequence("Delivery", "Late", "Damaged on the way");
        ClaimCause goods = causes.find(GOODS).orElseThrow();
        refused(
                "parentId",
                () -> causes.save(new ClaimCause(
                        GOODS, BROKEN, "Товар", "Goods", 1, null, null, 24, List.of(), true, goods.version())));
        refused(
                "version",
                () -> causes.save(new ClaimCause(
                        GOODS, null, "Товар", "Goods", 1, null, null, 24, List.of(), true, goods.version() + 7)));
        refused(
                "plan",
                () -> causes.save(new ClaimCause(
                        null,
                        null,
                        "Новая",
                        null,
                        1,
                        null,
                        null,
                        24,
                        List.of(new ClaimCause.Step(null, " ", null, null, null, 1)),
                        true,
                        0)));
        assertThat(ClaimCauses.path(BROKEN, causes.byId(), Locale.ENGLISH)).isEqualTo("Goods / Broken");
    }

    @Test
    void aReportOpensAsManyClaimsAsItCountsOfThoseThatTheReaderSees() {
        Claim closed = broken();
        claims.move(closed.id(), null, ClaimStep.closed(Result.SATISFIED, "Сразу"), anna);
        broken();
        claims.take(new NewClaim("form " + UUID.randomUUID(), Channel.FORM, closed.about(), null, "link", null), null);
        var reports = desk.bean(ClaimReports.class);
        var asked = new ClaimReports.Asked(
                new Period(
                        LocalDate.now(MOSCOW).minusDays(1),
                        LocalDate.now(MOSCOW).plusDays(1),
                        MOSCOW),
                null,
                null);
        var all = desk.permissions(vera, Scope.ALL);
        for (String name : ClaimReports.names()) {
            var table = reports.count(name, asked, all, Locale.ENGLISH);
            for (int i = 0; i < table.columns().size(); i++) {
                String column = table.columns().get(i).name();
                int list = reports.claims(name, asked, "", column, all, Locale.ENGLISH)
                        .size();
                if (table.columns().get(i).unit() == org.ringbook.reports.Unit.COUNT) {
                    assertThat(table.total().values().get(i))
                            .as(name + " " + column)
                            .isEqualTo((double) list);
                }
            }
        }
        assertThat(reports.count("claims-structure", asked, all, Locale.ENGLISH)
                        .total()
                        .values()
                        .get(0))
                .as("without the one that looks like spam")
                .isEqualTo(2.0);
        assertThat(reports.claims(
                        "claims-structure", asked, "", "claims", desk.permissions(boris, Scope.OWN), Locale.ENGLISH))
                .isEmpty();
        refused("name", () -> reports.count("claims-x", asked, all, Locale.ENGLISH));
    }
}
