package org.ringbook.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contacts;
import org.ringbook.deals.By;
import org.ringbook.deals.Deal;
import org.ringbook.deals.Deal.Content;
import org.ringbook.deals.DealFilter;
import org.ringbook.deals.DealList;
import org.ringbook.deals.DealTasks;
import org.ringbook.deals.Deals;
import org.ringbook.deals.Deals.Move;
import org.ringbook.deals.Deals.NewDeal;
import org.ringbook.deals.LostReasons;
import org.ringbook.deals.Pipelines;
import org.ringbook.deals.Stage;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.NewTask;
import org.ringbook.tasks.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the demo's people sell: deals in all stages, some won and one lost; made once, while there are none. */
@Component
class DemoDeals {

    private static final Logger LOG = LoggerFactory.getLogger(DemoDeals.class);

    private final ObjectProvider<DemoPbx> pbx;
    private final Deals deals;
    private final DealList list;
    private final DealTasks tasks;
    private final Pipelines pipelines;
    private final LostReasons reasons;
    private final Contacts contacts;
    private final Staff staff;
    private final JdbcClient jdbc;
    private final boolean alive;

    DemoDeals(
            ObjectProvider<DemoPbx> pbx,
            Deals deals,
            DealList list,
            DealTasks tasks,
            Pipelines pipelines,
            LostReasons reasons,
            Contacts contacts,
            Staff staff,
            JdbcClient jdbc,
            Environment settings) {
        this.alive = settings.getProperty("ringbook.demo.calls-per-minute", Double.class, 6.0) > 0;
        this.pbx = pbx;
        this.deals = deals;
        this.list = list;
        this.tasks = tasks;
        this.pipelines = pipelines;
        this.reasons = reasons;
        this.contacts = contacts;
        this.staff = staff;
        this.jdbc = jdbc;
    }

    /**
     * @param stage how many stages it has gone; those that are closed went all the way
     * @param days for how long it stands there
     * @param step what is to be done next; null for nothing
     * @param dueDays when, from today
     */
    private record Sold(
            String russian,
            String english,
            int amount,
            int stage,
            Stage.Kind end,
            int days,
            String owner,
            String step,
            String stepEnglish,
            int dueDays) {

        String title(boolean inRussian) {
            return inRussian ? russian : english;
        }
    }

    private static final List<Sold> SOLD = List.of(
            new Sold(
                    "Чай на весну, 40 коробок",
                    "Tea for spring, 40 boxes",
                    186_000,
                    0,
                    Stage.Kind.OPEN,
                    1,
                    "anna",
                    "Выслать прайс",
                    "Send the price list",
                    0),
            new Sold(
                    "Стеллажи для склада",
                    "Shelves for the warehouse",
                    412_500,
                    0,
                    Stage.Kind.OPEN,
                    9,
                    "boris",
                    null,
                    null,
                    0),
            new Sold(
                    "Пробная партия",
                    "A trial lot",
                    24_900,
                    0,
                    Stage.Kind.OPEN,
                    0,
                    "gleb",
                    "Узнать адрес доставки",
                    "Ask where to deliver",
                    1),
            new Sold(
                    "Поставка на квартал",
                    "Supply for a quarter",
                    960_000,
                    1,
                    Stage.Kind.OPEN,
                    4,
                    "anna",
                    "Встреча на складе",
                    "Meeting in the warehouse",
                    2),
            new Sold(
                    "Фирменная упаковка",
                    "Packaging with a logo",
                    148_300,
                    1,
                    Stage.Kind.OPEN,
                    16,
                    "gleb",
                    "Согласовать макет",
                    "Agree on the design",
                    -1),
            new Sold(
                    "Пять машин до Перми",
                    "Five lorries to Perm",
                    1_250_000,
                    2,
                    Stage.Kind.OPEN,
                    6,
                    "boris",
                    "Узнать решение",
                    "Ask what they decided",
                    1),
            new Sold(
                    "Замена поставщика чая",
                    "Another supplier of tea",
                    330_000,
                    2,
                    Stage.Kind.OPEN,
                    2,
                    "anna",
                    "Позвонить закупщику",
                    "Call the buyer",
                    0),
            new Sold(
                    "Годовой договор",
                    "Contract for a year",
                    2_400_000,
                    3,
                    Stage.Kind.OPEN,
                    3,
                    "boris",
                    "Забрать подписанный договор",
                    "Fetch the signed contract",
                    3),
            new Sold("Подарочные наборы", "Gift boxes", 89_700, 3, Stage.Kind.WON, 5, "anna", null, null, 0),
            new Sold("Чай в офис", "Tea for the office", 31_200, 3, Stage.Kind.WON, 12, "gleb", null, null, 0),
            new Sold(
                    "Кофе-машины в аренду",
                    "Coffee machines for rent",
                    540_000,
                    2,
                    Stage.Kind.LOST,
                    8,
                    "boris",
                    null,
                    null,
                    0));

    /** When the people and their customers are there. */
    @Order(2)
    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        DemoPbx demo = pbx.getIfAvailable();
        Optional<StaffMember> vera = staff.byLogin("vera").filter(StaffMember::active);
        if (demo == null || !alive || vera.isEmpty() || list.count(DealFilter.of(any -> {}), null, 1) > 0) {
            return;
        }
        try {
            sell(demo.cast() == DemoCastRussian.CAST, vera.get());
        } catch (IllegalArgumentException changedByTheVisitor) {
            LOG.debug("The demo leaves out its deals", changedByTheVisitor);
        }
    }

    private void sell(boolean russian, StaffMember vera) {
        List<Company> companies = contacts.companies(null, null, 5).items();
        List<Contact> people = contacts.contacts(null, null, null, 20).items();
        List<Stage> stages =
                pipelines.first().map(first -> pipelines.stages(first.id())).orElse(List.of());
        List<Stage> open = stages.stream().filter(Stage::isOpen).toList();
        if (companies.isEmpty() || open.size() < 2) {
            return;
        }
        for (int i = 0; i < SOLD.size(); i++) {
            sell(SOLD.get(i), companies.get(i % companies.size()), people, stages, open, russian, vera);
        }
    }

    private void sell(
            Sold sold,
            Company company,
            List<Contact> people,
            List<Stage> stages,
            List<Stage> open,
            boolean russian,
            StaffMember vera) {
        StaffMember owner =
                staff.byLogin(sold.owner()).filter(StaffMember::active).orElse(vera);
        UUID contact = people.stream()
                .filter(one -> company.id().equals(one.companyId()))
                .map(Contact::id)
                .findFirst()
                .orElse(null);
        LocalDate today = LocalDate.now(ZoneId.systemDefault());
        Content content = Content.titled(sold.title(russian))
                .withParty(company.id(), contact)
                .withResponsible(owner.id())
                .withAmount(new BigDecimal(sold.amount()))
                .withExpectedClose(today.plusDays(7L * (5 - sold.stage())));
        By by = By.user(owner);
        Deal deal = deals.create(NewDeal.of(content).of(null, open.get(0).id()), by);
        for (int at = 1; at <= Math.min(sold.stage(), open.size() - 1); at++) {
            deal = deals.move(deal.id(), Move.to(open.get(at).id(), null), by);
        }
        if (sold.end() != Stage.Kind.OPEN) {
            close(deal, sold, stages, russian, by);
        } else if (sold.step() != null) {
            String title = russian ? sold.step() : sold.stepEnglish();
            tasks.add(
                    deal,
                    new NewTask(
                            Task.What.OTHER,
                            title,
                            null,
                            null,
                            null,
                            null,
                            today.plusDays(sold.dueDays()),
                            null,
                            company.id(),
                            null,
                            null),
                    owner);
        }
        backdate(deal.id(), sold);
    }

    private void close(Deal deal, Sold sold, List<Stage> stages, boolean russian, By by) {
        Stage end = stages.stream()
                .filter(stage -> stage.kind() == sold.end() && !stage.archived())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No such end"));
        Move move = Move.to(end.id(), null);
        deals.move(
                deal.id(),
                sold.end() == Stage.Kind.WON
                        ? move.won(LocalDate.now(ZoneId.systemDefault()))
                        : move.lost(
                                reasons.offered().get(0).id(),
                                russian ? "Купили у соседей" : "Bought from the neighbours"),
                by);
    }

    /** A demo begins with a past: nobody else writes when something was done. */
    private void backdate(UUID deal, Sold sold) {
        Instant since = Instant.now().minus(Duration.ofDays(sold.days()));
        int moves = jdbc.sql("select count(*) from stage_move where deal_id = ?")
                .param(deal)
                .query(Integer.class)
                .single();
        // Four days in each stage before.
        jdbc.sql("update stage_move m set at = cast(:since as timestamptz) - (n.behind * interval '4 days'),"
                        + " seconds_in_from = case when m.from_stage is null then null else 345600 end"
                        + " from (select id, row_number() over (order by id desc) - 1 as behind from stage_move where deal_id = :deal) n"
                        + " where n.id = m.id")
                .param("since", since.toString())
                .param("deal", deal)
                .update();
        jdbc.sql(
                        "update deal set stage_entered_at = cast(:since as timestamptz),"
                                + " created_at = cast(:since as timestamptz) - (:moves * interval '4 days'),"
                                + " closed_at = case when closed_at is null then null else cast(:since as timestamptz) end where id = :deal")
                .param("since", since.toString())
                .param("moves", moves - 1)
                .param("deal", deal)
                .update();
    }
}
