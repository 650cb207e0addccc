package org.ringbook.robots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringbook.Cast;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallsOfTheDay;
import org.ringbook.deals.By;
import org.ringbook.deals.Deal;
import org.ringbook.deals.DealMoved;
import org.ringbook.deals.DealReturns;
import org.ringbook.deals.Deals;
import org.ringbook.deals.StageMove;
import org.ringbook.feed.ChangeType;
import org.ringbook.feed.FeedChange;
import org.ringbook.fields.Field;
import org.ringbook.fields.FieldKind;
import org.ringbook.fields.FieldSubject;
import org.ringbook.fields.Fields;
import org.ringbook.refusals.Refused;
import org.ringbook.robots.Definition.Asks;
import org.ringbook.robots.Definition.Condition;
import org.ringbook.robots.Definition.Op;
import org.ringbook.robots.Definition.RobotStep;
import org.ringbook.robots.Definition.Trigger;
import org.ringbook.robots.Definition.When;
import org.ringbook.robots.Definition.Who;
import org.ringbook.tasks.Task;
import org.ringbook.tasks.TasksChanged;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Anna sells, Vera is her head, and the administrator lets robots work. */
class RobotsTest {

    private static final Trigger MADE = Trigger.of(When.DEAL_CREATED);
    private static final Trigger RIVAL_CHANGED = Trigger.of(When.DEAL_CHANGED).ofField("competitor");

    private final RobotDesk desk = new RobotDesk();

    @AfterEach
    void goodbye() {
        desk.close();
    }

    @Test
    void twoRobotsThatStartEachOtherStopAfterFiveAndTheAdministratorIsTold() {
        Robot sets = desk.robot(
                "Этап сменился: поле", Trigger.of(When.DEAL_STAGE_ENTERED), RobotStep.set("competitor", "{stage}"));
        Robot moves = desk.robot("Поле сменилось: этап", RIVAL_CHANGED, RobotStep.move(null));
        Deal deal = desk.deal("Пять фур");
        desk.work();
        assertThat(desk.movesOf(deal).stream().filter(one -> one.cause() == StageMove.Cause.ROBOT))
                .as("each move by a robot, and none after the fifth run")
                .hasSize(2);
        assertThat(desk.count("robot_run")).isEqualTo(5);
        assertThat(desk.whys(sets)).containsExactly("robots.why.ran", "robots.why.ran", "robots.why.ran");
        assertThat(desk.whys(moves)).containsExactly("robots.why.ran", "robots.why.ran", "robots.why.too-deep");
        assertThat(desk.robots().offs(sets.id())).extracting(Robot.Off::record).containsExactly(deal.id());
        assertThat(desk.robots().offs(moves.id())).extracting(Robot.Off::record).containsExactly(deal.id());
        assertThat(desk.toDo(desk.admin)).hasSize(2).allMatch(title -> title.contains("Пять фур"));

        desk.competitor(deal, "Вектор");
        desk.work();
        assertThat(desk.whys(moves)).endsWith("robots.why.off");
        Deal other = desk.deal("Другая");
        desk.work();
        assertThat(desk.movesOf(other)).as("off for that deal alone").hasSizeGreaterThan(1);

        desk.robots().onAgain(moves.id(), deal.id());
        desk.competitor(deal, "Ромашка");
        desk.work();
        assertThat(desk.stageOf(deal)).isEqualTo("Договор");
    }

    @Test
    void aRobotDoesNotAnswerToItsOwnChange() {
        Robot robot = desk.robot("Дописывает", RIVAL_CHANGED, RobotStep.set("competitor", "{competitor}!"));
        Deal deal = desk.deal("Фуры");
        desk.competitor(deal, "Вектор");
        desk.work();
        assertThat(desk.now(deal).competitor()).isEqualTo("Вектор!");
        assertThat(desk.whys(robot)).containsExactly("robots.why.ran", "robots.why.own-change");
    }

    @Test
    void twentyTimesADayAreEnoughForOneDeal() {
        Robot robot = desk.robot("Считает", RIVAL_CHANGED, RobotStep.set("expectedClose", "+3"));
        Deal deal = desk.deal("Фуры");
        for (int i = 1; i <= 22; i++) {
            desk.competitor(deal, "Конкурент " + i);
        }
        desk.work();
        assertThat(desk.count("robot_run")).isEqualTo(20);
        assertThat(desk.whys(robot).subList(20, 22)).containsExactly("robots.why.too-many", "robots.why.off");
        assertThat(desk.toDo(desk.admin)).hasSize(1);
    }

    @Test
    void whateverIsKilledInTheMiddleEachStepIsDoneOnce() {
        UUID hook = UUID.randomUUID();
        desk.receivers.known.put(hook, "1С");
        Robot robot = desk.robot(
                "Ведёт",
                MADE,
                RobotStep.task(Task.What.CALL, "Позвонить: {title}", Who.RESPONSIBLE, 60),
                RobotStep.move(null),
                RobotStep.hook(hook),
                RobotStep.set("competitor", "{competitor}x"),
                RobotStep.notify(Who.SUPERVISORS, "Новая: {title}"));
        int many = 60;
        List<Deal> deals = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            deals.add(desk.deal("Сделка " + i));
        }
        var chance = new Random(39);
        desk.onEvent = event -> {
            if (event instanceof DealMoved || event instanceof TasksChanged) {
                int fate = chance.nextInt(10);
                if (fate < 3) {
                    // As a thread dies: nothing of the program catches it.
                    throw new ThreadKilled();
                }
                if (fate == 3) {
                    // As the server is killed: the connection is gone, and with it the transaction.
                    desk.crm
                            .jdbc()
                            .sql("select pg_terminate_backend(pg_backend_pid())")
                            .query(Boolean.class)
                            .single();
                }
            }
        };
        int killed = 0;
        while (desk.count("robot_run where state = 'running'") > 0
                || desk.count("robot_event where done_at is null") > 0) {
            try {
                desk.work();
            } catch (ThreadKilled | RuntimeException died) {
                killed++;
            }
        }
        assertThat(killed).isGreaterThan(30);
        assertThat(desk.count("robot_run where state = 'done'")).isEqualTo(many);
        assertThat(desk.count("robot_step")).isEqualTo(5 * many);
        assertThat(desk.toDo(desk.anna)).hasSize(many).doesNotHaveDuplicates();
        assertThat(desk.toDo(desk.vera)).hasSize(many).doesNotHaveDuplicates();
        assertThat(desk.count("robot_hook")).isEqualTo(many);
        assertThat(deals).allSatisfy(deal -> {
            assertThat(desk.movesOf(deal)).hasSize(2);
            assertThat(desk.now(deal).competitor()).isEqualTo("x");
        });
        assertThat(desk.whys(robot)).hasSize(many).containsOnly("robots.why.ran");
    }

    private static final class ThreadKilled extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void whatHasBegunKeepsItsVersion() {
        Robot robot = desk.robot(
                "Ждёт", MADE, RobotStep.waits(60), RobotStep.task(Task.What.OTHER, "По первой", Who.RESPONSIBLE, 60));
        desk.deal("Фуры");
        desk.work();
        desk.robots()
                .change(
                        robot.id(),
                        1,
                        "Ждёт",
                        new Definition(
                                MADE,
                                List.of(),
                                List.of(RobotStep.task(Task.What.OTHER, "По второй", Who.RESPONSIBLE, 60))),
                        desk.admin.id());
        assertThat(desk.toDo(desk.anna)).isEmpty();
        desk.clock.passes(Duration.ofMinutes(61));
        desk.work();
        assertThat(desk.toDo(desk.anna)).containsExactly("По первой");
        desk.deal("Ещё");
        desk.work();
        assertThat(desk.toDo(desk.anna)).containsExactly("По второй", "По первой");
        assertThat(desk.robots().versions(robot.id()))
                .extracting(Robot.Version::version)
                .containsExactly(2, 1);
    }

    @Test
    void whoSavesOverAnotherIsTold() {
        Robot robot = desk.robot("Один", MADE, RobotStep.notify(Who.SUPERVISORS, "раз"));
        var next = new Definition(MADE, List.of(), List.of(RobotStep.notify(Who.SUPERVISORS, "два")));
        desk.robots().change(robot.id(), 1, "Один", next, null);
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> desk.robots().change(robot.id(), 1, "Один", robot.definition(), null))
                .satisfies(why -> assertThat(why.refusal().key()).isEqualTo("robots.changed"));
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> desk.robots().create("один", next, null))
                .satisfies(why -> assertThat(why.refusal().key()).isEqualTo("robots.name.taken"));
    }

    @Test
    void whatWasBeforeItWasSwitchedOnIsNoneOfItsBusiness() {
        Robot off = desk.robots()
                .create(
                        "Выключен",
                        new Definition(MADE, List.of(), List.of(RobotStep.notify(Who.SUPERVISORS, "{title}"))),
                        null);
        desk.deal("Раньше");
        desk.work();
        desk.robots().switched(off.id(), true);
        desk.work();
        desk.deal("Позже");
        desk.work();
        assertThat(desk.toDo(desk.vera)).containsExactly("Позже");
        desk.robots().switched(off.id(), false);
        desk.deal("Потом");
        desk.work();
        assertThat(desk.toDo(desk.vera)).containsExactly("Позже");
    }

    @Test
    void withAnotherTriggerItMindsOnlyWhatComesAfterThat() {
        Robot robot = desk.robot("Год включён", MADE, RobotStep.notify(Who.RESPONSIBLE, "{title}"));
        desk.crm
                .jdbc()
                .sql("update robot set active_since = now() - interval '1 year'")
                .update();
        Deal old = desk.deal("Старая");
        desk.work();
        desk.crm
                .jdbc()
                .sql("update deal set stage_entered_at = now() - interval '100 days' where id = ?")
                .param(old.id())
                .update();
        List<RobotStep> steps = List.of(RobotStep.notify(Who.RESPONSIBLE, "Застряла {title}"));
        desk.robots()
                .change(
                        robot.id(),
                        1,
                        "Год включён",
                        new Definition(Trigger.of(When.DEAL_STUCK).after(3), List.of(), steps),
                        null);
        desk.deal("Новая");
        desk.look();
        assertThat(desk.toDo(desk.anna)).containsExactly("Старая");
        desk.clock.passes(Duration.ofDays(3).plusMinutes(1));
        desk.look();
        assertThat(desk.toDo(desk.anna)).containsExactly("Застряла Новая", "Старая");
    }

    @Test
    @Timeout(60)
    void whatSomebodySavesWhileARobotWaitsForTheDealIsNotLost() throws InterruptedException {
        Robot robot = desk.robot("Пишет", MADE, RobotStep.set("competitor", "Вектор {amount}"), RobotStep.move(null));
        Deal deal = desk.deal("Фуры");
        var hands = new TransactionTemplate(desk.bean(PlatformTransactionManager.class));
        Thread works = new Thread(desk::work);
        hands.executeWithoutResult(status -> {
            desk.deals()
                    .change(
                            deal.id(),
                            null,
                            deal.content().withAmount(BigDecimal.valueOf(900)),
                            null,
                            By.user(desk.anna));
            desk.moved(deal, "Договор");
            works.start();
            while (desk.count("pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
                    == 0) {
                Thread.onSpinWait();
            }
        });
        works.join();
        desk.work();
        assertThat(desk.now(deal).amount()).isEqualByComparingTo("900");
        assertThat(desk.now(deal).competitor()).startsWith("Вектор 900");
        assertThat(desk.stageOf(deal)).isEqualTo("Отгрузка");
        assertThat(desk.whys(robot)).containsExactly("robots.why.ran");
    }

    @Test
    void aStepThatReadADealBeforeItWasMovedDoesNotTakeItBack() {
        Deal deal = desk.deal("Фуры");
        RecordFacts read =
                desk.bean(FactsReader.class).read(RecordKind.DEAL, deal.id()).orElseThrow();
        desk.moved(deal, "Отгрузка");
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> desk.bean(StepWork.class)
                        .does(RobotStep.move(desk.at("Договор")), read, null, desk.clock.instant()))
                .matches(refused -> "version".equals(refused.field()));
        assertThat(desk.stageOf(deal)).isEqualTo("Отгрузка");
    }

    @Test
    void aDealOfLongSinceStartsNothingAndOneOfTodayDoes() {
        Robot made = desk.robot("Новая", MADE, RobotStep.notify(Who.SUPERVISORS, "{title}"));
        Robot won =
                desk.robot("Этап", Trigger.of(When.DEAL_STAGE_ENTERED), RobotStep.notify(Who.SUPERVISORS, "{title}"));
        desk.told("1", desk.won(), LocalDate.now().minusDays(40));
        desk.brought("Из файла");
        desk.toldLost("3");
        desk.work();
        assertThat(desk.whys(made)).isEmpty();
        assertThat(desk.whys(won)).isEmpty();
        desk.told("2", null, null);
        desk.work();
        assertThat(desk.whys(made)).containsExactly("robots.why.ran");
    }

    @Test
    void aLeadThatIsWrittenDaysAfterItCameIsNoNewOne() {
        Robot robot = desk.robot("Лид", Trigger.of(When.LEAD_CREATED), RobotStep.notify(Who.SUPERVISORS, "{name}"));
        desk.crm
                .jdbc()
                .sql("update robot set active_since = now() - interval '1 year'")
                .update();
        desk.lead(Cast.UNKNOWN, Instant.now().minus(Duration.ofDays(2)));
        desk.work();
        assertThat(desk.whys(robot)).isEmpty();
        desk.lead(CallsOfTheDay.PAVEL);
        desk.work();
        assertThat(desk.whys(robot)).containsExactly("robots.why.ran");
    }

    @Test
    void oneRobotThatCannotBeStartedDoesNotKeepTheOthersFromIt() {
        Robot broken = desk.robot("Сломан", MADE, RobotStep.notify(Who.SUPERVISORS, "первый"));
        Robot sound = desk.robot("Исправен", MADE, RobotStep.notify(Who.SUPERVISORS, "второй"));
        desk.crm
                .jdbc()
                .sql("alter table robot_run add constraint not_this check (robot_id <> '" + broken.id() + "')")
                .update();
        try {
            desk.deal("Фуры");
            desk.work();
        } finally {
            desk.crm
                    .jdbc()
                    .sql("alter table robot_run drop constraint not_this")
                    .update();
        }
        assertThat(desk.whys(broken)).containsExactly("robots.why.fault");
        assertThat(desk.whys(sound)).containsExactly("robots.why.ran");
        assertThat(desk.toDo(desk.vera)).containsExactly("второй");
    }

    @Test
    void whoIsSwitchedOffWhileAnEventIsTakenDoesNotBegin() {
        Robot robot = desk.robot("Выключают", MADE, RobotStep.notify(Who.SUPERVISORS, "{title}"));
        desk.deal("Фуры");
        RobotRows rows = desk.bean(RobotRows.class);
        RobotRows.Event event = new TransactionTemplate(desk.bean(PlatformTransactionManager.class))
                .execute(status -> rows.nextEvent().orElseThrow());
        desk.robots().switched(robot.id(), false);
        assertThat(rows.begin(robot, event, desk.clock.instant())).isEmpty();
        assertThat(desk.count("robot_run")).isZero();
    }

    @Test
    void whatASupervisorWasOnlyToldIsNoTaskThatIsOpenAlready() {
        desk.robot("Говорит о лиде", Trigger.of(When.LEAD_CREATED), RobotStep.notify(Who.SUPERVISORS, "Лид {name}"));
        desk.lead(CallsOfTheDay.PAVEL);
        desk.work();
        Robot calls = desk.robot(
                "Пропущенный",
                Trigger.of(When.MISSED_CALL),
                List.of(new Condition(Asks.NO_OPEN_TASK, null, null, null)),
                RobotStep.task(Task.What.CALL, "Перезвонить", Who.SUPERVISORS, 30));
        Call missed = CallsOfTheDay.missed(Instant.now().minusSeconds(60));
        desk.log.write(List.of(CallsOfTheDay.change(missed)));
        desk.bean(RobotCalls.class)
                .take(List.of(new FeedChange(1, ChangeType.ENDED, missed.id(), null, null, Instant.now())));
        desk.work();
        assertThat(desk.toDo(desk.vera)).containsExactly("Лид Мария", "Перезвонить");
        assertThat(desk.whys(calls)).containsExactly("robots.why.ran");
    }

    @Test
    void whatIsSwitchedOffEndsWhereItIs() {
        Robot robot = desk.robot("Ждёт", MADE, RobotStep.waits(10), RobotStep.notify(Who.SUPERVISORS, "поздно"));
        desk.deal("Фуры");
        desk.work();
        desk.robots().switched(robot.id(), false);
        desk.clock.passes(Duration.ofMinutes(11));
        desk.work();
        assertThat(desk.toDo(desk.vera)).isEmpty();
        assertThat(desk.robots().log(robot.id(), null, 10).get(0).state()).isEqualTo("stopped");
    }

    @Test
    void theLogSaysWhichConditionWasNotMet() {
        Robot robot = desk.robot(
                "Крупные",
                MADE,
                List.of(
                        new Condition(Asks.IN_WORKING_TIME, null, null, null),
                        Condition.field("title", Op.CONTAINS, "фур")),
                RobotStep.notify(Who.SUPERVISORS, "{title}"));
        desk.deal("Пять Фур");
        desk.deal("Одна коробка");
        desk.work();
        assertThat(desk.toDo(desk.vera)).containsExactly("Пять Фур");
        Robot.Line last = desk.robots().log(robot.id(), null, 10).get(0);
        assertThat(last.why().key()).isEqualTo("robots.why.condition");
        assertThat(last.why().args()).containsExactly("2");
    }

    @Test
    void aTaskThatIsOpenAlreadyIsEnough() {
        desk.robot(
                "Задача",
                Trigger.of(When.DEAL_STAGE_ENTERED).inStage(desk.at("Предложение")),
                List.of(new Condition(Asks.NO_OPEN_TASK, null, null, null)),
                RobotStep.task(Task.What.CALL, "Позвонить", Who.RESPONSIBLE, 60));
        Deal deal = desk.deal("Фуры");
        desk.moved(deal, "Предложение");
        desk.work();
        desk.moved(deal, "Потребность");
        desk.moved(deal, "Предложение");
        desk.work();
        assertThat(desk.toDo(desk.anna)).containsExactly("Позвонить");
    }

    @Test
    void aRobotDoesNotTakeADealBackUnlessItMay() {
        Robot robot = desk.robot(
                "Назад",
                Trigger.of(When.DEAL_STAGE_ENTERED).inStage(desk.at("Договор")),
                RobotStep.move(desk.at("Потребность")));
        Deal deal = desk.deal("Фуры");
        desk.moved(deal, "Договор");
        desk.work();
        assertThat(desk.stageOf(deal)).isEqualTo("Договор");
        Robot.Line line = desk.robots().log(robot.id(), null, 10).get(0);
        assertThat(line.state()).isEqualTo("failed");
        assertThat(line.runEnded().key()).isEqualTo("robots.stage.back");
    }

    @Test
    void aFieldThatGoesAwayStopsTheRobotAndIsNamed() {
        Field field = desk.bean(Fields.class)
                .save(
                        new Field(
                                null,
                                FieldSubject.DEAL,
                                "region",
                                FieldKind.TEXT,
                                "Регион",
                                null,
                                1,
                                false,
                                false,
                                true,
                                List.of(),
                                0),
                        desk.admin.id());
        Robot robot = desk.robot("Регион", MADE, RobotStep.set("fields.region", "Юг"));
        Deal deal = desk.deal("Фуры");
        desk.work();
        assertThat(desk.bean(FactsReader.class)
                        .read(RecordKind.DEAL, deal.id())
                        .orElseThrow()
                        .values())
                .containsEntry("fields.region", "Юг");
        desk.bean(Fields.class)
                .save(
                        new Field(
                                field.id(),
                                FieldSubject.DEAL,
                                field.key(),
                                FieldKind.TEXT,
                                "Регион",
                                null,
                                1,
                                false,
                                false,
                                false,
                                List.of(),
                                0),
                        desk.admin.id());
        desk.deal("Ещё");
        desk.work();
        assertThat(desk.whys(robot)).containsExactly("robots.why.ran", "robots.field.gone");
        assertThat(desk.robots().find(robot.id()).orElseThrow().broken().args()).containsExactly("fields.region");
        desk.robots().switched(robot.id(), false);
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> desk.robots().switched(robot.id(), true))
                .satisfies(why -> assertThat(why.refusal().key()).isEqualTo("robots.field.gone"));
    }

    @Test
    void aDryRunShowsTheLastFiftyAndWritesNothing() {
        for (int i = 0; i < 55; i++) {
            desk.deal("Сделка " + i);
        }
        int tasks = desk.count("task");
        List<Robot.Trial> trials = desk.robots()
                .dryRun(new Definition(
                        MADE,
                        List.of(Condition.field("title", Op.NE, "Сделка 54")),
                        List.of(
                                RobotStep.task(Task.What.CALL, "Позвонить: {title}", Who.RESPONSIBLE, 60),
                                RobotStep.move(null),
                                RobotStep.notify(Who.SUPERVISORS, "Смотри"))));
        assertThat(trials).hasSize(50);
        assertThat(trials.get(0).why().key()).isEqualTo("robots.why.condition");
        assertThat(trials.get(0).steps()).isEmpty();
        assertThat(trials.get(1).name()).isEqualTo("Сделка 53");
        assertThat(trials.get(1).steps())
                .extracting(Robot.Planned::value)
                .containsExactly("Позвонить: Сделка 53", "Потребность", "Смотри");
        assertThat(trials.get(1).steps().get(0).people()).containsExactly("Анна Петрова");
        assertThat(desk.count("task")).isEqualTo(tasks);
        assertThat(desk.count("robot") + desk.count("robot_event") + desk.count("robot_run"))
                .isZero();
    }

    @Test
    void aMissedCallLeavesATaskToCallBackAndIsSeenOnce() {
        desk.crm.staff().save(Cast.boris());
        Robot robot = desk.robot(
                "Пропущенный",
                Trigger.of(When.MISSED_CALL),
                RobotStep.task(Task.What.CALL, "Перезвонить {external}", Who.RESPONSIBLE, 30));
        Call missed = CallsOfTheDay.missed(Instant.now().minusSeconds(60));
        desk.log.write(List.of(CallsOfTheDay.change(missed)));
        var told = List.of(new FeedChange(1, ChangeType.ENDED, missed.id(), null, null, Instant.now()));
        desk.bean(RobotCalls.class).take(told);
        desk.bean(RobotCalls.class).take(told);
        desk.work();
        assertThat(desk.toDo(desk.crm.staff().byLogin("boris").orElseThrow()))
                .containsExactly("Перезвонить " + CallsOfTheDay.PAVEL);
        assertThat(desk.whys(robot)).containsExactly("robots.why.ran");
    }

    @Test
    void ofALeadThatWaitsASupervisorIsToldOnce() {
        desk.robot(
                "Лид ждёт",
                Trigger.of(When.LEAD_WAITING).afterMinutes(30),
                RobotStep.notify(Who.SUPERVISORS, "Ждёт {name}"));
        desk.robot("Новый лид", Trigger.of(When.LEAD_CREATED), RobotStep.notify(Who.SUPERVISORS, "Новый {name}"));
        desk.lead(Cast.UNKNOWN);
        desk.look();
        assertThat(desk.toDo(desk.vera)).containsExactly("Новый Мария");
        desk.clock.passes(Duration.ofMinutes(31));
        desk.look();
        desk.look();
        assertThat(desk.toDo(desk.vera)).containsExactly("Ждёт Мария", "Новый Мария");
    }

    @Test
    void aDealThatIsStuckIsNoticedOnce() {
        desk.robot(
                "Застряла",
                Trigger.of(When.DEAL_STUCK).inStage(desk.at("Договор")).after(3),
                RobotStep.notify(Who.RESPONSIBLE, "Застряла {title}"));
        Deal deal = desk.deal("Фуры");
        desk.moved(deal, "Договор");
        desk.look();
        assertThat(desk.toDo(desk.anna)).isEmpty();
        desk.clock.passes(Duration.ofDays(3).plusMinutes(1));
        desk.look();
        desk.look();
        assertThat(desk.toDo(desk.anna)).containsExactly("Застряла Фуры");
    }

    @Test
    void whatIsForgottenAfterNinetyDaysIsNotFoundAnewByTheClock() {
        desk.robot("Застряла", Trigger.of(When.DEAL_STUCK).after(1), RobotStep.notify(Who.RESPONSIBLE, "{title}"));
        desk.robot("Новая", MADE, RobotStep.notify(Who.SUPERVISORS, "{title}"));
        desk.deal("Фуры");
        desk.clock.passes(Duration.ofDays(2));
        desk.look();
        desk.bean(RobotRows.class).forget(desk.clock.instant().plusSeconds(1));
        assertThat(desk.count("robot_log") + desk.count("robot_run") + desk.count("robot_step"))
                .isZero();
        desk.look();
        assertThat(desk.toDo(desk.anna)).containsExactly("Фуры");
        assertThat(desk.toDo(desk.vera)).containsExactly("Фуры");
    }

    @Test
    void whatIsTakenBackAndWhatAFileChangesStartsNothing() {
        Robot enters =
                desk.robot("Этап", Trigger.of(When.DEAL_STAGE_ENTERED), RobotStep.notify(Who.SUPERVISORS, "{title}"));
        Robot rival = desk.robot("Конкурент", RIVAL_CHANGED, RobotStep.notify(Who.SUPERVISORS, "{title}"));
        DealReturns returns = desk.bean(DealReturns.class);
        Deal deal = desk.deal("Фуры");
        DealReturns.Standing before = returns.standing(deal.id());
        desk.competitor(deal, "Вектор");
        desk.moved(deal, "Договор");
        desk.work();
        List<String> entered = desk.whys(enters);
        assertThat(entered).endsWith("robots.why.ran");
        assertThat(desk.whys(rival)).hasSize(1);

        returns.putBack(deal.id(), before, By.user(desk.vera));
        assertThat(desk.now(deal).competitor()).isNull();
        desk.competitor(deal, "Ромашка", By.program(StageMove.Cause.IMPORT));
        desk.work();
        assertThat(desk.stageOf(deal)).isEqualTo("Новая");
        assertThat(desk.movesOf(deal)).last().extracting(StageMove::cause).isEqualTo(StageMove.Cause.UNDO);
        assertThat(desk.whys(enters)).isEqualTo(entered);
        assertThat(desk.whys(rival)).hasSize(1);
    }

    @Test
    void aDealThatIsOpenedAgainIsNoNewOne() {
        Robot again = desk.robot("Снова", Trigger.of(When.DEAL_REOPENED), RobotStep.notify(Who.SUPERVISORS, "{title}"));
        Deal deal = desk.deal("Фуры");
        desk.deals()
                .move(
                        deal.id(),
                        Deals.Move.to(desk.won(), null)
                                .won(LocalDate.now())
                                .with(deal.content().withAmount(BigDecimal.TEN)),
                        By.user(desk.vera));
        desk.work();
        assertThat(desk.whys(again)).isEmpty();
        desk.deals().move(deal.id(), Deals.Move.to(desk.at("Договор"), null).because("передумали"), By.user(desk.vera));
        desk.work();
        assertThat(desk.whys(again)).containsExactly("robots.why.ran");
    }

    @Test
    void aDayComesAndATaskIsLate() {
        desk.robot(
                "Срок",
                Trigger.of(When.DEAL_DATE).ofField("expectedClose").after(1),
                RobotStep.notify(Who.RESPONSIBLE, "Срок {title}"));
        desk.robot(
                "Просрочена", Trigger.of(When.TASK_OVERDUE), RobotStep.notify(Who.SUPERVISORS, "Просрочено: {title}"));
        desk.robot(
                "Ставит",
                MADE,
                RobotStep.set("expectedClose", "+1"),
                RobotStep.task(Task.What.CALL, "Звонок", Who.RESPONSIBLE, 60));
        desk.deal("Фуры");
        desk.look();
        assertThat(desk.toDo(desk.vera)).isEmpty();
        desk.clock.passes(Duration.ofDays(2));
        desk.look();
        desk.look();
        assertThat(desk.toDo(desk.anna)).containsExactly("Звонок", "Срок Фуры");
        assertThat(desk.toDo(desk.vera)).contains("Просрочено: Звонок");
    }

    @Test
    void anOfferThatNobodyAnswersIsAskedAbout() {
        desk.robot(
                "Тишина",
                Trigger.of(When.OFFER_SILENT).after(3),
                List.of(new Condition(Asks.NO_OPEN_TASK, null, null, null)),
                RobotStep.task(Task.What.CALL, "Спросить о {title}", Who.RESPONSIBLE, 60));
        Deal deal = desk.deal("Фуры");
        Deal spoken = desk.deal("Говорили");
        Timestamp sent = Timestamp.from(Instant.now().plusSeconds(60));
        for (Deal one : List.of(deal, spoken)) {
            desk.crm
                    .jdbc()
                    .sql(
                            "insert into document (id, deal_id, kind, state, state_since, created_at) values (?, ?, 'offer', 'sent', ?, now())")
                    .params(UUID.randomUUID(), one.id(), sent)
                    .update();
        }
        desk.crm
                .jdbc()
                .sql("update deal set stage_entered_at = now() + interval '1 day' where id = ?")
                .param(spoken.id())
                .update();
        desk.look();
        desk.clock.passes(Duration.ofDays(3).plusMinutes(5));
        desk.look();
        assertThat(desk.toDo(desk.anna)).containsExactly("Спросить о Фуры");
    }

    @Test
    void aHookIsTriedFiveTimesAndThenTheAdministratorIsTold() {
        UUID hook = UUID.randomUUID();
        desk.receivers.known.put(hook, "1С");
        desk.receivers.refuses = "timeout";
        desk.robot("В 1С", Trigger.of(When.DEAL_STAGE_ENTERED).inStage(desk.at("Договор")), RobotStep.hook(hook));
        desk.moved(desk.deal("Фуры"), "Договор");
        desk.work();
        for (int i = 0; i < 7; i++) {
            desk.bean(HookDelivery.class).sendTo(hook);
            desk.clock.passes(Duration.ofHours(2));
        }
        assertThat(desk.receivers.sent).hasSize(5).containsOnly(desk.receivers.sent.get(0));
        assertThat(desk.toDo(desk.admin)).hasSize(1);
        assertThat(desk.count("robot_hook where state = 'given_up'")).isEqualTo(1);
    }

    @Test
    void whoDoesNotAnswerKeepsNobodyElseWaiting() throws InterruptedException {
        UUID hangs = UUID.randomUUID();
        UUID answers = UUID.randomUUID();
        desk.receivers.known.putAll(Map.of(hangs, "Висит", answers, "1С"));
        var over = new CountDownLatch(1);
        desk.receivers.before = receiver -> {
            if (receiver.equals(hangs)) {
                waitFor(over);
            }
        };
        desk.robot("Обоим", MADE, RobotStep.hook(hangs), RobotStep.hook(answers));
        for (int i = 0; i < 3; i++) {
            desk.deal("Сделка " + i);
        }
        desk.work();
        desk.bean(HookDelivery.class).send();
        await().until(() -> desk.count("robot_hook where state = 'delivered'") == 3);
        assertThat(desk.count("robot_hook where state = 'waiting'")).isEqualTo(3);
        over.countDown();
        await().until(() -> desk.count("robot_hook where state = 'delivered'") == 6);
        assertThat(desk.receivers.sent).hasSize(6).doesNotHaveDuplicates();
    }

    private static void waitFor(CountDownLatch over) {
        try {
            over.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void ofAReceiverThatIsGoneThereIsOneWarningAtATime() {
        UUID hook = UUID.randomUUID();
        desk.receivers.known.put(hook, "1С");
        desk.receivers.refuses = "timeout";
        desk.robot("В 1С", MADE, RobotStep.hook(hook));
        for (int i = 0; i < 5; i++) {
            desk.deal("Сделка " + i);
        }
        givenUp(hook);
        assertThat(desk.count("robot_hook where state = 'given_up'")).isEqualTo(5);
        assertThat(desk.toDo(desk.admin)).singleElement().asString().contains("В 1С", "«1С»", "timeout");
        desk.crm.jdbc().sql("update task set closed_at = now()").update();
        desk.deal("Ещё");
        givenUp(hook);
        assertThat(desk.toDo(desk.admin)).as("the first one is closed").hasSize(1);
    }

    private void givenUp(UUID hook) {
        desk.work();
        for (int i = 0; i < 5; i++) {
            desk.bean(HookDelivery.class).sendTo(hook);
            desk.clock.passes(Duration.ofHours(2));
        }
    }

    @Test
    void aTaskOfALeadWhomNobodyKnowsIsFoundByTheLead() {
        desk.robot("Новый", Trigger.of(When.LEAD_CREATED), RobotStep.notify(Who.SUPERVISORS, "Новый {name}"));
        UUID lead = desk.lead(null).id();
        desk.work();
        assertThat(desk.crm
                        .jdbc()
                        .sql("select t.title from robot_task r join task t on t.id = r.task_id where r.record_id = ?")
                        .param(lead)
                        .query(String.class)
                        .list())
                .containsExactly("Новый Мария");
    }
}
