package org.ringbook.robots;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.ringbook.Cast;
import org.ringbook.TestCrm;
import org.ringbook.calls.log.CallLog;
import org.ringbook.deals.By;
import org.ringbook.deals.Deal;
import org.ringbook.deals.DealType;
import org.ringbook.deals.DealTypes;
import org.ringbook.deals.Deals;
import org.ringbook.deals.LostReasons;
import org.ringbook.deals.Pipeline;
import org.ringbook.deals.Pipelines;
import org.ringbook.deals.Stage;
import org.ringbook.deals.StageMove;
import org.ringbook.feed.ChangeTable;
import org.ringbook.leads.Lead;
import org.ringbook.leads.Leads;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.robots.Definition.Condition;
import org.ringbook.robots.Definition.RobotStep;
import org.ringbook.robots.Definition.Trigger;
import org.ringbook.staff.StaffMember;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Robots as the server has them, on a test's own database, driven by hand and by a clock that the test sets. */
final class RobotDesk implements AutoCloseable {

    /** Tells nobody, and remembers what it was told. */
    static final class PaperReceivers implements HookReceivers {

        final Map<UUID, String> known = new ConcurrentHashMap<>();
        final List<String> sent = new CopyOnWriteArrayList<>();
        volatile String refuses;
        /** Called first, with whom it is sent to. */
        volatile Consumer<UUID> before = receiver -> {};

        @Override
        public Map<UUID, String> known() {
            return Map.copyOf(known);
        }

        @Override
        public String send(UUID receiver, String id, Object document) {
            before.accept(receiver);
            sent.add(id);
            return refuses;
        }
    }

    /** Goes on by itself, and as far as the test says. */
    static final class TestClock extends Clock {

        private volatile Duration ahead = Duration.ZERO;

        void passes(Duration time) {
            ahead = ahead.plus(time);
        }

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
            return Instant.now().plus(ahead);
        }
    }

    final TestCrm crm = new TestCrm();
    final StaffMember anna = crm.staff().save(Cast.anna());
    final StaffMember vera = crm.staff().save(Cast.vera());
    final StaffMember admin = crm.staff().save(Cast.admin());
    final TestClock clock = new TestClock();
    final PaperReceivers receivers = new PaperReceivers();
    /** May throw what it likes, in the middle of a transaction. */
    volatile Consumer<Object> onEvent = event -> {};

    private final ChangeTable feed = new ChangeTable(crm.database());
    final CallLog log = new CallLog(crm.database(), feed, crm.staff());
    private final AnnotationConfigApplicationContext context;
    private final Pipeline pipeline;
    private final DealType type;

    RobotDesk() {
        context = RobotBeans.start(crm, log, feed, receivers, clock);
        context.addApplicationListener(
                (ApplicationListener<PayloadApplicationEvent<?>>) event -> onEvent.accept(event.getPayload()));
        pipeline = bean(Pipelines.class).save(new Pipeline(null, "Воронка " + UUID.randomUUID(), null, 0, false, 0));
        for (String name : List.of("Потребность", "Предложение", "Договор", "Отгрузка", "Оплата")) {
            bean(Pipelines.class)
                    .save(new Stage(
                            null,
                            pipeline.id(),
                            name,
                            null,
                            0,
                            Stage.Kind.OPEN,
                            new BigDecimal(50),
                            10,
                            null,
                            null,
                            List.of(),
                            List.of(),
                            false,
                            0));
        }
        type = bean(DealTypes.class)
                .save(new DealType(
                        null,
                        "Вид " + UUID.randomUUID(),
                        null,
                        pipeline.id(),
                        DealType.Control.FREE,
                        List.of(),
                        List.of(),
                        false,
                        0,
                        false,
                        0));
    }

    <T> T bean(Class<T> kind) {
        return context.getBean(kind);
    }

    Robots robots() {
        return bean(Robots.class);
    }

    Deals deals() {
        return bean(Deals.class);
    }

    /** All that is due is done. */
    void work() {
        bean(RobotWork.class).turn();
    }

    void look() {
        bean(RobotClock.class).look();
        work();
    }

    /** A robot that is on. */
    Robot robot(String name, Trigger trigger, List<Condition> conditions, RobotStep... steps) {
        Robot made = robots().create(name, new Definition(trigger, conditions, List.of(steps)), admin.id());
        return robots().switched(made.id(), true);
    }

    Robot robot(String name, Trigger trigger, RobotStep... steps) {
        return robot(name, trigger, List.of(), steps);
    }

    UUID at(String name) {
        return bean(Pipelines.class).stages(pipeline.id()).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    UUID won() {
        return bean(Pipelines.class).stages(pipeline.id()).stream()
                .filter(one -> one.kind() == Stage.Kind.WON)
                .findFirst()
                .orElseThrow()
                .id();
    }

    Deal deal(String title) {
        return deals().create(Deals.NewDeal.of(Deal.Content.titled(title)).of(type.id(), null), By.user(anna));
    }

    Deal dealOf(UUID client, String title) {
        return deals().create(
                        Deals.NewDeal.of(Deal.Content.titled(title).withParty(client, null))
                                .of(type.id(), null),
                        By.user(anna));
    }

    UUID client(String name) {
        return crm.contacts().save(Cast.person(name, null)).id();
    }

    /** Another program tells of a deal. @param closedOn null for one that is open */
    Deal told(String number, UUID stage, LocalDate closedOn) {
        var what = new Deals.NewDeal(
                type.id(),
                stage,
                Deal.Content.titled("Сделка " + number).withAmount(BigDecimal.TEN),
                null,
                null,
                "1c",
                number);
        return deals().told(what, Deals.Move.to(null, null).won(closedOn), null, By.api(vera));
    }

    /** Another program tells of a deal that was lost, and not when. */
    Deal toldLost(String number) {
        UUID lost = bean(Pipelines.class).stages(pipeline.id()).stream()
                .filter(one -> one.kind() == Stage.Kind.LOST)
                .findFirst()
                .orElseThrow()
                .id();
        UUID why = bean(LostReasons.class).offered().get(0).id();
        var what =
                new Deals.NewDeal(type.id(), lost, Deal.Content.titled("Сделка " + number), null, null, "1c", number);
        return deals().told(what, Deals.Move.to(null, null).lost(why, "дорого"), null, By.api(vera));
    }

    Deal brought(String title) {
        return deals().create(
                        Deals.NewDeal.of(Deal.Content.titled(title)).of(type.id(), null),
                        By.program(StageMove.Cause.IMPORT));
    }

    Deal moved(Deal deal, String stage) {
        return deals().move(deal.id(), Deals.Move.to(at(stage), null), By.user(anna));
    }

    Deal now(Deal deal) {
        return deals().find(deal.id(), null).orElseThrow();
    }

    String stageOf(Deal deal) {
        return bean(Pipelines.class).stage(now(deal).stageId()).orElseThrow().name();
    }

    Deal competitor(Deal deal, String name) {
        return competitor(deal, name, By.user(anna));
    }

    Deal competitor(Deal deal, String name, By by) {
        Deal.Content old = now(deal).content();
        return deals().change(
                        deal.id(),
                        null,
                        new Deal.Content(
                                old.title(),
                                old.partyId(),
                                old.entityId(),
                                old.contactId(),
                                old.responsibleId(),
                                old.amount(),
                                old.currency(),
                                old.amountFrom(),
                                old.probability(),
                                old.expectedClose(),
                                name),
                        null,
                        by);
    }

    List<StageMove> movesOf(Deal deal) {
        return deals().moves(deal.id());
    }

    Lead lead(PhoneNumber phone) {
        return lead(phone, Instant.now());
    }

    Lead lead(PhoneNumber phone, Instant at) {
        return bean(Leads.class)
                .take(new Lead.Incoming(
                        Lead.Channel.FORM,
                        "сайт",
                        null,
                        "Мария",
                        null,
                        phone,
                        null,
                        "нужен прайс",
                        null,
                        Map.of(),
                        null,
                        null,
                        null,
                        at))
                .orElseThrow();
    }

    /** Titles of what somebody has to do, sorted. */
    List<String> toDo(StaffMember person) {
        return crm.jdbc()
                .sql("select title from task where doer_id = ? and closed_at is null order by title")
                .param(person.id())
                .query(String.class)
                .list();
    }

    /** Keys of why, the first first. */
    List<String> whys(Robot robot) {
        List<Robot.Line> lines = robots().log(robot.id(), null, 500);
        return IntStream.range(0, lines.size())
                .mapToObj(i -> lines.get(lines.size() - 1 - i).why().key())
                .toList();
    }

    int count(String what) {
        return crm.jdbc()
                .sql("select count(*) from " + what)
                .query(Integer.class)
                .single();
    }

    @Override
    public void close() {
        context.close();
        crm.jdbc()
                .sql(
                        "truncate robot, robot_event, robot_told, robot_task, event, event_party, task, deal, call_change cascade")
                .update();
        for (String table : List.of("deal_type", "stage", "pipeline", "lost_reason")) {
            crm.jdbc()
                    .sql("delete from " + table + " where id::text not like '019ad000-%'")
                    .update();
        }
        crm.close();
    }
}
