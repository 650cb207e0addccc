package org.ringbook.campaigns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.Reason;
import org.ringbook.calls.Call.Result;
import org.ringbook.calls.log.CallDispositions;
import org.ringbook.campaigns.AgentWork.Before;
import org.ringbook.campaigns.AgentWork.Choice;
import org.ringbook.campaigns.CallLists.Person;
import org.ringbook.campaigns.CampaignResult.Effect;
import org.ringbook.campaigns.CampaignResults.Meaning;
import org.ringbook.dialrules.Purpose;
import org.ringbook.events.Events;
import org.ringbook.feed.ChangeType;
import org.ringbook.refusals.Refused;
import org.ringbook.tasks.Task;
import org.ringbook.tasks.TaskFilter;

/** What people choose, promise, skip and correct, and how often they may. */
class ResultsOfAListTest {

    private static final String MARIAS = "+79161112233";
    private static final String PAVELS = "+79035556677";
    private static final String OLGAS = "+79217778899";

    private final CallDesk desk = new CallDesk();

    @AfterEach
    void close() {
        desk.close();
    }

    private UUID dispositionOf(UUID call) {
        return desk.desk.bean(CallDispositions.class).of(List.of(call)).get(call);
    }

    private List<Task> toDo(UUID person) {
        return desk.tasks.list(TaskFilter.toDo(person), null, null, 10).items();
    }

    @Test
    void aCorrectedResultIsTheCallsFromThenOnAndCancelsWhatWasPromised() {
        Campaign campaign = desk.running(MARIAS);
        Attempt attempt = desk.tried(campaign, desk.anna, Result.ANSWERED, null);
        Instant promised = desk.now().plus(Duration.ofHours(30));
        desk.work.result(
                attempt.id(),
                new Choice(desk.disposition(Effect.CALLBACK), null, "после обеда", promised, true),
                desk.anna);
        Task task = toDo(desk.anna.id()).get(0);
        assertThat(dispositionOf(attempt.callId())).isEqualTo(desk.disposition(Effect.CALLBACK));

        desk.work.correct(attempt.id(), desk.disposition(Effect.SUCCESS), "прослушали запись", desk.vera);
        assertThat(dispositionOf(attempt.callId())).isEqualTo(desk.disposition(Effect.SUCCESS));
        assertThat(desk.tasks.find(task.id(), null).orElseThrow().state()).isEqualTo(Task.State.CANCELLED);
        assertThat(desk.tasks.moves(task.id()))
                .as("the trace of the task says why")
                .anySatisfy(move -> assertThat(move.note()).isEqualTo("прослушали запись"));
        assertThat(desk.entry(attempt.entryId()).state()).isEqualTo(Entry.State.SUCCESS);
        assertThat(desk.work.corrections(List.of(attempt.id())).get(attempt.id()))
                .hasSize(1)
                .allSatisfy(one -> assertThat(one.by()).isEqualTo(desk.vera.id()));
        assertThat(desk.desk.bean(Events.class).noteOfCall(attempt.callId(), desk.anna.id()))
                .as("Anna's own note stays")
                .hasValueSatisfying(note -> assertThat(note.text()).isEqualTo("после обеда"));
        assertThat(desk.desk.feed.after(0, 100))
                .as("whoever follows the calls is told of both")
                .filteredOn(change -> change.type() == ChangeType.RESULT)
                .hasSize(2);
    }

    @Test
    void aResultThatIsCorrectedToACallbackMakesTheTaskOfWhoeverTalked() {
        Campaign campaign = desk.running(MARIAS);
        Attempt attempt = desk.tried(campaign, desk.anna, Result.ANSWERED, null);
        desk.work.result(attempt.id(), Choice.of(desk.disposition(Effect.SUCCESS)), desk.anna);
        UUID callback = desk.disposition(Effect.CALLBACK);
        assertThatThrownBy(() -> desk.work.correct(attempt.id(), callback, "просила перезвонить", desk.vera))
                .hasMessageContaining("Say when");
        Instant at = desk.now().plus(Duration.ofHours(3));
        desk.work.correct(attempt.id(), new Choice(callback, null, null, at, true), "просила перезвонить", desk.vera);
        assertThat(desk.entry(attempt.entryId()).state()).isEqualTo(Entry.State.CALLBACK);
        assertThat(toDo(desk.anna.id()))
                .hasSize(1)
                .allSatisfy(task -> assertThat(task.dueAt()).isEqualTo(at));
        assertThatThrownBy(() -> desk.work.correct(attempt.id(), callback, "a\0b", desk.vera))
                .hasMessageContaining("cannot be kept");
    }

    /** Story 24: tomorrow at 15 in Yekaterinburg is 13 in Moscow; ten minutes before Anna is told, a quarter of an hour late anybody calls. */
    @Test
    void aPromiseIsKeptByTheClockOfThePersonAndCalledToMindBefore() {
        Campaign campaign = desk.running(MARIAS);
        Attempt attempt = desk.tried(campaign, desk.anna, Result.ANSWERED, null);
        Instant at = Instant.parse("2026-12-02T15:00:00+05:00");
        ZoneId there = ZoneId.of("Asia/Yekaterinburg");
        desk.work.result(
                attempt.id(), new Choice(desk.disposition(Effect.CALLBACK), null, null, at, true, there), desk.anna);
        assertThat(at).isEqualTo(Instant.parse("2026-12-02T13:00:00+03:00"));
        assertThat(desk.work.zonesOfPromises(List.of(attempt.entryId()))).containsEntry(attempt.entryId(), there);
        assertThat(desk.tasks.reminders(desk.anna.id(), at.minus(Duration.ofMinutes(11))))
                .isEmpty();
        assertThat(desk.tasks.reminders(desk.anna.id(), at.minus(Duration.ofMinutes(10))))
                .hasSize(1);
        desk.at("2026-12-02T13:14");
        assertThat(desk.work.next(campaign.id(), desk.boris))
                .as("Anna may come")
                .isEmpty();
        desk.at("2026-12-02T13:15");
        Before before = desk.work.next(campaign.id(), desk.boris).orElseThrow();
        desk.work.prepare(before.entry().id(), null, "102", desk.boris);
        assertThat(desk.measures.of(campaign.id(), desk.now()).promisesKept())
                .as("late by more than ten minutes")
                .isEqualTo(new org.ringbook.pacing.ListMeasures.Share(0, 1));
    }

    /** Story 7: one place is left of the quota, and only one agent may try to fill it. */
    @Test
    void theLastPlaceOfAQuotaIsTriedByOneAgentAtATime() {
        Campaign campaign = desk.running(MARIAS, PAVELS, OLGAS);
        desk.quotas.save(campaign.id(), List.of(new Quotas.Wanted(null, null, 2)), desk.vera);
        Attempt first = desk.tried(campaign, desk.anna, Result.ANSWERED, null);
        desk.work.result(first.id(), Choice.of(desk.disposition(Effect.SUCCESS)), desk.anna);
        Before annas = desk.work.next(campaign.id(), desk.anna).orElseThrow();
        assertThat(desk.work.next(campaign.id(), desk.boris))
                .as("1 is done and Anna has one: 2 would be oversold")
                .isEmpty();
        Attempt second = desk.work.prepare(annas.entry().id(), null, "101", desk.anna);
        desk.work.placed(second.id(), second.id());
        desk.told(second, Result.NO_ANSWER, Reason.RANG_OUT);
        desk.later(Duration.ofMinutes(3));
        Before boriss = desk.work.next(campaign.id(), desk.boris).orElseThrow();
        Attempt third = desk.work.prepare(boriss.entry().id(), null, "102", desk.boris);
        desk.work.placed(third.id(), third.id());
        desk.told(third, Result.ANSWERED, null);
        desk.work.result(third.id(), Choice.of(desk.disposition(Effect.SUCCESS)), desk.boris);
        assertThat(desk.entry(second.entryId()).state())
                .as("it is full: nobody else is called")
                .isEqualTo(Entry.State.QUOTA);
        desk.work.correct(third.id(), desk.disposition(Effect.REFUSAL), "не брал", desk.vera);
        assertThat(desk.entry(second.entryId()).state())
                .as("a place is free again")
                .isEqualTo(Entry.State.WAITING);
        assertThat(desk.quotas.of(campaign.id()).get(0).success()).isEqualTo(1);
    }

    @Test
    void aQuotaOfAColumnLeavesOthersAlone() {
        Campaign campaign = desk.campaign(Purpose.SERVICE);
        desk.lists.add(
                campaign.id(),
                CallList.Source.HAND,
                null,
                List.of(
                        of("Мария", Map.of("Пол", "ж"), MARIAS),
                        of("Ольга", Map.of("Пол", "Ж "), OLGAS),
                        of("Павел", Map.of("Пол", "м"), PAVELS)),
                desk.vera);
        desk.desk
                .crm
                .jdbc()
                .sql("update campaign_entry set next_at = ?")
                .param(CampaignRows.time(desk.now()))
                .update();
        desk.desk
                .crm
                .jdbc()
                .sql("update entry_number set next_at = ?")
                .param(CampaignRows.time(desk.now()))
                .update();
        desk.campaigns.move(campaign.id(), Campaign.State.RUNNING, desk.vera);
        desk.quotas.save(campaign.id(), List.of(new Quotas.Wanted("Пол", "ж", 1)), desk.vera);
        assertThatThrownBy(() -> desk.quotas.save(campaign.id(), List.of(new Quotas.Wanted("Пол", null, 1)), desk.vera))
                .isInstanceOf(Refused.class);
        Attempt first = desk.tried(campaign, desk.anna, Result.ANSWERED, null);
        desk.work.result(first.id(), Choice.of(desk.disposition(Effect.SUCCESS)), desk.anna);
        assertThat(desk.work
                        .next(campaign.id(), desk.anna)
                        .orElseThrow()
                        .entry()
                        .name())
                .isEqualTo("Павел");
        assertThat(desk.entries(campaign))
                .filteredOn(one -> one.name().equals("Ольга"))
                .allSatisfy(one -> assertThat(one.state()).isEqualTo(Entry.State.QUOTA));
    }

    @Test
    void onlyTheResultThatFillsAQuotaLooksThroughWhoWaits() {
        Campaign campaign = desk.running(MARIAS, PAVELS);
        desk.quotas.save(campaign.id(), List.of(new Quotas.Wanted(null, null, 1)), desk.vera);
        Attempt first = desk.tried(campaign, desk.anna, Result.ANSWERED, null);
        desk.work.result(first.id(), Choice.of(desk.disposition(Effect.SUCCESS)), desk.anna);
        List<Entry> left = desk.entries(campaign).stream()
                .filter(one -> one.state() == Entry.State.QUOTA)
                .toList();
        assertThat(left).hasSize(1);
        desk.lists.add(campaign.id(), CallList.Source.HAND, null, List.of(of("Ольга", Map.of(), OLGAS)), desk.vera);
        desk.desk
                .crm
                .jdbc()
                .sql("update campaign_entry set next_at = ? where state = 'new'")
                .param(CampaignRows.time(desk.now()))
                .update();
        desk.desk
                .crm
                .jdbc()
                .sql("update entry_number set next_at = ?")
                .param(CampaignRows.time(desk.now()))
                .update();
        desk.work.correct(first.id(), desk.disposition(Effect.SUCCESS), "всё верно", desk.vera);
        assertThat(desk.entries(campaign))
                .as("it was full already: a further result does not go through the list again")
                .filteredOn(one -> one.state() == Entry.State.NEW)
                .hasSize(1);
        assertThat(desk.work.next(campaign.id(), desk.boris))
                .as("who came later is looked at when their turn comes")
                .isEmpty();
        assertThat(desk.entries(campaign))
                .filteredOn(one -> one.state() == Entry.State.QUOTA)
                .hasSize(2);
        desk.quotas.save(campaign.id(), List.of(), desk.vera);
        assertThat(desk.entries(campaign))
                .as("without quotas everybody is called again")
                .noneMatch(one -> one.state() == Entry.State.QUOTA);
    }

    @Test
    void aPromiseIsNotKeptByACallThatReachedNobodysTelephone() {
        Campaign campaign = desk.running(MARIAS);
        Attempt attempt = desk.tried(campaign, desk.anna, Result.ANSWERED, null);
        Instant at = desk.now().plus(Duration.ofHours(1));
        desk.work.result(attempt.id(), new Choice(desk.disposition(Effect.CALLBACK), null, null, at, true), desk.anna);
        desk.later(Duration.ofHours(1));
        Before before = desk.work.next(campaign.id(), desk.anna).orElseThrow();
        Attempt refused = desk.work.prepare(before.entry().id(), null, "101", desk.anna);
        desk.work.notPlaced(refused.id());
        desk.later(Duration.ofHours(1));
        assertThat(desk.measures.of(campaign.id(), desk.now()).promisesKept())
                .as("nobody was called at that time")
                .isEqualTo(new org.ringbook.pacing.ListMeasures.Share(0, 1));
    }

    private static Person of(String name, Map<String, String> fields, String... numbers) {
        return new Person(null, name, null, null, null, null, null, null, 0, fields, List.of(numbers));
    }

    /** Story 6: three numbers of one person, of which the third is answered. */
    @Test
    void furtherNumbersAreTriedInTheirOrderAndTheThirdAnswers() {
        Campaign campaign = desk.running(MARIAS + " " + PAVELS + " " + OLGAS);
        Attempt first = desk.tried(campaign, desk.anna, Result.NO_ANSWER, Reason.RANG_OUT);
        desk.later(Duration.ofMinutes(31));
        Attempt second = desk.tried(campaign, desk.anna, Result.NO_ANSWER, Reason.RANG_OUT);
        desk.later(Duration.ofMinutes(31));
        Attempt third = desk.tried(campaign, desk.anna, Result.ANSWERED, null);
        desk.work.result(third.id(), Choice.of(desk.disposition(Effect.SUCCESS)), desk.anna);
        assertThat(List.of(first.number(), second.number(), third.number()))
                .extracting(Object::toString)
                .containsExactly(MARIAS, PAVELS, OLGAS);
        CampaignMeasures measures = desk.measures;
        var list = measures.of(campaign.id(), desk.now()).list();
        assertThat(list.attempts()).isEqualTo(3);
        assertThat(list.reached()).as("the entry was reached once").isEqualTo(1);
        assertThat(list.attemptsPerContact().value()).isEqualTo(3);
        assertThat(list.connectRate().of()).isEqualTo(3);
        assertThat(measures.agents(campaign.id()))
                .singleElement()
                .satisfies(anna -> assertThat(anna.success()).isEqualTo(1));
        assertThat(measures.hours(campaign))
                .extracting(CampaignMeasures.OfHour::hour)
                .containsExactly(11, 12);
    }

    /** Story 5, with both cards open before the first of them is called. */
    @Test
    void ofTwoOpenCardsOfOneNumberTheSecondIsNotCalledOnThatDay() {
        Campaign campaign = desk.running(MARIAS, MARIAS);
        Before annas = desk.work.next(campaign.id(), desk.anna).orElseThrow();
        Before boriss = desk.work.next(campaign.id(), desk.boris).orElseThrow();
        Attempt attempt = desk.work.prepare(annas.entry().id(), null, "101", desk.anna);
        desk.work.placed(attempt.id(), attempt.id());
        desk.told(attempt, Result.NO_ANSWER, Reason.RANG_OUT);
        assertThatThrownBy(() -> desk.work.prepare(boriss.entry().id(), null, "102", desk.boris))
                .hasMessageContaining("less than a day ago");
        Entry twin = desk.entry(boriss.entry().id());
        assertThat(twin.sleeps()).isEqualTo("same_number");
        assertThat(Duration.between(attempt.createdAt(), twin.nextAt())).isEqualTo(Duration.ofHours(24));
        assertThat(desk.work.before(desk.boris))
                .as("he has nothing before him any more")
                .isEmpty();
    }

    private CampaignMeasures.OfAgent figuresOfAnna(Campaign campaign) {
        return desk.measures.agents(campaign.id()).get(0);
    }

    @Test
    void aCorrectionIsNoWorkAfterTheCall() {
        Campaign campaign = desk.running(MARIAS, PAVELS);
        Attempt talked = desk.tried(campaign, desk.anna, Result.ANSWERED, null);
        desk.later(Duration.ofSeconds(12));
        desk.work.result(talked.id(), Choice.of(desk.disposition(Effect.SUCCESS)), desk.anna);
        assertThat(figuresOfAnna(campaign).wrapUpSeconds()).isEqualTo(12);
        desk.later(Duration.ofMinutes(40));
        desk.work.correct(talked.id(), desk.disposition(Effect.REFUSAL), "прослушали запись", desk.vera);
        assertThat(figuresOfAnna(campaign).wrapUpSeconds())
                .as("Vera corrected it, Anna worked no longer")
                .isEqualTo(12);
        assertThat(desk.work.attempt(talked.id()).orElseThrow().resultedBy()).isEqualTo(desk.anna.id());
    }

    @Test
    void aCorrectionOfWhatWasChosenWhileTheyTalkedIsNoWorkAfterTheCall() {
        Campaign campaign = desk.running(MARIAS);
        Attempt attempt = prepared(campaign);
        Call call = talks(attempt);
        desk.work.result(attempt.id(), Choice.of(desk.disposition(Effect.SUCCESS)), desk.anna);
        desk.later(Duration.ofSeconds(30));
        desk.log(call.with(draft -> draft.endedAt = desk.now()));
        desk.later(Duration.ofMinutes(20));
        desk.work.correct(attempt.id(), desk.disposition(Effect.REFUSAL), "прослушали запись", desk.vera);
        assertThat(figuresOfAnna(campaign).wrapUpSeconds()).isZero();
    }

    /** They talk, and the log has not told yet how it ended. */
    private Call talks(Attempt attempt) {
        Call call = desk.call(attempt, Result.ANSWERED, null);
        desk.work.answered(attempt.id(), call.id(), desk.now());
        return call;
    }

    private Attempt prepared(Campaign campaign) {
        Before before = desk.work.next(campaign.id(), desk.anna).orElseThrow();
        Attempt attempt = desk.work.prepare(before.entry().id(), null, "101", desk.anna);
        desk.work.placed(attempt.id(), attempt.id());
        return attempt;
    }

    @Test
    void whoWasReachedOnceIsReachedWhateverCameOfTheNextTry() {
        Campaign campaign = desk.running(MARIAS);
        Attempt first = desk.tried(campaign, desk.anna, Result.ANSWERED, null);
        desk.work.result(first.id(), Choice.of(desk.disposition(Effect.LATER)), desk.anna);
        assertThat(desk.measures.of(campaign.id(), desk.now()).list().reached()).isEqualTo(1);
        desk.later(Duration.ofDays(3));
        Attempt second = desk.tried(campaign, desk.anna, Result.ANSWERED, null);
        desk.work.result(second.id(), Choice.of(desk.disposition(Effect.MACHINE)), desk.anna);
        assertThat(desk.measures.of(campaign.id(), desk.now()).list().reached())
                .as("a machine took the second call; the first was with Maria")
                .isEqualTo(1);
        assertThat(desk.figures.of(campaign.id()).reached()).isEqualTo(1);
    }

    @Test
    void onlyAMachineAnsweredAndNobodyIsReached() {
        Campaign campaign = desk.running(MARIAS);
        Attempt attempt = desk.tried(campaign, desk.anna, Result.ANSWERED, null);
        desk.work.result(attempt.id(), Choice.of(desk.disposition(Effect.MACHINE)), desk.anna);
        assertThat(desk.measures.of(campaign.id(), desk.now()).list().reached()).isZero();
        assertThat(desk.figures.of(campaign.id()).reached())
                .as("everywhere the same")
                .isZero();
    }

    @Test
    void whoIsTakenOffTheListIsOwedNoCall() {
        Campaign campaign = desk.running(MARIAS);
        Attempt attempt = desk.tried(campaign, desk.anna, Result.ANSWERED, null);
        Instant at = desk.now().plus(Duration.ofHours(1));
        desk.work.result(attempt.id(), new Choice(desk.disposition(Effect.CALLBACK), null, null, at, true), desk.anna);
        Task task = toDo(desk.anna.id()).get(0);
        UUID list = desk.lists.ofCampaign(campaign.id()).get(0).id();
        desk.lists.undo(list, desk.vera);
        desk.later(Duration.ofHours(2));
        assertThat(desk.measures.of(campaign.id(), desk.now()).promisesKept())
                .as("none was late")
                .isEqualTo(new org.ringbook.pacing.ListMeasures.Share(0, 0));
        assertThat(toDo(desk.anna.id())).isEmpty();
        assertThat(desk.tasks.find(task.id(), null).orElseThrow().state()).isEqualTo(Task.State.CANCELLED);
        assertThat(desk.work.promises(campaign.id(), null, 10)).isEmpty();
    }

    @Test
    void whoMustNotBeCalledAnyMoreIsOwedNoCall() {
        Campaign campaign = desk.running(MARIAS);
        Attempt attempt = desk.tried(campaign, desk.anna, Result.ANSWERED, null);
        Instant at = desk.now().plus(Duration.ofHours(1));
        desk.work.result(attempt.id(), new Choice(desk.disposition(Effect.CALLBACK), null, null, at, true), desk.anna);
        desk.never(attempt);
        desk.later(Duration.ofHours(1));
        assertThat(desk.work.next(campaign.id(), desk.anna)).isEmpty();
        assertThat(desk.entry(attempt.entryId()).state()).isEqualTo(Entry.State.DO_NOT_CALL);
        desk.later(Duration.ofHours(1));
        assertThat(desk.measures.of(campaign.id(), desk.now()).promisesKept().of())
                .isZero();
        assertThat(toDo(desk.anna.id())).isEmpty();
    }

    @Test
    void whatIsPromisedWhileTheyTalkHasItsTimeAtOnce() {
        Campaign campaign = desk.running(MARIAS);
        Attempt attempt = prepared(campaign);
        Call call = talks(attempt);
        Instant at = desk.now().plus(Duration.ofHours(3));
        desk.work.result(attempt.id(), new Choice(desk.disposition(Effect.CALLBACK), null, null, at, true), desk.anna);
        assertThat(desk.entry(attempt.entryId()).state()).isEqualTo(Entry.State.TALKING);
        assertThat(desk.work.promisedIn(attempt.id())).contains(at);
        desk.log(call);
        desk.work.correct(attempt.id(), desk.disposition(Effect.SUCCESS), "ошиблась", desk.anna);
        assertThat(desk.work.promisedIn(attempt.id())).isEmpty();
    }

    @Test
    void allOfATakenQuotaWaitAtOnce() {
        Campaign campaign = desk.running(MARIAS);
        var city = Map.of("Город", "Тверь");
        desk.lists.add(
                campaign.id(),
                CallList.Source.HAND,
                null,
                java.util.stream.IntStream.range(0, 120)
                        .mapToObj(n -> of("Клиент из Твери " + n, city, "+7916555%04d".formatted(n)))
                        .toList(),
                desk.vera);
        desk.lists.add(
                campaign.id(),
                CallList.Source.HAND,
                null,
                List.of(of("Павел из Орла", Map.of("Город", "Орёл"), PAVELS)),
                desk.vera);
        dueNow();
        desk.quotas.save(campaign.id(), List.of(new Quotas.Wanted("Город", "Тверь", 1)), desk.vera);
        desk.work.next(campaign.id(), desk.boris).orElseThrow();
        assertThat(desk.work
                        .next(campaign.id(), desk.anna)
                        .orElseThrow()
                        .entry()
                        .name())
                .as("the one place of Tver is hers")
                .isEqualTo("Клиент из Твери 0");
        assertThat(desk.work
                        .next(campaign.id(), desk.vera)
                        .orElseThrow()
                        .entry()
                        .name())
                .as("119 of Tver wait, and the next is found in the same look")
                .isEqualTo("Павел из Орла");
        assertThat(desk.entries(campaign))
                .filteredOn(one -> "quota".equals(one.sleeps()))
                .hasSize(119);
    }

    private void dueNow() {
        for (String table : List.of("campaign_entry", "entry_number")) {
            desk.desk
                    .crm
                    .jdbc()
                    .sql("update " + table + " set next_at = ?")
                    .param(CampaignRows.time(desk.now()))
                    .update();
        }
    }

    @Test
    void hoursAreOfTheCompanysDayWhereNobodyKnowsBetter() {
        Campaign campaign = desk.running(MARIAS);
        desk.tried(campaign, desk.anna, Result.NO_ANSWER, Reason.RANG_OUT);
        desk.desk.crm.jdbc().sql("update campaign set assumed_zone = null").update();
        desk.desk.crm.jdbc().sql("update campaign_entry set time_zone = null").update();
        Campaign unknown = desk.campaigns.find(campaign.id()).orElseThrow();
        assertThat(desk.measures.hours(unknown))
                .extracting(CampaignMeasures.OfHour::hour)
                .containsExactly(11);
    }

    @Test
    void whoPickedUpAndFoundNobodyHasPickedUp() {
        Campaign campaign = desk.running(MARIAS, PAVELS);
        desk.tried(campaign, desk.anna, Result.ANSWERED, null);
        Attempt dropped = desk.tried(campaign, desk.boris, Result.NO_ANSWER, Reason.RANG_OUT);
        var jdbc = desk.desk.crm.jdbc();
        jdbc.sql("update call_attempt set technical = 'dropped', staff_id = null, mode = 'power' where id = ?")
                .param(dropped.id())
                .update();
        var measures = desk.measures.of(campaign.id(), desk.now());
        assertThat(measures.list().connectRate()).isEqualTo(new org.ringbook.pacing.ListMeasures.Share(2, 2));
        assertThat(measures.noResult().of()).as("conversations").isEqualTo(1);
        assertThat(desk.figures.of(campaign.id()).answered()).isEqualTo(2);
        var rows = new ForecastRows(jdbc);
        Instant since = desk.now().minus(Duration.ofDays(1));
        assertThat(List.of(rows.answersByHour(campaign.id(), "Europe/Moscow", since)))
                .anySatisfy(hour -> assertThat(hour).containsExactly(2, 2));
        assertThat(rows.inVain(campaign.id(), since)).isEmpty();
    }

    @Test
    void howManyWereSkippedIsToldOfEachAgent() {
        Campaign campaign = desk.running(MARIAS, PAVELS);
        Before before = desk.work.next(campaign.id(), desk.anna).orElseThrow();
        desk.work.skip(before.entry().id(), "знакомая", desk.anna);
        desk.tried(campaign, desk.anna, Result.BUSY, null);
        CampaignMeasures measures = desk.measures;
        assertThat(measures.of(campaign.id(), desk.now()).skipped())
                .isEqualTo(new org.ringbook.pacing.ListMeasures.Share(1, 2));
        assertThat(measures.agents(campaign.id()).get(0).skipRate().value()).isEqualTo(0.5);
    }

    @Test
    void theDetailsOfEachCauseAreItsEntries() {
        Campaign campaign = desk.running(MARIAS, PAVELS, OLGAS);
        desk.tried(campaign, desk.anna, Result.BUSY, null);
        Attempt talked = desk.tried(campaign, desk.anna, Result.ANSWERED, null);
        desk.work.result(
                talked.id(),
                new Choice(
                        desk.disposition(Effect.CALLBACK),
                        null,
                        null,
                        desk.now().plus(Duration.ofHours(5)),
                        true),
                desk.anna);
        desk.work.next(campaign.id(), desk.boris).orElseThrow();
        List<CampaignFigures.Cause> causes = desk.figures.whyNot(campaign, 1, desk.now());
        assertThat(causes)
                .extracting(CampaignFigures.Cause::code)
                .containsExactlyInAnyOrder("recycling", "callback", "with_agents");
        for (CampaignFigures.Cause cause : causes) {
            var filter = new EntryFilter(campaign.id(), null, null, cause.code(), null, null, null);
            assertThat(desk.work.entries(filter, null, 50)).as(cause.code()).hasSize((int) cause.count());
        }
    }

    @Test
    void keysOfResultsAreExchangedAtOnceAndNeverGivenTwice() {
        UUID success = desk.disposition(Effect.SUCCESS);
        UUID later = desk.disposition(Effect.LATER);
        Map<UUID, CampaignResult> before = Map.of(
                success,
                desk.results.find(success).orElseThrow(),
                later,
                desk.results.find(later).orElseThrow());
        try {
            desk.results.save(List.of(
                    new Meaning(
                            success,
                            Effect.SUCCESS,
                            true,
                            null,
                            before.get(later).key()),
                    new Meaning(
                            later,
                            Effect.LATER,
                            false,
                            Duration.ofDays(2),
                            before.get(success).key())));
            assertThat(desk.results.find(success).orElseThrow().key())
                    .isEqualTo(before.get(later).key());
            assertThat(desk.results.find(later).orElseThrow().againAfter()).isEqualTo(Duration.ofDays(2));
            assertThatThrownBy(() -> desk.results.save(List.of(
                            new Meaning(success, Effect.SUCCESS, true, null, "1"),
                            new Meaning(later, Effect.LATER, false, null, "1"))))
                    .hasMessageContaining("The key 1");
            assertThatThrownBy(() -> desk.results.save(later, Effect.LATER, false, Duration.ofDays(9_999), null))
                    .hasMessageContaining("366");
        } finally {
            desk.results.save(before.values().stream()
                    .map(one -> new Meaning(one.id(), one.effect(), one.isFinal(), one.againAfter(), one.key()))
                    .toList());
        }
    }

    @Test
    void aNameOrReasonThatNoDatabaseTakesIsRefusedInWords() {
        Campaign campaign = desk.running(MARIAS);
        Before before = desk.work.next(campaign.id(), desk.anna).orElseThrow();
        assertThatThrownBy(() -> desk.work.skip(before.entry().id(), "a\0b", desk.anna))
                .hasMessageContaining("cannot be kept");
    }
}
