package org.ringbook.robots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.claims.Claim;
import org.ringbook.claims.ClaimFields;
import org.ringbook.claims.ClaimFilter;
import org.ringbook.claims.Claims;
import org.ringbook.claims.NewClaim;
import org.ringbook.deals.By;
import org.ringbook.deals.Deal;
import org.ringbook.deals.Deals;
import org.ringbook.events.EventKind;
import org.ringbook.events.Events;
import org.ringbook.events.NewEvent;
import org.ringbook.orders.NewPart;
import org.ringbook.orders.Part;
import org.ringbook.orders.Parts;
import org.ringbook.refusals.Refused;
import org.ringbook.robots.Definition.Condition;
import org.ringbook.robots.Definition.Op;
import org.ringbook.robots.Definition.RobotStep;
import org.ringbook.robots.Definition.Trigger;
import org.ringbook.robots.Definition.When;
import org.ringbook.robots.Definition.Who;
import org.ringbook.segments.Segment;
import org.ringbook.segments.SegmentCondition;
import org.ringbook.segments.SegmentCondition.What;
import org.ringbook.segments.SegmentRule;
import org.ringbook.segments.Segments;
import org.ringbook.tasks.Task;
import org.ringbook.tasks.TaskAction;
import org.ringbook.tasks.Tasks;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What happens to orders, claims, segments, call lists and in the timeline starts robots, and robots work there. */
class RobotsElsewhereTest {

    private static final Trigger MADE = Trigger.of(When.DEAL_CREATED);

    private final RobotDesk desk = new RobotDesk();
    private final UUID maria = desk.client("Мария Иванова");

    @AfterEach
    void goodbye() {
        desk.close();
    }

    private Part part(Deal deal, String title) {
        return desk.bean(Parts.class)
                .tell(new NewPart(deal.id(), null, null, title, null, null, null, null, null, null), desk.anna)
                .value();
    }

    private Segment segment(String name, SegmentRule rule) {
        return desk.bean(Segments.class).add(name, null, rule, desk.vera);
    }

    private List<UUID> members(Segment segment) {
        return desk.bean(Segments.class).ids(segment.id(), null);
    }

    private List<String> notesOf(UUID party) {
        return desk.crm
                .jdbc()
                .sql(
                        "select e.text from event e join event_party p on p.event_id = e.id where p.party_id = ? and e.kind = 'note'")
                .param(party)
                .query(String.class)
                .list();
    }

    private Robot shipped(String key) {
        RobotTemplates.Template template = RobotTemplates.all(Locale.forLanguageTag("ru")).stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElseThrow();
        return desk.robot(
                template.name(),
                template.definition().trigger(),
                template.definition().conditions(),
                template.definition().steps().toArray(RobotStep[]::new));
    }

    @Test
    void aPartThatIsLoadedLeavesANoteForTheClient() {
        Robot robot = shipped("part-shipped");
        Deal deal = desk.dealOf(maria, "Пять фур");
        Part first = part(deal, "Фура 1");
        part(deal, "Фура 2");
        desk.bean(Parts.class).move(first.id(), null, "loaded", desk.anna);
        desk.work();
        assertThat(notesOf(maria)).containsExactly("В пути: Фура 1, сделка " + deal.number());
        assertThat(desk.whys(robot)).containsExactly("robots.why.ran");
        desk.bean(Parts.class).move(first.id(), null, "delivered", desk.anna);
        desk.work();
        assertThat(notesOf(maria)).hasSize(1);
        assertThat(desk.robots().dryRun(robot.definition()))
                .as("none is loaded now")
                .isEmpty();
    }

    @Test
    void aWonDealTakesItsClientIntoASegmentAndThatStartsTheNextRobot() {
        Segment buyers = segment("Покупали", null);
        desk.robot(
                "В сегмент",
                Trigger.of(When.DEAL_STAGE_ENTERED),
                List.of(Condition.field("kind", Op.EQ, "won")),
                RobotStep.segment(buyers.id(), false));
        Robot next = desk.robot(
                "Благодарит",
                Trigger.of(When.SEGMENT_ENTERED).ofSegment(buyers.id()),
                RobotStep.task(Task.What.CALL, "Поблагодарить: {name}", Who.SUPERVISORS, 60));
        Deal deal = desk.dealOf(maria, "Фуры");
        desk.work();
        assertThat(members(buyers)).isEmpty();
        desk.deals()
                .move(
                        deal.id(),
                        Deals.Move.to(desk.won(), null)
                                .won(LocalDate.now())
                                .with(deal.content().withAmount(BigDecimal.TEN)),
                        By.user(desk.vera));
        desk.work();
        assertThat(members(buyers)).containsExactly(maria);
        assertThat(desk.toDo(desk.vera)).containsExactly("Поблагодарить: Мария Иванова");
        assertThat(desk.whys(next)).containsExactly("robots.why.ran");
        assertThat(desk.count("robot_run where cardinality(chain) = 2"))
                .as("because of the first")
                .isEqualTo(1);
    }

    @Test
    void whoComesIntoASegmentAndLeavesItIsNotedWithTheCountItself() {
        SegmentRule people = SegmentRule.of(SegmentCondition.any(What.KIND, "person"));
        Segment all = segment("Люди", people);
        Robot came = desk.robot(
                "Пришёл",
                Trigger.of(When.SEGMENT_ENTERED).ofSegment(all.id()),
                RobotStep.notify(Who.SUPERVISORS, "Пришёл {name}"));
        Robot left = desk.robot(
                "Ушёл",
                Trigger.of(When.SEGMENT_LEFT).ofSegment(all.id()),
                RobotStep.notify(Who.SUPERVISORS, "Ушёл {name}"));
        desk.client("Олег Орлов");
        desk.bean(Segments.class).refresh(all.id(), null);
        assertThat(desk.count("robot_event where done_at is null"))
                .as("committed with it: a kill right after it loses nothing")
                .isEqualTo(1);
        desk.work();
        assertThat(desk.toDo(desk.vera)).containsExactly("Пришёл Олег Орлов");

        new TransactionTemplate(desk.bean(PlatformTransactionManager.class)).executeWithoutResult(status -> {
            desk.client("Никто");
            desk.bean(Segments.class).refresh(all.id(), null);
            status.setRollbackOnly();
        });
        assertThat(desk.count("robot_event where done_at is null")).isZero();

        desk.bean(Segments.class)
                .change(
                        all.id(),
                        null,
                        "Фирмы",
                        null,
                        SegmentRule.of(SegmentCondition.any(What.KIND, "company")),
                        desk.vera);
        desk.work();
        assertThat(members(all)).doesNotContain(maria);
        assertThat(desk.whys(left)).as("another rule: nothing happened to them").isEmpty();
        assertThat(desk.whys(came)).hasSize(1);
    }

    @Test
    void whoIsTakenOutByHandLeaves() {
        Segment guests = segment("На выставку", null);
        desk.bean(Segments.class).pick(guests.id(), List.of(maria), null, desk.vera);
        Robot left = desk.robot(
                "Ушёл",
                Trigger.of(When.SEGMENT_LEFT).ofSegment(guests.id()),
                RobotStep.notify(Who.SUPERVISORS, "Ушла {name}"));
        desk.robot("Убирает", MADE, RobotStep.segment(guests.id(), true));
        desk.dealOf(maria, "Фуры");
        desk.deal("Ничья");
        desk.work();
        assertThat(members(guests)).isEmpty();
        assertThat(desk.toDo(desk.vera)).containsExactly("Ушла Мария Иванова");
        assertThat(desk.whys(left)).hasSize(1);
        assertThat(desk.count("robot_run where state = 'failed' and why_key = 'robots.no-client'"))
                .as("a deal without a client")
                .isEqualTo(1);
    }

    @Test
    void aClaimThatIsTakenStartsRobotsAndRobotsTakeClaims() {
        Robot robot = desk.robot(
                "Претензия",
                Trigger.of(When.CLAIM_STATE).inState("registered"),
                RobotStep.notify(Who.SUPERVISORS, "Претензия {number}: {title}"));
        Claim claim = desk.bean(Claims.class)
                .take(
                        NewClaim.byHand(ClaimFields.of(said -> {
                            said.subject = "Опоздали";
                            said.partyId = maria;
                        })),
                        desk.anna);
        desk.work();
        assertThat(desk.toDo(desk.vera)).containsExactly("Претензия " + claim.number() + ": Опоздали");
        desk.robot("Заводит", MADE, RobotStep.claim("По сделке «{title}»", null));
        Deal deal = desk.dealOf(maria, "Фуры");
        desk.work();
        assertThat(desk.bean(Claims.class)
                        .list(ClaimFilter.of(asked -> {}), null, null, 10)
                        .items())
                .extracting(one -> one.about().subject())
                .containsExactly("По сделке «Фуры»", "Опоздали");
        assertThat(desk.bean(Claims.class)
                        .list(ClaimFilter.of(asked -> {}), null, null, 1)
                        .items()
                        .get(0)
                        .about()
                        .dealId())
                .isEqualTo(deal.id());
        assertThat(desk.whys(robot)).hasSize(2);
    }

    @Test
    void aMailOfAClientIsAnsweredAndSomebodyChecksIt() {
        Robot robot = desk.robot(
                "Ответить",
                Trigger.of(When.MESSAGE_IN),
                List.of(Condition.field("title", Op.CONTAINS, "срочно")),
                RobotStep.assignment("Ответить: {title}", Who.SUPERVISORS, desk.admin.id(), 30));
        mail("inbound", "Срочно: где фура?");
        mail("inbound", "Спасибо");
        mail("outbound", "Срочно: уже едет");
        desk.work();
        assertThat(desk.whys(robot)).containsExactly("robots.why.ran", "robots.why.condition");
        assertThat(desk.toDo(desk.vera)).containsExactly("Ответить: Срочно: где фура?");
        Tasks tasks = desk.bean(Tasks.class);
        UUID id = desk.crm
                .jdbc()
                .sql("select id from task where doer_id = ?")
                .param(desk.vera.id())
                .query(UUID.class)
                .single();
        tasks.act(id, null, TaskAction.ACCEPT, null, desk.vera);
        assertThat(tasks.act(id, null, TaskAction.DONE, "едет", desk.vera).state())
                .isEqualTo(Task.State.DONE_UNCHECKED);
        assertThat(tasks.act(id, null, TaskAction.RETURN, "напишите час", desk.admin)
                        .returns())
                .isEqualTo(1);
    }

    private void mail(String direction, String subject) {
        desk.bean(Events.class)
                .add(
                        new NewEvent(
                                EventKind.MAIL,
                                direction,
                                null,
                                null,
                                subject,
                                null,
                                null,
                                null,
                                List.of(maria),
                                null,
                                null),
                        null,
                        null);
    }

    @Test
    void aResultOfACallListStartsARobotAndACorrectionToo() {
        UUID agreed = UUID.fromString("019ad000-0000-7000-8000-00000000d002");
        UUID refused = UUID.fromString("019ad000-0000-7000-8000-00000000d005");
        Robot robot = desk.robot(
                "Договорились",
                Trigger.of(When.CALL_LIST_RESULT).ofDisposition(agreed),
                RobotStep.task(Task.What.MEETING, "Встреча: {name}, {disposition}", Who.RESPONSIBLE, 60));
        UUID attempt = attempt();
        results(attempt, refused);
        desk.work();
        assertThat(desk.whys(robot)).isEmpty();
        results(attempt, agreed);
        results(attempt, agreed);
        desk.work();
        assertThat(desk.toDo(desk.anna)).containsExactly("Встреча: Мария, Договорились");
        assertThat(desk.whys(robot)).containsExactly("robots.why.ran");
    }

    private void results(UUID attempt, UUID disposition) {
        desk.crm
                .jdbc()
                .sql("update call_attempt set disposition_id = ?, resulted_at = now() where id = ?")
                .params(disposition, attempt)
                .update();
    }

    /** Anna has called Maria for a list. */
    private UUID attempt() {
        UUID campaign = UUID.randomUUID();
        UUID entry = UUID.randomUUID();
        UUID attempt = UUID.randomUUID();
        var jdbc = desk.crm.jdbc();
        jdbc.sql("insert into campaign (id, name, purpose) values (?, 'Должники', 'debt')")
                .param(campaign)
                .update();
        jdbc.sql(
                        "insert into campaign_entry (id, campaign_id, key, party_id, name, next_at) values (?, ?, 'm', ?, 'Мария', now())")
                .params(entry, campaign, maria)
                .update();
        jdbc.sql(
                        "insert into call_attempt (id, campaign_id, entry_id, number, staff_id, telephone, mode) values (?, ?, ?, 79161234567, ?, '101', 'preview')")
                .params(attempt, campaign, entry, desk.anna.id())
                .update();
        return attempt;
    }

    @Test
    void anotherProgramSaysSomethingOfADealAndIsHeardOnce() {
        Robot robot = desk.robot(
                "Оплачено",
                Trigger.of(When.HOOK).called("paid"),
                RobotStep.notify(Who.RESPONSIBLE, "Оплачено: {title}"),
                RobotStep.part("Отгрузка: {title}"));
        Deal deal = desk.deal("Фуры");
        assertThat(desk.robots().called("paid", deal.id(), "платёж 7")).isEqualTo(1);
        assertThat(desk.robots().called("paid", deal.id(), "платёж 7")).isEqualTo(1);
        assertThat(desk.robots().called("shipped", deal.id(), null)).isZero();
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> desk.robots().called("paid", UUID.randomUUID(), null))
                .satisfies(why -> assertThat(why.field()).isEqualTo("dealId"));
        desk.work();
        assertThat(desk.toDo(desk.anna)).containsExactly("Оплачено: Фуры");
        assertThat(desk.count("deal_part where title = 'Отгрузка: Фуры'")).isEqualTo(1);
        assertThat(desk.whys(robot)).hasSize(1);
    }
}
