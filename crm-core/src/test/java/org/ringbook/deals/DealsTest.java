package org.ringbook.deals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.duplicates.Merge;
import org.ringbook.contacts.duplicates.Merges;
import org.ringbook.deals.Deal.Content;
import org.ringbook.deals.DealList.Card;
import org.ringbook.deals.DealList.Order;
import org.ringbook.deals.DealType.Control;
import org.ringbook.deals.Deals.Move;
import org.ringbook.deals.Deals.NewDeal;
import org.ringbook.fields.Field;
import org.ringbook.fields.FieldKind;
import org.ringbook.fields.FieldSubject;
import org.ringbook.fields.Fields;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Role;
import org.ringbook.staff.Scope;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.NewTask;
import org.ringbook.tasks.Task;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Anna and Boris sell, Vera is their head. */
class DealsTest {

    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

    private final DealDesk desk = new DealDesk();
    private final Deals deals = desk.deals();
    private final DealList list = desk.bean(DealList.class);
    private final StaffMember anna = desk.anna;
    private final StaffMember boris = desk.boris;
    private final StaffMember vera = desk.vera;

    @AfterEach
    void goodbye() {
        desk.close();
    }

    private static LocalDate today() {
        return LocalDate.now(MOSCOW);
    }

    private static void refused(String key, ThrowingCallable what) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(what)
                .satisfies(why -> assertThat(why.refusal().key()).isEqualTo(key));
    }

    private static void asked(List<String> names, ThrowingCallable what) {
        assertThatExceptionOfType(StageAsks.class)
                .isThrownBy(what)
                .satisfies(why ->
                        assertThat(why.missing()).extracting(Missing::name).isEqualTo(names));
    }

    private List<StageMove.Kind> kinds(Deal deal) {
        return deals.moves(deal.id()).stream().map(StageMove::kind).toList();
    }

    private List<UUID> shown(DealDesk.Way way, String stage) {
        return list.board(way.pipeline.id(), DealFilter.of(asked -> {}), vera).stream()
                .filter(column -> column.stage().name().equals(stage))
                .flatMap(column -> column.cards().stream())
                .map(Card::deal)
                .map(Deal::id)
                .toList();
    }

    @Test
    void aStrictDealSkipsNoStageAndComesBackWithAReasonOfVera() {
        var way = desk.way(Control.STRICT);
        Deal deal = way.deal("Пять фур", anna);
        refused(
                "deals.stage.next",
                () -> deals.move(deal.id(), Move.to(way.at("Предложение"), deal.version()), By.user(anna)));
        Deal on = deals.move(deal.id(), Move.to(way.at("Потребность"), deal.version()), By.user(anna));
        refused("deals.stage.back", () -> deals.move(on.id(), Move.to(way.at("Новая"), on.version()), By.user(anna)));
        refused(
                "deals.stage.back.reason",
                () -> deals.move(on.id(), Move.to(way.at("Новая"), on.version()), By.user(vera)));
        Deal back =
                deals.move(on.id(), Move.to(way.at("Новая"), on.version()).because("не поняли заказ"), By.user(vera));
        assertThat(back.stageId()).isEqualTo(way.at("Новая"));
        List<StageMove> moves = deals.moves(deal.id());
        assertThat(moves).hasSize(3);
        assertThat(moves.get(2).reason()).isEqualTo("не поняли заказ");
        assertThat(moves.get(2).from()).isEqualTo(way.at("Потребность"));
        assertThat(moves.get(2).by()).isEqualTo(vera.id());
        assertThat(moves.get(2).responsibleId()).isEqualTo(anna.id());
        assertThat(moves.get(2).secondsInFrom()).isNotNull();
    }

    @Test
    void aFreeDealSkipsAStageInOneMove() {
        var way = desk.way(Control.FREE);
        Deal deal = way.deal("Пять фур", anna);
        deals.move(deal.id(), Move.to(way.at("Договор"), deal.version()), By.user(anna));
        assertThat(kinds(deal)).containsExactly(StageMove.Kind.CREATED, StageMove.Kind.MOVED);
        assertThat(desk.announced)
                .filteredOn(DealMoved.class::isInstance)
                .extracting(one -> ((DealMoved) one).move().kind())
                .containsExactly(StageMove.Kind.CREATED, StageMove.Kind.MOVED);
    }

    @Test
    void anOfferAsksAmountAndDocumentAtOnceAndNothingIsWrittenUntilBothAreThere() {
        var way = desk
        .new Way(Control.FREE, Map.of("Предложение", List.of(EntryRule.amount(), EntryRule.document("offer", "sent"))));
        Deal deal = way.deal("Пять фур", anna);
        asked(
                List.of("amount", "documents.offer"),
                () -> deals.move(deal.id(), Move.to(way.at("Предложение"), deal.version()), By.user(anna)));
        assertThat(deals.find(deal.id(), anna)).contains(deal);
        assertThat(kinds(deal)).containsExactly(StageMove.Kind.CREATED);
        Content worth = deal.content().withAmount(new BigDecimal("900000"));
        asked(
                List.of("documents.offer"),
                () -> deals.move(
                        deal.id(),
                        Move.to(way.at("Предложение"), deal.version()).with(worth),
                        By.user(anna)));
        assertThat(deals.find(deal.id(), anna).orElseThrow().amount())
                .as("all of it or nothing")
                .isNull();
        desk.crm
                .jdbc()
                .sql(
                        "insert into document (id, deal_id, kind, state, state_since, created_at) values (?, ?, 'offer', 'sent', now(), now())")
                .params(UUID.randomUUID(), deal.id())
                .update();
        Deal offered = deals.move(
                deal.id(), Move.to(way.at("Предложение"), deal.version()).with(worth), By.user(anna));
        assertThat(offered.amount()).isEqualByComparingTo("900000");
        assertThat(deals.moves(deal.id()).get(1).amount()).isEqualByComparingTo("900000");
    }

    @Test
    void anOfferThatWasApprovedIsSoWhenItIsSentUntilItIsADraftAgain() {
        var way = desk.new Way(Control.FREE, Map.of("Предложение", List.of(EntryRule.document("offer", "approved"))));
        Deal deal = way.deal("Пять фур", anna);
        UUID offer = UUID.randomUUID();
        JdbcClient jdbc = desk.crm.jdbc();
        jdbc.sql(
                        "insert into document (id, deal_id, kind, state, state_since, created_at) values (?, ?, 'offer', 'sent', now(), now())")
                .params(offer, deal.id())
                .update();
        Move toOffer = Move.to(way.at("Предложение"), deal.version());
        asked(List.of("documents.offer"), () -> deals.move(deal.id(), toOffer, By.user(anna)));
        jdbc.sql("insert into approval (id, document_id, at_once, state, asked_by, asked_at, ended_at)"
                        + " values (?, ?, false, 'approved', ?, now() - interval '2 hours', now() - interval '1 hour')")
                .params(UUID.randomUUID(), offer, anna.id())
                .update();
        jdbc.sql("insert into document_move (document_id, at, after) values (?, now(), 'draft')")
                .param(offer)
                .update();
        asked(List.of("documents.offer"), () -> deals.move(deal.id(), toOffer, By.user(anna)));
        jdbc.sql("update document_move set at = now() - interval '3 hours' where document_id = ?")
                .param(offer)
                .update();
        assertThat(deals.move(deal.id(), toOffer, By.user(anna)).stageId()).isEqualTo(way.at("Предложение"));
    }

    @Test
    void newRequirementsDoNotTouchTheDealsThatAreThere() {
        var way = desk.way(Control.FREE);
        Deal deal = way.deal("Пять фур", anna);
        Stage first = way.stage("Новая");
        desk.bean(Pipelines.class)
                .save(new Stage(
                        first.id(),
                        first.pipelineId(),
                        first.name(),
                        null,
                        0,
                        first.kind(),
                        first.probability(),
                        null,
                        null,
                        null,
                        List.of(EntryRule.field("expectedClose")),
                        List.of(),
                        false,
                        first.version()));
        assertThat(deals.change(
                                deal.id(),
                                deal.version(),
                                deal.content().withAmount(BigDecimal.TEN),
                                null,
                                By.user(anna))
                        .amount())
                .isEqualByComparingTo("10");
        asked(List.of("expectedClose"), () -> way.deal("Ещё одна", anna));
    }

    @Test
    void ofTwoWhoMoveOneDealTheFirstHoldsAndTheSecondIsToldWhoWasFirst() throws Exception {
        var way = desk.way(Control.FREE);
        Deal deal = way.deal("Пять фур", anna);
        Move contract = Move.to(way.at("Договор"), deal.version());
        Move lost = Move.to(way.at("Проиграна"), deal.version()).lost(desk.reason("Дорого"), null);
        List<Object> ends = atOnce(
                () -> deals.move(deal.id(), contract, By.user(anna)), () -> deals.move(deal.id(), lost, By.user(vera)));
        assertThat(ends).filteredOn(Deal.class::isInstance).hasSize(1);
        assertThat(ends).filteredOn(Refused.class::isInstance).hasSize(1).allSatisfy(end -> {
            assertThat(((Refused) end).field()).isEqualTo("version");
            assertThat(((Refused) end).refusal().key()).isEqualTo("deals.moved");
            assertThat(((Refused) end).refusal().args().get(0)).isIn(anna.name(), vera.name());
        });
        assertThat(kinds(deal)).hasSize(2);
    }

    @Test
    void aDoubleClickMovesOnce() throws Exception {
        var way = desk.way(Control.FREE);
        Deal deal = way.deal("Пять фур", anna);
        Move contract = Move.to(way.at("Договор"), deal.version());
        List<Object> ends = atOnce(
                () -> deals.move(deal.id(), contract, By.user(anna)),
                () -> deals.move(deal.id(), contract, By.user(anna)));
        assertThat(ends).allMatch(Deal.class::isInstance);
        assertThat(kinds(deal)).hasSize(2);
    }

    private static List<Object> atOnce(Callable<?>... all) throws InterruptedException {
        var together = new CyclicBarrier(all.length);
        var ends = new ArrayList<>();
        var people = Executors.newFixedThreadPool(all.length);
        try {
            List<Future<Object>> begun = new ArrayList<>();
            for (Callable<?> one : all) {
                begun.add(people.submit(() -> {
                    together.await();
                    return one.call();
                }));
            }
            for (Future<Object> one : begun) {
                try {
                    ends.add(one.get());
                } catch (ExecutionException failed) {
                    ends.add(failed.getCause());
                }
            }
        } finally {
            people.shutdownNow();
        }
        return ends;
    }

    @Test
    void twoWhoEachAddSomebodyAtOnceHaveBothInIt() throws InterruptedException {
        Deal deal = desk.way(Control.FREE).deal("Пять фур", anna);
        UUID maria = desk.crm.contacts().save(Cast.maria(null)).id();
        UUID pavel = desk.crm
                .contacts()
                .save(Cast.person("Павел", null, Cast.UNKNOWN))
                .id();
        for (Participant.Role role : Participant.Role.values()) {
            assertThat(atOnce(
                            () -> joined(deal, new Participant(maria, role)),
                            () -> joined(deal, new Participant(pavel, role))))
                    .containsOnly(true);
        }
        assertThat(deals.participants(deal.id())).hasSize(2 * Participant.Role.values().length);
        deals.leaves(deal.id(), new Participant(maria, Participant.Role.PAYS), By.user(anna));
        assertThat(deals.participants(deal.id()))
                .hasSize(2 * Participant.Role.values().length - 1)
                .doesNotContain(new Participant(maria, Participant.Role.PAYS));
    }

    private boolean joined(Deal deal, Participant who) {
        deals.joins(deal.id(), who, By.user(anna));
        return true;
    }

    @Test
    void whoMovesWhatAnotherChangedIsToldOfTheChange() {
        var way = desk.way(Control.FREE);
        Deal deal = way.deal("Пять фур", anna);
        deals.change(deal.id(), null, deal.content().withAmount(BigDecimal.TEN), null, By.user(vera));
        refused(
                "deals.changed",
                () -> deals.move(deal.id(), Move.to(way.at("Договор"), deal.version()), By.user(anna)));
    }

    @Test
    void aDealIsNotLostWithoutAReasonAndIsOpenedAgainWithAllOfItInItsHistory() {
        var way = desk.way(Control.FREE);
        Deal deal = way.worth("Пять фур", "100", anna);
        Deal offered = deals.move(deal.id(), Move.to(way.at("Предложение"), deal.version()), By.user(anna));
        asked(
                List.of("lostReasonId"),
                () -> deals.move(deal.id(), Move.to(way.at("Проиграна"), offered.version()), By.user(anna)));
        asked(
                List.of("lostNote"),
                () -> deals.move(
                        deal.id(),
                        Move.to(way.at("Проиграна"), offered.version()).lost(desk.reason("Другое"), " "),
                        By.user(anna)));
        Deal lost = deals.move(
                deal.id(),
                Move.to(way.at("Проиграна"), offered.version()).lost(desk.reason("Другое"), "сгорел склад"),
                By.user(anna));
        assertThat(lost.kind()).isEqualTo(Stage.Kind.LOST);
        assertThat(lost.closedAt()).isNotNull();
        assertThat(desk.bean(Probabilities.class).of(lost, way.stage("Проиграна")))
                .isEqualByComparingTo("0");
        Deal tagged =
                deals.change(lost.id(), lost.version(), lost.content().withAmount(BigDecimal.ONE), null, By.user(anna));
        assertThat(tagged.kind()).as("whatever is edited, it stays lost").isEqualTo(Stage.Kind.LOST);
        assertThat(tagged.closedAt()).isEqualTo(lost.closedAt());

        refused("deals.reopen.supervisor", () -> deals.reopen(deal.id(), tagged.version(), null, By.user(anna)));
        Deal open = deals.reopen(deal.id(), tagged.version(), "склад построили", By.user(vera));
        assertThat(open.stageId()).isEqualTo(way.at("Предложение"));
        assertThat(open.closedAt()).isNull();
        assertThat(open.lostReasonId()).isNull();
        assertThat(open.lostNote()).isNull();
        assertThat(desk.bean(Probabilities.class).of(open, way.stage("Предложение")))
                .isEqualByComparingTo("50");
        assertThat(kinds(deal))
                .containsExactly(
                        StageMove.Kind.CREATED, StageMove.Kind.MOVED, StageMove.Kind.CLOSED, StageMove.Kind.REOPENED);
        StageMove closed = deals.moves(deal.id()).get(2);
        assertThat(closed.lostReasonId()).isEqualTo(desk.reason("Другое"));
        assertThat(closed.reason()).isEqualTo("сгорел склад");
    }

    @Test
    void toWinADealAsksAmountAndDayAndADayToComeIsNone() {
        var way = desk.way(Control.FREE);
        Deal deal = way.deal("Пять фур", anna);
        asked(
                List.of("amount", "closedOn"),
                () -> deals.move(deal.id(), Move.to(way.at("Успешно"), null), By.user(anna)));
        Content worth = deal.content().withAmount(new BigDecimal("100"));
        refused(
                "deals.closed-on.future",
                () -> deals.move(
                        deal.id(),
                        Move.to(way.at("Успешно"), null).with(worth).won(today().plusDays(2)),
                        By.user(anna)));
        refused(
                "deals.closed-on.before",
                () -> deals.move(
                        deal.id(),
                        Move.to(way.at("Успешно"), null).with(worth).won(today().minusDays(2)),
                        By.user(anna)));
        Deal won = deals.move(
                deal.id(), Move.to(way.at("Успешно"), null).with(worth).won(today()), By.user(anna));
        assertThat(won.kind()).isEqualTo(Stage.Kind.WON);
        assertThat(won.closedAt()).isNotNull();
        refused(
                "deals.closed",
                () -> deals.move(
                        deal.id(),
                        Move.to(way.at("Проиграна"), null).lost(desk.reason("Дорого"), null),
                        By.user(vera)));
    }

    @Test
    void aStageBringsItsTasksAndADealWithoutOneHasNoNextStep() {
        var way = desk.way(Control.FREE);
        Stage offer = way.stage("Предложение");
        desk.bean(Pipelines.class)
                .save(new Stage(
                        offer.id(),
                        offer.pipelineId(),
                        offer.name(),
                        null,
                        0,
                        offer.kind(),
                        offer.probability(),
                        10,
                        "#8a63c7",
                        "Прайс – в папке",
                        List.of(),
                        List.of(new Stage.TaskTemplate("call", "Узнать, что думают", 3)),
                        false,
                        offer.version()));
        Deal deal = way.deal("Пять фур", anna);
        DealFilter idle = DealFilter.of(asked -> {
            asked.pipeline = way.pipeline.id();
            asked.withoutNextStep = true;
        });
        assertThat(list.count(idle, vera, 10)).isEqualTo(1);
        deals.move(deal.id(), Move.to(offer.id(), deal.version()), By.user(anna));
        List<Task> tasks = desk.bean(DealTasks.class).of(deal.id(), null);
        assertThat(tasks).singleElement().satisfies(task -> {
            assertThat(task.title()).isEqualTo("Узнать, что думают");
            assertThat(task.kind()).isEqualTo(Task.Kind.SELF);
            assertThat(task.doerId()).isEqualTo(anna.id());
            assertThat(task.dueOn()).isEqualTo(today().plusDays(3));
        });
        assertThat(list.count(idle, vera, 10)).isZero();
        assertThat(shownCard(way, deal).nextStepTitle()).isEqualTo("Узнать, что думают");
    }

    private Card shownCard(DealDesk.Way way, Deal deal) {
        return list.board(way.pipeline.id(), DealFilter.of(asked -> {}), vera).stream()
                .flatMap(column -> column.cards().stream())
                .filter(card -> card.deal().id().equals(deal.id()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aTaskThatIsDoneOpensTheStageThatAsksForIt() {
        var way = desk.new Way(Control.FREE, Map.of("Договор", List.of(EntryRule.task("meeting"))));
        Deal deal = way.deal("Пять фур", anna);
        Task meeting = desk.bean(DealTasks.class)
                .add(
                        deal,
                        new NewTask(Task.What.MEETING, "Встреча", null, null, null, null, null, null, null, null, null),
                        anna);
        asked(List.of("tasks.meeting"), () -> deals.move(deal.id(), Move.to(way.at("Договор"), null), By.user(anna)));
        desk.bean(org.ringbook.tasks.Tasks.class)
                .act(meeting.id(), null, org.ringbook.tasks.TaskAction.DONE, null, anna);
        assertThat(deals.move(deal.id(), Move.to(way.at("Договор"), null), By.user(anna))
                        .stageId())
                .isEqualTo(way.at("Договор"));
    }

    @Test
    void aDealThatStandsTooLongIsRotten() {
        var way = desk.way(Control.FREE);
        Deal deal = way.deal("Пять фур", anna);
        deals.move(deal.id(), Move.to(way.at("Договор"), null), By.user(anna));
        Deal fresh = way.deal("Свежая", anna);
        deals.move(fresh.id(), Move.to(way.at("Договор"), null), By.user(anna));
        desk.crm
                .jdbc()
                .sql("update deal set stage_entered_at = now() - interval '11 days' where id = ?")
                .param(deal.id())
                .update();
        assertThat(shownCard(way, deal).rotten()).isTrue();
        assertThat(shownCard(way, fresh).rotten()).isFalse();
        DealFilter rotten = DealFilter.of(asked -> {
            asked.pipeline = way.pipeline.id();
            asked.rotten = true;
        });
        assertThat(list.find(rotten, Order.NEWEST, vera, null, 10).items())
                .extracting(Deal::id)
                .containsExactly(deal.id());
    }

    @Test
    void agentsSeeTheirOwnATeamItsOwnAndCountsSayTheSame() {
        StaffMember north = desk.crm.staff().save(anna.in("Север", Scope.OWN, null));
        StaffMember south = desk.crm.staff().save(boris.in("Юг", Scope.OWN, null));
        StaffMember head = desk.crm.staff().save(vera.in("север", Scope.TEAM, null));
        var way = desk.way(Control.FREE);
        Deal annas = way.worth("Аннина", "100", north);
        Deal boriss = way.worth("Борисова", "200", south);
        assertThat(deals.find(annas.id(), south)).isEmpty();
        assertThat(deals.find(boriss.id(), head)).isEmpty();
        refused("deals.gone", () -> deals.move(annas.id(), Move.to(way.at("Договор"), null), By.user(south)));
        refused("deals.gone", () -> deals.change(annas.id(), null, annas.content(), null, By.user(south)));
        DealFilter all = DealFilter.of(asked -> asked.pipeline = way.pipeline.id());
        for (StaffMember who : List.of(north, head)) {
            assertThat(list.find(all, Order.NEWEST, who, null, 10).items())
                    .extracting(Deal::id)
                    .containsExactly(annas.id());
            assertThat(list.count(all, who, 10)).isEqualTo(1);
            assertThat(list.totals(all, who).sums())
                    .containsOnlyKeys("RUB")
                    .satisfies(sums -> assertThat(sums.get("RUB")).isEqualByComparingTo("100"));
            assertThat(list.board(way.pipeline.id(), all, who).get(0).totals().count())
                    .isEqualTo(1);
        }
        assertThat(list.count(all, null, 10)).as("the program itself").isEqualTo(2);
        refused(
                "deals.not-yours.give",
                () -> deals.change(
                        deals.create(
                                        NewDeal.of(Content.titled("Чужая").withResponsible(boris.id()))
                                                .of(way.type.id(), null),
                                        By.user(head))
                                .id(),
                        null,
                        Content.titled("Моя").withResponsible(anna.id()),
                        null,
                        By.user(new StaffMember(head.id(), head.name(), head.login(), Role.AGENT, List.of(), null, true)
                                .in("юг", Scope.ALL, null))));
    }

    @Test
    void aColumnHasItsWholeSumEachCurrencyApartAndItsCardsPageByPage() {
        var way = desk.way(Control.FREE);
        for (int i = 0; i < 120; i++) {
            way.worth("Сделка " + i, "10", anna);
        }
        deals.create(
                NewDeal.of(new Content(
                                "За доллары", null, null, null, null, BigDecimal.ONE, "USD", null, null, null, null))
                        .of(way.type.id(), null),
                By.user(anna));
        way.deal("Без суммы", anna);
        DealFilter all = DealFilter.of(asked -> {});
        DealList.Column column = list.board(way.pipeline.id(), all, anna).get(0);
        assertThat(column.totals().count()).isEqualTo(122);
        assertThat(column.totals().sums().get("RUB")).isEqualByComparingTo("1200");
        assertThat(column.totals().sums().get("USD")).isEqualByComparingTo("1");
        assertThat(column.cards()).hasSize(50);
        assertThat(column.cards().get(0).deal().title()).as("the newest on top").isEqualTo("Без суммы");
        var seen = new ArrayList<>(column.cards());
        DealList.Column page = column;
        while (page.next() != null) {
            page = list.more(column.stage().id(), all, anna, page.next());
            seen.addAll(page.cards());
        }
        assertThat(seen).extracting(card -> card.deal().id()).hasSize(122).doesNotHaveDuplicates();
    }

    @Test
    void everyOrderOfTheListGoesThroughAllPagesOnce() {
        var way = desk.way(Control.FREE);
        for (int i = 0; i < 7; i++) {
            Content content = Content.titled("Сделка " + i)
                    .withAmount(i % 3 == 0 ? null : new BigDecimal(i))
                    .withExpectedClose(i % 2 == 0 ? null : today().plusDays(i));
            deals.create(NewDeal.of(content).of(way.type.id(), null), By.user(anna));
        }
        DealFilter all = DealFilter.of(asked -> asked.pipeline = way.pipeline.id());
        for (Order order : Order.values()) {
            var seen = new ArrayList<UUID>();
            String after = null;
            do {
                DealList.Page page = list.find(all, order, vera, after, 2);
                page.items().forEach(deal -> seen.add(deal.id()));
                after = page.next();
            } while (after != null);
            assertThat(seen).as(order.name()).hasSize(7).doesNotHaveDuplicates();
        }
        refused("deals.cursor", () -> list.find(all, Order.AMOUNT, vera, "неведомо", 2));
    }

    @Test
    void theSameFilterFindsTheSameInListAndOnTheBoard() {
        var way = desk.way(Control.FREE);
        Deal trucks = way.worth("Пять фур досок", "500", anna);
        way.worth("Щебень", "50", boris);
        DealFilter asked = DealFilter.of(filter -> {
            filter.pipeline = way.pipeline.id();
            filter.text = "ДОСОК";
            filter.amountFrom = new BigDecimal("100");
            filter.responsible = anna.id();
        });
        assertThat(list.find(asked, Order.NEWEST, vera, null, 10).items())
                .extracting(Deal::id)
                .containsExactly(trucks.id());
        assertThat(list.board(way.pipeline.id(), asked, vera).stream()
                        .flatMap(column -> column.cards().stream())
                        .map(card -> card.deal().id()))
                .containsExactly(trucks.id());
        assertThat(list.find(asked.with(f -> f.text = "№ " + trucks.number()), Order.NEWEST, vera, null, 10)
                        .items())
                .hasSize(1);
    }

    @Test
    void aCardStaysWhereItIsPutHoweverOften() {
        var way = desk.way(Control.FREE);
        Deal third = way.deal("Третья", anna);
        Deal second = way.deal("Вторая", anna);
        Deal first = way.deal("Первая", anna);
        assertThat(shown(way, "Новая")).containsExactly(first.id(), second.id(), third.id());
        UUID now = way.at("Новая");
        for (int i = 0; i < 300; i++) {
            Deal moved = i % 2 == 0 ? third : second;
            deals.move(moved.id(), Move.to(now, null).under(first.id()), By.user(anna));
            assertThat(shown(way, "Новая").subList(0, 2)).containsExactly(first.id(), moved.id());
        }
        assertThat(kinds(first)).as("to stand elsewhere is no move").hasSize(1);
        assertThat(deals.find(first.id(), anna).orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void cardsOfOneRankArePartedBeforeOneIsPutBetweenThem() {
        var way = desk.way(Control.FREE);
        Deal below = way.deal("Нижняя", anna);
        Deal above = way.deal("Верхняя", anna);
        Deal other = way.deal("Другая", anna);
        desk.crm
                .jdbc()
                .sql("update deal set rank = 'a0' where pipeline_id = ?")
                .param(way.pipeline.id())
                .update();
        List<UUID> order = shown(way, "Новая");
        UUID last = order.get(2);
        deals.move(last, Move.to(way.at("Новая"), null).under(order.get(0)), By.user(anna));
        assertThat(shown(way, "Новая")).containsExactly(order.get(0), last, order.get(1));
        assertThat(order).containsExactlyInAnyOrder(below.id(), above.id(), other.id());
    }

    @Test
    void aStageWithDealsIsArchivedAndTheyGoWhereSomebodySays() {
        var way = desk.way(Control.FREE);
        Pipelines pipelines = desk.bean(Pipelines.class);
        Deal deal = way.deal("Пять фур", anna);
        deals.move(deal.id(), Move.to(way.at("Предложение"), null), By.user(anna));
        UUID offer = way.at("Предложение");
        refused("deals.stage.has-deals", () -> pipelines.archive(offer, null, By.user(vera)));
        refused("deals.stage.move-to", () -> pipelines.archive(offer, way.at("Успешно"), By.user(vera)));
        assertThat(pipelines.archive(offer, way.at("Договор"), By.user(vera))).isEqualTo(1);
        assertThat(deals.find(deal.id(), anna).orElseThrow().stageId()).isEqualTo(way.at("Договор"));
        assertThat(deals.moves(deal.id())).last().satisfies(move -> {
            assertThat(move.from()).isEqualTo(offer);
            assertThat(move.by()).isEqualTo(vera.id());
        });
        refused("deals.stage.archived", () -> deals.move(deal.id(), Move.to(offer, null), By.user(anna)));
        refused("deals.stage.last", () -> pipelines.archive(way.at("Успешно"), null, By.user(vera)));
        Stage contract = way.stage("Договор");
        refused(
                "deals.stage.kind",
                () -> pipelines.save(new Stage(
                        contract.id(),
                        contract.pipelineId(),
                        contract.name(),
                        null,
                        0,
                        Stage.Kind.WON,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        false,
                        contract.version())));
    }

    @Test
    void anotherTypeLeadsThroughItsOwnPipelineAndIsAMoveOfItsOwnKind() {
        var way = desk.way(Control.FREE);
        var other = desk.way(Control.STRICT);
        Deal deal = way.deal("Пять фур", anna);
        Deal changed = deals.changeType(deal.id(), deal.version(), other.type.id(), null, "тендер", By.user(anna));
        assertThat(changed.pipelineId()).isEqualTo(other.pipeline.id());
        assertThat(changed.stageId()).isEqualTo(other.at("Новая"));
        assertThat(kinds(deal)).containsExactly(StageMove.Kind.CREATED, StageMove.Kind.PIPELINE);
    }

    @Test
    void dealsGoWithAMergeAndComeBackWithItsUndoing() {
        Contact maria = desk.crm.contacts().save(Cast.maria(null));
        Contact again = desk.crm.contacts().save(Cast.person("Маша", null, Cast.UNKNOWN));
        var way = desk.way(Control.FREE);
        Deal deal = deals.create(
                NewDeal.of(Content.titled("Пять фур").withParty(again.id(), again.id()))
                        .of(way.type.id(), null),
                By.user(anna));
        deals.participants(deal.id(), List.of(new Participant(again.id(), Participant.Role.DECIDES)), By.user(anna));
        Merges merges = desk.crm.bean(Merges.class);
        Merge merge = merges.merge(maria.id(), List.of(again.id()), Map.of(), null);
        Deal merged = deals.find(deal.id(), anna).orElseThrow();
        assertThat(merged.partyId()).isEqualTo(maria.id());
        assertThat(merged.contactId()).isEqualTo(maria.id());
        assertThat(deals.participants(deal.id()))
                .extracting(Participant::partyId)
                .containsExactly(maria.id());
        Deal since = deals.create(
                NewDeal.of(Content.titled("Новая").withParty(maria.id(), null)).of(way.type.id(), null), By.user(anna));
        Deal told = deals.change(since.id(), null, since.content().withParty(again.id(), null), null, By.api(anna));
        assertThat(told.partyId())
                .as("whoever knows the old card means the new one")
                .isEqualTo(maria.id());
        merges.undo(merge.id(), null);
        assertThat(deals.find(deal.id(), anna).orElseThrow().partyId()).isEqualTo(again.id());
        assertThat(deals.find(since.id(), anna).orElseThrow().partyId()).isEqualTo(maria.id());
        assertThat(list.openOf(List.of(again.id()), vera)).extracting(Deal::id).containsExactly(deal.id());
    }

    @Test
    void anotherProgramsNameIsTakenOnce() {
        var way = desk.way(Control.FREE);
        var one = new NewDeal(way.type.id(), null, Content.titled("Из 1С"), null, null, "1c", "УТ-17");
        Deal deal = deals.create(one, By.api(anna));
        assertThat(deals.ofExternal("1c", "УТ-17")).contains(deal.id());
        refused("deals.external.taken", () -> deals.create(one, By.api(anna)));
        refused(
                "deals.external.both",
                () -> deals.create(
                        new NewDeal(null, null, Content.titled("Из 1С"), null, null, "1c", null), By.api(anna)));
    }

    private static NewDeal told(DealDesk.Way way, String stage, Content content) {
        return new NewDeal(
                way.type.id(),
                stage == null ? null : way.at(stage),
                content,
                null,
                null,
                "1c",
                way.type.id().toString());
    }

    @Test
    void whatWasToldIsToldAgainAndChangesNothingThatPeopleDidMeanwhile() {
        var way = desk.way(Control.FREE);
        NewDeal message = told(way, "Новая", Content.titled("Из 1С").withAmount(new BigDecimal("900000")));
        Deal deal = deals.told(message, null, null, By.api(vera));
        deals.change(deal.id(), null, deal.content().withAmount(new BigDecimal("950000.00")), null, By.user(vera));
        deals.move(deal.id(), Move.to(way.at("Предложение"), null), By.user(vera));
        Deal before = deals.find(deal.id(), vera).orElseThrow();
        assertThat(deals.told(message, null, null, By.api(vera))).isEqualTo(before);
        deals.move(deal.id(), Move.to(way.at("Успешно"), null).won(today()), By.user(vera));
        Deal won = deals.find(deal.id(), vera).orElseThrow();
        assertThat(deals.told(message, null, null, By.api(vera))).isEqualTo(won);
        assertThat(kinds(deal)).containsExactly(StageMove.Kind.CREATED, StageMove.Kind.MOVED, StageMove.Kind.CLOSED);
        Deal renamed = deals.told(
                told(way, "Новая", Content.titled("Заказ 17").withAmount(new BigDecimal("900000.00"))),
                null,
                null,
                By.api(vera));
        assertThat(renamed.title()).isEqualTo("Заказ 17");
        assertThat(renamed.amount()).isEqualByComparingTo("950000");
        assertThat(renamed.kind()).isEqualTo(Stage.Kind.WON);
        refused(
                "deals.closed",
                () -> deals.told(told(way, "Договор", Content.titled("Заказ 17")), null, null, By.api(vera)));
        assertThat(kinds(deal)).hasSize(3);
    }

    @Test
    void whatWasWonElsewhereInMarchIsToldWithItsTwoMovesAlsoOfAStrictType() {
        var way = desk.way(Control.STRICT);
        LocalDate march = today().minusMonths(8);
        Move end = Move.to(null, null).won(march);
        NewDeal message = told(way, "Успешно", Content.titled("Из 1С").withAmount(BigDecimal.TEN));
        Deal deal = deals.told(message, end, null, By.api(anna));
        assertThat(deal.kind()).isEqualTo(Stage.Kind.WON);
        assertThat(LocalDate.ofInstant(deal.closedAt(), MOSCOW)).isEqualTo(march);
        assertThat(deal.createdAt()).isBeforeOrEqualTo(deal.closedAt());
        assertThat(kinds(deal)).containsExactly(StageMove.Kind.CREATED, StageMove.Kind.CLOSED);
        assertThat(deals.told(message, end, null, By.api(anna))).isEqualTo(deal);
    }

    @Test
    void aKnownDealThatWasLostInMarchBySayingOfAFileKeepsTheDay() {
        var way = desk.way(Control.FREE);
        LocalDate march = today().minusMonths(8);
        var file = new By(vera, StageMove.Cause.IMPORT);
        Instant begun = march.minusDays(10).atStartOfDay(MOSCOW).toInstant();
        Deal open = deals.told(told(way, "Новая", Content.titled("Из файла")), null, begun, file);
        assertThat(open.isOpen()).isTrue();
        Move end = Move.to(null, null).lost(desk.reason("Дорого"), null).won(march);
        Deal lost = deals.told(told(way, "Проиграна", Content.titled("Из файла")), end, begun, file);
        assertThat(lost.id()).isEqualTo(open.id());
        assertThat(lost.kind()).isEqualTo(Stage.Kind.LOST);
        assertThat(LocalDate.ofInstant(lost.closedAt(), MOSCOW)).isEqualTo(march);
    }

    @Test
    void overTheApiAStrictDealSkipsNothingEither() {
        var way = desk.way(Control.STRICT);
        var other = desk.way(Control.STRICT);
        refused(
                "deals.stage.first",
                () -> deals.create(
                        NewDeal.of(Content.titled("Пять фур")).of(way.type.id(), way.at("Договор")), By.api(anna)));
        Deal deal = deals.create(NewDeal.of(Content.titled("Пять фур")).of(way.type.id(), null), By.api(anna));
        refused("deals.stage.first", () -> deals.move(deal.id(), Move.to(other.at("Договор"), null), By.api(anna)));
        deals.move(deal.id(), Move.to(other.at("Новая"), null), By.api(anna));
        refused("deals.stage.back", () -> deals.move(deal.id(), Move.to(way.at("Договор"), null), By.api(anna)));
        refused(
                "deals.stage.first",
                () -> deals.move(deal.id(), Move.to(way.at("Договор"), null).because("спешим"), By.api(vera)));
    }

    @Test
    void byItsTypeAStrictDealGoesNowhereThatAMoveDoesNotLead() {
        var way = desk.way(Control.STRICT);
        var free = desk.way(Control.FREE);
        Deal deal = way.deal("Пять фур", anna);
        refused(
                "deals.stage.next",
                () -> deals.changeType(deal.id(), null, way.type.id(), way.at("Договор"), "спешим", By.user(anna)));
        refused(
                "deals.type.strict",
                () -> deals.changeType(deal.id(), null, free.type.id(), null, "спешим", By.user(anna)));
        refused(
                "deals.type.strict.reason",
                () -> deals.changeType(deal.id(), null, free.type.id(), null, null, By.user(vera)));
        assertThat(deals.changeType(deal.id(), null, free.type.id(), null, "тендер", By.user(vera))
                        .stageId())
                .isEqualTo(free.at("Новая"));
        deals.move(deal.id(), Move.to(free.at("Договор"), null), By.user(anna));
        refused(
                "deals.stage.first",
                () -> deals.changeType(deal.id(), null, way.type.id(), way.at("Договор"), null, By.user(anna)));
    }

    @Test
    void aDealThatComesBackToAStageHasItsTaskOnceAndAnArchivedColumnKeepsItsOrder() {
        var way = desk.way(Control.FREE);
        Stage offer = way.stage("Предложение");
        Pipelines pipelines = desk.bean(Pipelines.class);
        pipelines.save(new Stage(
                offer.id(),
                offer.pipelineId(),
                offer.name(),
                null,
                0,
                offer.kind(),
                offer.probability(),
                null,
                null,
                null,
                List.of(),
                List.of(new Stage.TaskTemplate("call", "Позвонить", 1)),
                false,
                0));
        Deal deal = way.deal("Пять фур", anna);
        Deal other = way.deal("Шесть фур", anna);
        for (String stage : List.of("Предложение", "Договор", "Предложение")) {
            deals.move(deal.id(), Move.to(way.at(stage), null), By.user(anna));
        }
        deals.move(other.id(), Move.to(offer.id(), null), By.user(anna));
        assertThat(desk.bean(DealTasks.class).of(deal.id(), null)).hasSize(1);
        assertThat(pipelines.archive(offer.id(), way.at("Договор"), By.user(vera)))
                .isEqualTo(2);
        assertThat(shown(way, "Договор")).containsExactly(other.id(), deal.id());
    }

    @Test
    void aMoveFillsInWhatItSaysAndLeavesWhatOthersWroteMeanwhile() {
        var way = desk.way(Control.FREE);
        Deal deal = way.deal("Пять фур", vera);
        deals.change(deal.id(), null, Content.titled("Шесть фур").withResponsible(boris.id()), null, By.user(vera));
        Deal moved = deals.move(
                deal.id(),
                Move.to(way.at("Договор"), null).with(Content.titled(null).withAmount(BigDecimal.TEN)),
                By.api(vera));
        assertThat(moved.title()).isEqualTo("Шесть фур");
        assertThat(moved.responsibleId()).isEqualTo(boris.id());
        assertThat(moved.amount()).isEqualByComparingTo("10");
    }

    @Test
    void ofTwoWhoLoseItForOtherReasonsTheSecondIsToldAndAHeadPutsItRight() {
        var way = desk.way(Control.FREE);
        Deal deal = way.worth("Пять фур", "100", anna);
        Move price = Move.to(way.at("Проиграна"), deal.version()).lost(desk.reason("Дорого"), null);
        Move rival = Move.to(way.at("Проиграна"), deal.version()).lost(desk.reason("Выбрали конкурента"), null);
        Deal lost = deals.move(deal.id(), price, By.user(anna));
        assertThat(deals.move(deal.id(), price, By.user(anna)))
                .as("a double click")
                .isEqualTo(lost);
        refused("deals.moved", () -> deals.move(deal.id(), rival, By.user(vera)));
        Move now = Move.to(way.at("Проиграна"), lost.version()).lost(desk.reason("Выбрали конкурента"), null);
        refused("deals.closing.supervisor", () -> deals.move(deal.id(), now, By.user(anna)));
        assertThat(deals.move(deal.id(), now, By.user(vera)).lostReasonId())
                .isEqualTo(desk.reason("Выбрали конкурента"));
        assertThat(kinds(deal)).hasSize(2);
    }

    @Test
    void anAmountThatWouldTakeAllMemoryIsRefusedBeforeItIsReckonedWith() {
        var way = desk.way(Control.FREE);
        for (String amount : List.of("1e-400000000", "1e400000000", "0.005", "-1")) {
            refused("deals.amount", () -> way.worth("Пять фур", amount, anna));
        }
        assertThat(way.worth("Пять фур", "1.50", anna).amount()).isEqualByComparingTo("1.5");
    }

    @Test
    void whoLeftATeamIsSeenByTheirNewHeadAlone() {
        StaffMember east = desk.crm.staff().save(anna.in("Восток", Scope.OWN, null));
        StaffMember head = desk.crm.staff().save(vera.in("Восток", Scope.TEAM, null));
        var way = desk.way(Control.FREE);
        Deal deal = way.deal("Пять фур", east);
        assertThat(deals.find(deal.id(), head)).isPresent();
        desk.crm.staff().save(east.in("Запад", Scope.OWN, null));
        DealFilter all = DealFilter.of(asked -> asked.pipeline = way.pipeline.id());
        assertThat(deals.find(deal.id(), head)).isEmpty();
        assertThat(list.count(all, head, 10)).isZero();
    }

    @Test
    void aFieldThatNobodyCanFillInIsNotAskedFor() {
        var way = desk.way(Control.FREE);
        Stage offer = way.stage("Предложение");
        for (String name : List.of("fields.nosuch", "channel", "probability")) {
            refused("deals.stage.rule", () -> desk.bean(Pipelines.class).save(asking(offer, name)));
        }
        Fields fields = desk.crm.bean(Fields.class);
        Field size = fields.save(
                new Field(
                        null,
                        FieldSubject.DEAL,
                        null,
                        FieldKind.TEXT,
                        "Размер",
                        null,
                        0,
                        false,
                        false,
                        true,
                        List.of(),
                        0),
                null);
        desk.bean(Pipelines.class).save(asking(offer, "fields." + size.key()));
        Deal deal = way.deal("Пять фур", anna);
        asked(List.of("fields." + size.key()), () -> deals.move(deal.id(), Move.to(offer.id(), null), By.user(anna)));
        desk.crm
                .jdbc()
                .sql("update field set active = false where id = ?")
                .param(size.id())
                .update();
        assertThat(deals.move(deal.id(), Move.to(offer.id(), null), By.user(anna))
                        .stageId())
                .isEqualTo(offer.id());
        desk.crm.jdbc().sql("delete from field where id = ?").param(size.id()).update();
    }

    private static Stage asking(Stage stage, String field) {
        return new Stage(
                stage.id(),
                stage.pipelineId(),
                stage.name(),
                null,
                0,
                stage.kind(),
                stage.probability(),
                null,
                null,
                null,
                List.of(EntryRule.field(field)),
                List.of(),
                false,
                0);
    }

    @Test
    void whatIsArchivedIsNotChosenAnew() {
        var way = desk.way(Control.FREE);
        Deal deal = way.deal("Пять фур", anna);
        DealType type = way.type;
        desk.bean(DealTypes.class)
                .save(new DealType(
                        type.id(),
                        type.name(),
                        null,
                        type.pipelineId(),
                        type.control(),
                        List.of(),
                        List.of(),
                        false,
                        0,
                        true,
                        0));
        refused("deals.type.archived", () -> way.deal("Шесть фур", anna));
        LostReasons reasons = desk.bean(LostReasons.class);
        LostReason gone = reasons.save(new LostReason(null, "Сгорел склад", null, true, false, 0, false));
        reasons.save(new LostReason(gone.id(), gone.name(), null, true, false, 0, true));
        refused(
                "deals.reason.archived",
                () -> deals.move(deal.id(), Move.to(way.at("Проиграна"), null).lost(gone.id(), null), By.user(anna)));
    }

    @Test
    void whatIsCountedIsNotWrittenByHand() {
        var way = desk.way(Control.FREE);
        Deal deal = way.deal("Пять фур", anna);
        deals.counted(deal.id(), Deal.AmountFrom.PARTS, new BigDecimal("400"), By.program(StageMove.Cause.PART));
        assertThat(deals.find(deal.id(), anna).orElseThrow().amount()).isNull();
        Content counted =
                new Content("Пять фур", null, null, null, null, null, null, Deal.AmountFrom.PARTS, null, null, null);
        Deal parts = deals.change(deal.id(), null, counted, null, By.user(anna));
        deals.counted(deal.id(), Deal.AmountFrom.PARTS, new BigDecimal("400"), By.program(StageMove.Cause.PART));
        deals.change(deal.id(), null, parts.content().withAmount(BigDecimal.ONE), null, By.user(anna));
        assertThat(deals.find(deal.id(), anna).orElseThrow().amount()).isEqualByComparingTo("400");
        assertThat(kinds(deal)).as("no part moves its deal").hasSize(1);
    }

    @Test
    void historySaysHowLikelyItIsAsSoonAsThirtyAreClosed() {
        var way = desk.way(Control.FREE);
        Stage first = way.stage("Новая");
        for (int i = 0; i < 30; i++) {
            Deal deal = way.worth("Сделка " + i, "10", anna);
            Move move = i < 9
                    ? Move.to(way.at("Успешно"), null).won(today())
                    : Move.to(way.at("Проиграна"), null).lost(desk.reason("Дорого"), null);
            deals.move(deal.id(), move, By.user(anna));
        }
        Deal test = way.deal("Проба", anna);
        deals.move(
                test.id(),
                Move.to(way.at("Проиграна"), null).lost(desk.reason("Тест или ошибка"), null),
                By.user(anna));
        Probabilities probabilities = new Probabilities(desk.crm.jdbc());
        assertThat(probabilities.of(first)).isEqualByComparingTo("30.13");
        assertThat(probabilities.of(way.stage("Договор")))
                .as("nobody was there")
                .isEqualByComparingTo("50");
        Deal open = way.deal("Открытая", anna);
        assertThat(open.createdAt()).isBeforeOrEqualTo(Instant.now());
        assertThat(probabilities.of(open, first)).isEqualByComparingTo("30.13");
    }
}
