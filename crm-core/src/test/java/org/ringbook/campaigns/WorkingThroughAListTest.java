package org.ringbook.campaigns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.Reason;
import org.ringbook.calls.Call.Result;
import org.ringbook.campaigns.AgentWork.Before;
import org.ringbook.campaigns.AgentWork.Choice;
import org.ringbook.campaigns.CampaignResult.Effect;
import org.ringbook.dialrules.Purpose;
import org.ringbook.events.Events;
import org.ringbook.refusals.Refused;
import org.ringbook.tasks.Task;
import org.ringbook.tasks.TaskFilter;

/** Anna and Boris work through a list; the log tells how each call went. */
class WorkingThroughAListTest {

    private static final String MARIAS = "+79161112233";
    private static final String PAVELS = "+79035556677";

    private final CallDesk desk = new CallDesk();

    @AfterEach
    void close() {
        desk.close();
    }

    private Duration untilNext(Entry entry) {
        return Duration.between(desk.now(), desk.entry(entry.id()).nextAt());
    }

    @Test
    void annaTalksAgreesAndTheNextStepIsATaskAndANoteOfTheCall() {
        Campaign campaign = desk.running(MARIAS);
        Attempt attempt = desk.tried(campaign, desk.anna, Result.ANSWERED, null);
        assertThat(desk.entry(attempt.entryId()).state()).isEqualTo(Entry.State.WRAP_UP);
        desk.work.result(
                attempt.id(), new Choice(desk.disposition(Effect.SUCCESS), null, "Берёт две", null, true), desk.anna);
        assertThat(desk.entry(attempt.entryId()).state()).isEqualTo(Entry.State.SUCCESS);
        UUID call = desk.work.attempt(attempt.id()).orElseThrow().callId();
        assertThat(desk.desk.bean(Events.class).noteOfCall(call, desk.anna.id()))
                .hasValueSatisfying(note -> assertThat(note.text()).isEqualTo("Берёт две"));
    }

    @Test
    void busyFourTimesWaitsLongerEachTimeAndThenTheNextNumberIsTried() {
        Campaign campaign = desk.running(MARIAS + " " + PAVELS);
        Attempt first = desk.tried(campaign, desk.anna, Result.BUSY, null);
        Entry entry = desk.entry(first.entryId());
        assertThat(untilNext(entry)).isEqualTo(Duration.ofMinutes(15));
        desk.later(Duration.ofMinutes(15));
        desk.at("2026-12-02T10:00");
        desk.tried(campaign, desk.anna, Result.BUSY, null);
        Entry.Number other = desk.entry(entry.id()).numbers().get(1);
        assertThat(other.nextAt())
                .as("after the second busy its other number may be tried")
                .isEqualTo(desk.now());
        assertThat(desk.entry(entry.id()).numbers().get(0).nextAt())
                .isEqualTo(desk.now().plus(Duration.ofMinutes(45)));
    }

    @Test
    void aNumberThatIsWrongOnTwoDaysIsBadAndOnceIsNotEnough() {
        Campaign campaign = desk.running(MARIAS);
        Attempt once = desk.tried(campaign, desk.anna, Result.FAILED, Reason.INVALID_NUMBER);
        assertThat(desk.entry(once.entryId()).numbers().get(0).state()).isEqualTo(Entry.NumberState.GOOD);
        desk.at("2026-12-02T19:00");
        desk.tried(campaign, desk.anna, Result.FAILED, Reason.INVALID_NUMBER);
        assertThat(desk.entry(once.entryId()).state()).isEqualTo(Entry.State.BAD_NUMBERS);
    }

    @Test
    void aLineThatIsFullIsNotCountedOnThePerson() {
        Campaign campaign = desk.running(MARIAS);
        Attempt attempt = desk.tried(campaign, desk.anna, Result.FAILED, Reason.CONGESTION);
        Entry entry = desk.entry(attempt.entryId());
        assertThat(entry.attempts()).isZero();
        assertThat(untilNext(entry)).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void whenAnnasOwnTelephoneIsNotPickedUpNobodyWasCalled() {
        Campaign campaign = desk.running(MARIAS);
        Attempt attempt = desk.tried(campaign, desk.anna, Result.FAILED, Reason.AGENT_UNREACHABLE);
        assertThat(attempt.state()).isEqualTo(Attempt.State.NOT_PLACED);
        assertThat(desk.entry(attempt.entryId()).attempts()).isZero();
        assertThat(desk.work.next(campaign.id(), desk.anna))
                .as("it may be called at once")
                .isPresent();
    }

    @Test
    void aCallbackIsATaskAndComesToHerFirstThenToAnybody() {
        Campaign campaign = desk.running(MARIAS);
        Attempt attempt = desk.tried(campaign, desk.anna, Result.ANSWERED, null);
        Instant at = Instant.now().plus(Duration.ofHours(20));
        desk.work.result(
                attempt.id(),
                new Choice(
                        desk.disposition(Effect.CALLBACK),
                        null,
                        "после обеда",
                        desk.now().plus(Duration.ofHours(30)),
                        true),
                desk.anna);
        Entry entry = desk.entry(attempt.entryId());
        assertThat(entry.state()).isEqualTo(Entry.State.CALLBACK);
        assertThat(at).isNotNull();
        List<Task> tasks =
                desk.tasks.list(TaskFilter.toDo(desk.anna.id()), null, null, 10).items();
        assertThat(tasks).hasSize(1);
        assertThat(tasks.get(0).dueAt()).isEqualTo(desk.now().plus(Duration.ofHours(30)));
        assertThat(desk.work.next(campaign.id(), desk.anna))
                .as("not before it is due")
                .isEmpty();
        desk.later(Duration.ofHours(30));
        desk.later(Duration.ofMinutes(5));
        assertThat(desk.work.next(campaign.id(), desk.boris)).as("it is hers").isEmpty();
        desk.later(Duration.ofMinutes(11));
        assertThat(desk.work.next(campaign.id(), desk.boris))
                .as("she is a quarter of an hour late")
                .isPresent();
    }

    @Test
    void nobodyElseIsGivenWhatAnnaHasBeforeHerUntilHerBrowserIsGone() {
        Campaign campaign = desk.running(MARIAS);
        assertThat(desk.work.next(campaign.id(), desk.anna)).isPresent();
        assertThat(desk.work.next(campaign.id(), desk.boris)).isEmpty();
        desk.later(Duration.ofSeconds(61));
        desk.work.tidyUp();
        assertThat(desk.work.next(campaign.id(), desk.boris)).isPresent();
        assertThatThrownBy(() -> desk.work.prepare(desk.entries(campaign).get(0).id(), null, "101", desk.anna))
                .isInstanceOf(Refused.class);
    }

    @Test
    void whileTheyTalkNoLeaseEnds() {
        Campaign campaign = desk.running(MARIAS);
        Before before = desk.work.next(campaign.id(), desk.anna).orElseThrow();
        Attempt attempt = desk.work.prepare(before.entry().id(), null, "101", desk.anna);
        desk.work.placed(attempt.id(), attempt.id());
        desk.later(Duration.ofMinutes(20));
        desk.work.tidyUp();
        assertThat(desk.work.next(campaign.id(), desk.boris)).isEmpty();
        assertThat(desk.entry(attempt.entryId()).state()).isEqualTo(Entry.State.DIALLING);
    }

    @Test
    void aResultThatNobodyChoosesIsNoneAfterTheWrapUpAndTheLeadSeesIt() {
        Campaign campaign = desk.running(MARIAS);
        Attempt attempt = desk.tried(campaign, desk.anna, Result.ANSWERED, null);
        desk.later(Duration.ofSeconds(31));
        desk.work.tidyUp();
        assertThat(desk.work.attempt(attempt.id()).orElseThrow().noResult()).isTrue();
        Entry entry = desk.entry(attempt.entryId());
        assertThat(entry.sleeps()).isEqualTo("no_result");
        assertThat(Duration.between(attempt.endedAt(), entry.nextAt())).isEqualTo(Duration.ofHours(4));
    }

    @Test
    void twoEntriesOfOneNumberAreCalledOnceInADay() {
        Campaign campaign = desk.running(MARIAS, MARIAS);
        Attempt attempt = desk.tried(campaign, desk.anna, Result.NO_ANSWER, Reason.RANG_OUT);
        Entry twin = desk.entries(campaign).stream()
                .filter(one -> !one.id().equals(attempt.entryId()))
                .findFirst()
                .orElseThrow();
        assertThat(twin.sleeps()).isEqualTo("same_number");
        assertThat(Duration.between(attempt.endedAt(), twin.nextAt())).isEqualTo(Duration.ofHours(24));
        assertThat(desk.work.next(campaign.id(), desk.anna)).isEmpty();
    }

    @Test
    void atNightNobodyIsCalledAndTheListSaysFromWhen() {
        desk.at("2026-12-01T23:30");
        Campaign campaign = desk.running(MARIAS);
        assertThat(desk.work.next(campaign.id(), desk.anna)).isEmpty();
        Entry entry = desk.entries(campaign).get(0);
        assertThat(entry.sleeps()).isEqualTo("hours");
        assertThat(entry.nextAt()).isEqualTo(Instant.parse("2026-12-02T09:00:00+03:00"));
        assertThat(desk.figures.whyNot(campaign, 1, desk.now()))
                .extracting(CampaignFigures.Cause::code)
                .containsExactly("hours");
    }

    @Test
    void advertisingWithoutAConsentIsNotDialled() {
        Campaign campaign = desk.campaign(Purpose.ADVERTISING);
        desk.lists.add(campaign.id(), CallList.Source.HAND, null, List.of(CallDesk.person("Мария", MARIAS)), desk.vera);
        desk.campaigns.move(campaign.id(), Campaign.State.RUNNING, desk.vera);
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
        assertThat(desk.work.next(campaign.id(), desk.anna)).isEmpty();
        assertThat(desk.entries(campaign).get(0).sleeps()).isEqualTo("no_consent");
    }

    @Test
    void whatNobodyKnowsSleepsAndIsSettledByTheLog() {
        Campaign campaign = desk.running(MARIAS);
        Before before = desk.work.next(campaign.id(), desk.anna).orElseThrow();
        Attempt attempt = desk.work.prepare(before.entry().id(), null, "101", desk.anna);
        desk.work.unknown(attempt.id());
        assertThat(desk.work.next(campaign.id(), desk.boris))
                .as("it may have rung")
                .isEmpty();
        desk.told(attempt, Result.NO_ANSWER, Reason.RANG_OUT);
        assertThat(desk.work.attempt(attempt.id()).orElseThrow().technical()).isEqualTo(TechnicalResult.NO_ANSWER);
        assertThat(desk.entry(attempt.entryId()).attempts()).isEqualTo(1);
    }

    @Test
    void theSamePersonIsNeverRungByAnnaAndBorisAtOnce() {
        Campaign campaign = desk.running(MARIAS, MARIAS);
        Before annas = desk.work.next(campaign.id(), desk.anna).orElseThrow();
        Before borises = desk.work.next(campaign.id(), desk.boris).orElseThrow();
        Attempt attempt = desk.work.prepare(annas.entry().id(), null, "101", desk.anna);
        assertThatThrownBy(() -> desk.work.prepare(borises.entry().id(), null, "102", desk.boris))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal().key()).isEqualTo("campaigns.is-called"));
        desk.work.giveBack(desk.boris);
        assertThat(desk.work.next(campaign.id(), desk.boris))
                .as("nor is it put before him")
                .isEmpty();
        desk.work.notPlaced(attempt.id());
        desk.later(Duration.ofMinutes(3));
        assertThat(desk.work.next(campaign.id(), desk.boris)).isPresent();
    }

    @Test
    void ofTwoWhoCallTheSameNumberInTheSameMomentOneIsRefused() {
        Campaign campaign = desk.running(MARIAS, MARIAS);
        UUID annas =
                desk.work.next(campaign.id(), desk.anna).orElseThrow().entry().id();
        UUID borises =
                desk.work.next(campaign.id(), desk.boris).orElseThrow().entry().id();
        List<CompletableFuture<Attempt>> both = List.of(
                CompletableFuture.supplyAsync(() -> desk.work.prepare(annas, null, "101", desk.anna)),
                CompletableFuture.supplyAsync(() -> desk.work.prepare(borises, null, "102", desk.boris)));
        assertThat(both.stream()
                        .filter(one ->
                                one.handle((done, refused) -> refused == null).join()))
                .hasSize(1);
    }

    @Test
    void whatNobodyKnowsIsNotDialledTwiceHoweverLongTheLogIsSilent() {
        Campaign campaign = desk.running(MARIAS);
        Before before = desk.work.next(campaign.id(), desk.anna).orElseThrow();
        Attempt attempt = desk.work.prepare(before.entry().id(), null, "101", desk.anna);
        desk.work.unknown(attempt.id());
        desk.later(Duration.ofMinutes(40));
        assertThat(desk.work.next(campaign.id(), desk.boris))
                .as("she may talk with them")
                .isEmpty();
        Call call = desk.call(attempt, Result.ANSWERED, null);
        desk.work.answered(attempt.id(), call.id(), desk.now());
        assertThat(desk.work.before(desk.anna))
                .as("the card comes back to her")
                .hasValueSatisfying(hers -> assertThat(hers.entry().state()).isEqualTo(Entry.State.TALKING));
        desk.log(call);
        assertThat(desk.entry(attempt.entryId()).state()).isEqualTo(Entry.State.WRAP_UP);
    }

    @Test
    void aResultThatComesLateTakesNothingAwayFromWhoeverHasTheEntryNow() {
        Campaign campaign = desk.running(MARIAS);
        Attempt annas = desk.tried(campaign, desk.anna, Result.ANSWERED, null);
        desk.later(Duration.ofSeconds(31));
        desk.work.tidyUp();
        desk.later(Duration.ofHours(5));
        Before borises = desk.work.next(campaign.id(), desk.boris).orElseThrow();
        desk.work.prepare(borises.entry().id(), null, "102", desk.boris);
        desk.work.result(annas.id(), Choice.of(desk.disposition(Effect.SUCCESS)), desk.anna);
        assertThat(desk.work.attempt(annas.id()).orElseThrow().dispositionId())
                .as("hers is kept")
                .isEqualTo(desk.disposition(Effect.SUCCESS));
        assertThat(desk.entry(annas.entryId()).state()).isEqualTo(Entry.State.DIALLING);
        assertThat(desk.entry(annas.entryId()).reservedBy()).isEqualTo(desk.boris.id());
    }

    @Test
    void aResultWithoutANoteLeavesTheNoteThatStandsInTheCard() {
        Campaign campaign = desk.running(MARIAS);
        Attempt attempt = desk.tried(campaign, desk.anna, Result.ANSWERED, null);
        Events events = desk.desk.bean(Events.class);
        Call call = desk.desk
                .log
                .find(desk.work.attempt(attempt.id()).orElseThrow().callId())
                .orElseThrow();
        events.wrapUp(call, desk.anna, new Events.WrapUp("Просит счёт", null, null));
        desk.work.result(attempt.id(), Choice.of(desk.disposition(Effect.SUCCESS)), desk.anna);
        assertThat(events.noteOfCall(call.id(), desk.anna.id())).hasValueSatisfying(note -> {
            assertThat(note.text()).isEqualTo("Просит счёт");
            assertThat(note.dispositionId()).isEqualTo(desk.disposition(Effect.SUCCESS));
        });
    }

    @Test
    void aPromiseThatBorisKeepsIsDoneForAnna() {
        Campaign campaign = desk.running(MARIAS);
        Attempt attempt = desk.tried(campaign, desk.anna, Result.ANSWERED, null);
        desk.work.result(
                attempt.id(),
                new Choice(
                        desk.disposition(Effect.CALLBACK),
                        null,
                        null,
                        desk.now().plus(Duration.ofHours(25)),
                        false),
                desk.anna);
        UUID task = desk.entry(attempt.entryId()).callbackTask();
        desk.later(Duration.ofHours(26));
        Attempt kept = desk.tried(campaign, desk.boris, Result.ANSWERED, null);
        desk.work.result(kept.id(), Choice.of(desk.disposition(Effect.SUCCESS)), desk.boris);
        assertThat(desk.tasks.find(task, null))
                .hasValueSatisfying(one -> assertThat(one.state().isOver()).isTrue());
    }

    @Test
    void aPromiseToSomebodyWhoIsTriedNoMoreIsNobodysTaskAnyMore() {
        Campaign campaign = desk.running(MARIAS);
        desk.desk.crm.jdbc().sql("update campaign set most_attempts = 2").update();
        Attempt attempt = desk.tried(campaign, desk.anna, Result.ANSWERED, null);
        Instant at = desk.now().plus(Duration.ofHours(25));
        desk.work.result(attempt.id(), new Choice(desk.disposition(Effect.CALLBACK), null, null, at, true), desk.anna);
        UUID task = desk.entry(attempt.entryId()).callbackTask();
        desk.later(Duration.ofHours(26));
        desk.tried(campaign, desk.anna, Result.NO_ANSWER, Reason.RANG_OUT);
        assertThat(desk.entry(attempt.entryId()).state()).isEqualTo(Entry.State.EXHAUSTED);
        assertThat(desk.tasks.find(task, null))
                .hasValueSatisfying(one -> assertThat(one.state()).isEqualTo(Task.State.CANCELLED));
    }

    @Test
    void attemptsAreToldNewestFirstPageByPage() {
        Campaign campaign = desk.running(MARIAS, PAVELS, "+79261234567");
        var placed = new ArrayList<UUID>();
        for (int i = 0; i < 3; i++) {
            placed.add(
                    0,
                    desk.tried(campaign, desk.anna, Result.NO_ANSWER, Reason.RANG_OUT)
                            .id());
            desk.later(Duration.ofMinutes(1));
        }
        List<Attempt> first = desk.work.attemptsOfCampaign(campaign.id(), null, 2);
        assertThat(first).extracting(Attempt::id).isEqualTo(placed.subList(0, 2));
        assertThat(desk.work.attemptsOfCampaign(campaign.id(), placed.get(1), 2))
                .extracting(Attempt::id)
                .containsExactly(placed.get(2));
    }

    @Test
    void wiserSettingsAreAskedForAtOnce() {
        Campaign campaign = desk.running(MARIAS);
        desk.desk
                .crm
                .jdbc()
                .sql(
                        "update campaign_entry set state = 'sleeping', sleeps = 'zone_unknown', next_at = now() + interval '1 day'")
                .update();
        desk.campaigns.save(
                new Campaign(
                        campaign.id(),
                        campaign.name(),
                        campaign.purpose(),
                        campaign.mode(),
                        campaign.state(),
                        campaign.ownerId(),
                        null,
                        null,
                        null,
                        null,
                        ZoneId.of("Asia/Novosibirsk"),
                        30,
                        8,
                        List.of(),
                        null,
                        campaign.version()),
                null,
                desk.vera);
        assertThat(desk.entries(campaign).get(0).nextAt())
                .isBefore(Instant.now().plusSeconds(60));
    }

    @Test
    void theSameCallToldTwiceIsOneAttempt() {
        Campaign campaign = desk.running(MARIAS);
        Attempt attempt = desk.tried(campaign, desk.anna, Result.NO_ANSWER, Reason.RANG_OUT);
        desk.take(attempt.callId());
        desk.take(attempt.callId());
        assertThat(desk.entry(attempt.entryId()).attempts()).isEqualTo(1);
    }

    @Test
    void aResultIsCorrectedWithATrace() {
        Campaign campaign = desk.running(MARIAS);
        Attempt attempt = desk.tried(campaign, desk.anna, Result.ANSWERED, null);
        desk.work.result(attempt.id(), Choice.of(desk.disposition(Effect.SUCCESS)), desk.anna);
        desk.work.correct(attempt.id(), desk.disposition(Effect.MACHINE), "был автоответчик", desk.vera);
        assertThat(desk.work.corrections(List.of(attempt.id())).get(attempt.id()))
                .singleElement()
                .satisfies(one -> assertThat(one.why()).isEqualTo("был автоответчик"));
        assertThat(desk.entry(attempt.entryId()).state().isOver()).isFalse();
    }

    @Test
    void whyItIsNotDiallingNamesTheCause() {
        Campaign campaign = desk.campaign(Purpose.SERVICE);
        assertThat(desk.figures.whyNot(campaign, 0, desk.now()))
                .extracting(CampaignFigures.Cause::code)
                .containsExactly("campaign_draft", "no_entries", "no_agents");
        Campaign running = desk.running(PAVELS);
        assertThat(desk.figures.whyNot(running, 1, desk.now())).isEmpty();
        desk.work.next(running.id(), desk.anna);
        assertThat(desk.figures.whyNot(running, 1, desk.now()))
                .extracting(CampaignFigures.Cause::code)
                .containsExactly("with_agents");
        desk.campaigns.move(running.id(), Campaign.State.PAUSED, desk.vera);
        assertThat(desk.figures.whyNot(desk.campaigns.find(running.id()).orElseThrow(), 1, desk.now()))
                .extracting(CampaignFigures.Cause::code)
                .contains("campaign_paused");
        Optional<Before> hers = desk.work.before(desk.anna);
        assertThat(hers).as("what was with her is given back").isEmpty();
    }

    @Test
    void doNotCallIsForGood() {
        Campaign campaign = desk.running(MARIAS);
        Attempt attempt = desk.tried(campaign, desk.anna, Result.ANSWERED, null);
        desk.work.result(attempt.id(), Choice.of(desk.disposition(Effect.DO_NOT_CALL)), desk.anna);
        assertThat(desk.entry(attempt.entryId()).state()).isEqualTo(Entry.State.DO_NOT_CALL);
        assertThat(desk.entry(attempt.entryId()).numbers().get(0).state()).isEqualTo(Entry.NumberState.DO_NOT_CALL);
        assertThat(Cast.PLAN.parse(MARIAS)).isPresent();
    }
}
