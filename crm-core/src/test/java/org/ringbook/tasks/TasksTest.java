package org.ringbook.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.WorkDesk;
import org.ringbook.calls.CallPermissions;
import org.ringbook.contacts.Contact;
import org.ringbook.events.EventKind;
import org.ringbook.events.Timeline;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Scope;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.Task.State;
import org.ringbook.tasks.Task.What;

class TasksTest {

    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private static final Instant TOMORROW =
            Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);

    private final WorkDesk desk = new WorkDesk();
    private final Tasks tasks = desk.bean(Tasks.class);
    private StaffMember anna;
    private StaffMember boris;
    private StaffMember vera;
    private Contact maria;

    @BeforeEach
    void annaBorisVeraAndMariaAreThere() {
        anna = desk.crm.staff().save(Cast.anna());
        boris = desk.crm.staff().save(Cast.boris());
        vera = desk.crm.staff().save(Cast.vera());
        maria = desk.crm.contacts().save(Cast.maria(null));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private static NewTask photo(UUID doer) {
        return new NewTask(
                What.OTHER, "Сфотографировать витрину", null, doer, null, TOMORROW, null, null, null, null, null);
    }

    private static NewTask callMaria(UUID party, Instant due) {
        return NewTask.call("Позвонить Марии", due, party, Cast.MARIAS, null);
    }

    @Test
    void borisDoesWhatAnnaAskedIsSentBackOnceAndAnnaClosesIt() {
        UUID id = tasks.add(photo(boris.id()), anna).id();
        assertThat(tasks.find(id, null).orElseThrow().state()).isEqualTo(State.NEW);
        tasks.act(id, null, TaskAction.ACCEPT, null, boris);
        tasks.act(id, null, TaskAction.DONE, "Готово", boris);
        assertThatThrownBy(() -> tasks.act(id, null, TaskAction.RETURN, " ", anna))
                .isInstanceOfSatisfying(
                        Refused.class, why -> assertThat(why.field()).isEqualTo("note"));
        tasks.act(id, null, TaskAction.RETURN, "нет фото", anna);
        assertThat(tasks.find(id, null).orElseThrow().returnReason()).isEqualTo("нет фото");
        tasks.act(id, null, TaskAction.DONE, "С фото", boris);
        Task closed = tasks.act(id, null, TaskAction.CLOSE, null, anna);
        assertThat(closed.state()).isEqualTo(State.CLOSED);
        assertThat(closed.returns()).isOne();
        assertThat(closed.closedBy()).isEqualTo(anna.id());
        assertThat(closed.result()).isEqualTo("С фото");
        List<TaskMove> moves = tasks.moves(id);
        assertThat(moves)
                .extracting(TaskMove::to)
                .containsExactly(
                        State.NEW,
                        State.ACCEPTED,
                        State.DONE_UNCHECKED,
                        State.RETURNED,
                        State.DONE_UNCHECKED,
                        State.CLOSED);
        assertThat(moves).extracting(TaskMove::at).isSorted();
    }

    @Test
    void annasTaskForHerselfIsDoneAtOneClickAndStandsInMariasTimeline() {
        Task task = tasks.add(callMaria(maria.id(), TOMORROW), anna);
        assertThat(task.kind()).isEqualTo(Task.Kind.SELF);
        Task done = tasks.act(task.id(), null, TaskAction.DONE, null, anna);
        assertThat(done.state()).isEqualTo(State.DONE);
        assertThat(done.closedAt()).isNotNull();
        assertThat(timelineOfMaria()).containsExactly("Позвонить Марии");
        tasks.act(task.id(), null, TaskAction.REOPEN, null, anna);
        assertThat(timelineOfMaria()).as("it is to be done after all").isEmpty();
    }

    @Test
    void whatComesAgainComesWhenItIsDoneAndWhatHasPassedMeanwhileIsLeftOut() {
        LocalDate began = LocalDate.now(MOSCOW).minusDays(10);
        Instant due = began.atTime(LocalTime.of(10, 0)).atZone(MOSCOW).toInstant();
        UUID id = tasks.add(callMaria(maria.id(), due), anna).id();
        tasks.repeat(id, daily(began), anna);

        tasks.act(id, null, TaskAction.DONE, null, anna);

        List<Task> open = tasks.list(TaskFilter.toDo(anna.id()), null, null, 10).items();
        assertThat(open).hasSize(1);
        Task next = open.get(0);
        assertThat(next.title()).isEqualTo("Позвонить Марии");
        assertThat(next.dueAt()).isAfter(Instant.now()).isBefore(Instant.now().plus(Duration.ofHours(25)));
        assertThat(next.dueAt().atZone(MOSCOW).toLocalTime()).isEqualTo(LocalTime.of(10, 0));
        assertThat(next.remindAt()).isEqualTo(next.dueAt());
        tasks.act(id, null, TaskAction.REOPEN, null, anna);
        tasks.act(id, null, TaskAction.DONE, null, anna);
        assertThat(tasks.list(TaskFilter.toDo(anna.id()), null, null, 10).items())
                .as("done twice it comes once")
                .hasSize(1);

        assertThatThrownBy(() -> tasks.repeat(next.id(), null, boris)).isInstanceOf(Refused.class);
        tasks.repeat(next.id(), null, anna);
        tasks.act(next.id(), null, TaskAction.DONE, null, anna);
        assertThat(tasks.list(TaskFilter.toDo(anna.id()), null, null, 10).items())
                .isEmpty();
    }

    @Test
    void theNextOneRemindsAsLongBeforeAndHasTheSameOwnFields() {
        LocalDate began = LocalDate.now(MOSCOW).minusDays(3);
        Instant due = began.atTime(LocalTime.of(10, 0)).atZone(MOSCOW).toInstant();
        Instant hourBefore = due.minus(Duration.ofHours(1));
        UUID id = tasks.add(
                        new NewTask(What.OTHER, "Отчёт", null, null, null, due, null, hourBefore, null, null, null),
                        anna)
                .id();
        tasks.repeat(id, daily(began), anna);
        desk.crm
                .jdbc()
                .sql("update task set fields = '{\"room\": \"12\"}' where id = ?")
                .param(id)
                .update();
        tasks.remind(id, anna.id(), null);

        tasks.act(id, null, TaskAction.DONE, null, anna);

        Task next =
                tasks.list(TaskFilter.toDo(anna.id()), null, null, 10).items().get(0);
        assertThat(next.remindAt()).isEqualTo(next.dueAt().minus(Duration.ofHours(1)));
        assertThat(desk.crm
                        .jdbc()
                        .sql("select fields ->> 'room' from task where id = ?")
                        .param(next.id())
                        .query(String.class)
                        .single())
                .isEqualTo("12");
    }

    private static Recurrence daily(LocalDate from) {
        return new Recurrence(Recurrence.Every.DAY, 1, Set.of(), from, LocalTime.of(10, 0), MOSCOW, null);
    }

    private List<String> timelineOfMaria() {
        Timeline timeline = desk.bean(Timeline.class);
        var who = desk.permissions(vera, Scope.ALL);
        return timeline
                .page(
                        timeline.contact(maria),
                        List.of(EventKind.TASK),
                        new Timeline.Reader(who, new CallPermissions(who, desk.crm.staff()::telephones)),
                        null,
                        10)
                .lines()
                .stream()
                .map(line -> line.event().subject())
                .toList();
    }

    @Test
    void nobodyChecksThemselvesAndNobodyDoesWhatIsAnothers() {
        Task task = tasks.add(photo(boris.id()), anna);
        assertThatThrownBy(() -> tasks.act(task.id(), null, TaskAction.DONE, null, anna))
                .isInstanceOfSatisfying(
                        Refused.class,
                        why -> assertThat(why.words(Locale.ENGLISH)).contains("who is to do it"));
        tasks.act(task.id(), null, TaskAction.DONE, null, boris);
        assertThatThrownBy(() -> tasks.act(task.id(), null, TaskAction.CLOSE, null, boris))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> tasks.add(
                        new NewTask(What.OTHER, "x", null, boris.id(), boris.id(), null, null, null, null, null, null),
                        anna))
                .isInstanceOfSatisfying(
                        Refused.class, why -> assertThat(why.field()).isEqualTo("checkerId"));
        assertThat(TaskStates.actions(tasks.find(task.id(), null).orElseThrow(), vera))
                .containsExactlyInAnyOrder(TaskAction.RETURN, TaskAction.CLOSE, TaskAction.CANCEL);
    }

    @Test
    void whatIsDueOnADayIsOverdueWhenTheDayIsOverWhereTheDoerIs() {
        Task task = tasks.add(
                new NewTask(
                        What.OTHER, "Отчёт", null, null, null, null, LocalDate.of(2026, 12, 1), null, null, null, null),
                anna);
        Instant eleven = Instant.parse("2026-12-01T20:30:00Z");
        assertThat(task.isOverdue(eleven, MOSCOW)).isFalse();
        assertThat(task.isOverdue(eleven, ZoneId.of("Asia/Vladivostok"))).isTrue();
        assertThat(task.isOverdue(eleven.plus(Duration.ofHours(1)), MOSCOW)).isTrue();
    }

    @Test
    void aTaskIsSeenByItsPeopleAndBySupervisors() {
        Task task = tasks.add(photo(null), anna);
        assertThat(tasks.find(task.id(), desk.permissions(boris, Scope.OWN))).isEmpty();
        assertThat(tasks.find(task.id(), desk.permissions(vera, Scope.OWN))).isPresent();
        tasks.change(task.id(), task.version(), photo(boris.id()), vera);
        assertThat(tasks.find(task.id(), desk.permissions(boris, Scope.OWN)))
                .get()
                .extracting(Task::state)
                .isEqualTo(State.NEW);
        assertThatThrownBy(() -> tasks.change(task.id(), task.version(), photo(null), vera))
                .as("of an older version")
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> tasks.change(task.id(), null, photo(null), boris))
                .isInstanceOf(Refused.class);
    }

    @Test
    void tasksComeInPagesByWhenTheyAreDueAndWithoutADateLast() {
        tasks.add(new NewTask(What.OTHER, "когда-нибудь", null, null, null, null, null, null, null, null, null), anna);
        for (int i = 5; i > 0; i--) {
            tasks.add(callMaria(maria.id(), TOMORROW.plusSeconds(i)), anna);
        }
        var due = new ArrayList<Instant>();
        String after = null;
        do {
            Tasks.Page page = tasks.list(TaskFilter.toDo(anna.id()), null, after, 2);
            page.items().forEach(task -> due.add(task.dueAt()));
            after = page.next();
        } while (after != null);
        assertThat(due).hasSize(6);
        assertThat(due.subList(0, 5)).isSorted();
        assertThat(due.get(5)).isNull();
        assertThat(tasks.count(TaskFilter.toDo(anna.id()), null, 3)).isEqualTo(3);
    }

    @Test
    void annaIsRemindedOnceAndAgainWhenSheWishes() {
        Instant now = Instant.now();
        Task task = tasks.add(callMaria(maria.id(), now.plusSeconds(60)), anna);
        assertThat(tasks.reminders(anna.id(), now)).isEmpty();
        assertThat(tasks.reminders(anna.id(), now.plusSeconds(61)))
                .extracting(Task::id)
                .containsExactly(task.id());
        tasks.remind(task.id(), boris.id(), null);
        assertThat(tasks.reminders(anna.id(), now.plusSeconds(61)))
                .as("not his")
                .hasSize(1);
        tasks.remind(task.id(), anna.id(), now.plusSeconds(900));
        assertThat(tasks.reminders(anna.id(), now.plusSeconds(61))).isEmpty();
        assertThat(tasks.reminders(anna.id(), now.plusSeconds(901))).hasSize(1);
        tasks.act(task.id(), null, TaskAction.DONE, null, anna);
        assertThat(tasks.reminders(anna.id(), now.plusSeconds(901))).isEmpty();
    }

    @Test
    void aCallThatIsToBeMadeTomorrowMayHaveBeenThisOneAndOneOfNextWeekWasNot() {
        Instant now = Instant.now();
        Task tomorrow = tasks.add(callMaria(maria.id(), now.plus(Duration.ofHours(20))), anna);
        tasks.add(callMaria(maria.id(), now.plus(Duration.ofDays(7))), anna);
        tasks.add(callMaria(maria.id(), now.plus(Duration.ofHours(1))), boris);
        assertThat(tasks.callsToMake(anna.id(), List.of(maria.id()), null, now))
                .extracting(Task::id)
                .containsExactly(tomorrow.id());
        assertThat(tasks.callsToMake(anna.id(), List.of(), Cast.MARIAS, now)).hasSize(1);
    }

    @Test
    void whatCannotBeIsRefusedByItsField() {
        record Wrong(NewTask task, String field) {}
        Instant far = Instant.now().plus(Duration.ofDays(5000));
        for (Wrong wrong : List.of(
                new Wrong(new NewTask(What.CALL, " ", null, null, null, null, null, null, null, null, null), "title"),
                new Wrong(
                        new NewTask(What.CALL, "x", null, UUID.randomUUID(), null, null, null, null, null, null, null),
                        "doerId"),
                new Wrong(
                        new NewTask(
                                What.CALL, "x", null, null, null, TOMORROW, LocalDate.now(), null, null, null, null),
                        "dueOn"),
                new Wrong(new NewTask(What.CALL, "x", null, null, null, far, null, null, null, null, null), "dueAt"),
                new Wrong(
                        new NewTask(What.CALL, "x", null, null, null, null, null, null, UUID.randomUUID(), null, null),
                        "partyId"))) {
            assertThatThrownBy(() -> tasks.add(wrong.task(), anna))
                    .isInstanceOfSatisfying(
                            Refused.class, why -> assertThat(why.field()).isEqualTo(wrong.field()));
        }
    }
}
