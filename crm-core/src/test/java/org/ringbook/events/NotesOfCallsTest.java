package org.ringbook.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ringbook.calls.CallsOfTheDay.NINE;
import static org.ringbook.calls.CallsOfTheDay.answered;
import static org.ringbook.calls.CallsOfTheDay.change;
import static org.ringbook.calls.CallsOfTheDay.missed;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.WorkDesk;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallPermissions;
import org.ringbook.calls.log.CallDispositions;
import org.ringbook.calls.log.CallLog.CallFilter;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.Contact;
import org.ringbook.events.Events.WrapUp;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Scope;
import org.ringbook.staff.StaffMember;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What an agent writes of a call stays with the call and with the client, whatever becomes of either. */
class NotesOfCallsTest {

    private final WorkDesk desk = new WorkDesk();
    private final Events events = desk.bean(Events.class);
    private final Drafts drafts = desk.bean(Drafts.class);
    private final Dispositions dispositions = desk.bean(Dispositions.class);
    private final Timeline timeline = desk.bean(Timeline.class);
    private StaffMember anna;
    private StaffMember boris;
    private StaffMember vera;
    private Contact maria;
    private final Call mariaCalled = answered(NINE);

    @BeforeEach
    void mariaOfRomashkaCalledAndAnnaAnswered() {
        anna = desk.crm.staff().save(Cast.anna());
        boris = desk.crm.staff().save(Cast.boris());
        vera = desk.crm.staff().save(Cast.vera());
        Company romashka = desk.crm.contacts().save(Cast.romashka());
        maria = desk.crm.contacts().save(Cast.maria(romashka.id()));
        desk.log.write(List.of(change(mariaCalled)));
    }

    @AfterEach
    void close() {
        desk.crm
                .jdbc()
                .sql("delete from disposition where id::text not like '019ad000-%'"
                        + " and not exists (select from event where disposition_id = disposition.id)")
                .update();
        desk.crm.jdbc().sql("update disposition set active = true").update();
        desk.close();
    }

    private Disposition named(String english) {
        return dispositions.all().stream()
                .filter(one -> one.name(Locale.ENGLISH).equals(english))
                .findFirst()
                .orElseThrow();
    }

    private Timeline.Reader reader(StaffMember who, Scope scope) {
        var permissions = desk.permissions(who, scope);
        return new Timeline.Reader(permissions, new CallPermissions(permissions, desk.crm.staff()::telephones));
    }

    private List<String> texts(Timeline.Page page) {
        return page.lines().stream()
                .map(line -> line.call() != null
                        ? "call " + line.notes().stream().map(Event::text).toList()
                        : line.event().kind().word() + " " + line.event().text())
                .toList();
    }

    @Test
    void annaWritesANoteChoosesAResultAndItStandsInTheLogAndInMariasTimeline() {
        Disposition again = named("Call again");
        events.wrapUp(mariaCalled, anna, new WrapUp(" Ждёт счёт \r\n до пятницы ", again.id(), null));
        assertThat(events.ofCall(mariaCalled.id())).singleElement().satisfies(note -> {
            assertThat(note.text()).isEqualTo("Ждёт счёт \n до пятницы");
            assertThat(note.dispositionId()).isEqualTo(again.id());
            assertThat(note.parties()).containsExactly(maria.id());
        });
        var filter = new CallFilter(null, null, null, null, null, null, null, null, null, again.id());
        assertThat(desk.log.find(filter, null, 10).items()).extracting(Call::id).containsExactly(mariaCalled.id());
        Timeline.Page page = timeline.page(timeline.contact(maria), null, reader(anna, Scope.OWN), null, 10);
        assertThat(texts(page)).containsExactly("call [Ждёт счёт \n до пятницы]");
        Company romashka = desk.crm.contacts().company(maria.companyId()).orElseThrow();
        assertThat(timeline.page(timeline.company(romashka), null, reader(anna, Scope.OWN), null, 10)
                        .lines())
                .hasSize(1);
    }

    @Test
    void writtenAgainItIsTheSameNoteAndTheLastChoiceOfAnybodyIsTheCalls() {
        events.wrapUp(mariaCalled, anna, new WrapUp("первое", named("Agreed").id(), null));
        events.wrapUp(mariaCalled, boris, new WrapUp(null, named("Solved").id(), null));
        events.wrapUp(mariaCalled, anna, new WrapUp("второе", named("Agreed").id(), null));
        assertThat(events.ofCall(mariaCalled.id())).extracting(Event::text).containsExactly("второе", null);
        assertThat(desk.bean(CallDispositions.class).of(List.of(mariaCalled.id())))
                .containsEntry(mariaCalled.id(), named("Agreed").id());
    }

    @Test
    void aRefusalAsksForAReason() {
        UUID refused = named("Refused").id();
        assertThatThrownBy(() -> events.wrapUp(mariaCalled, anna, new WrapUp("нет", refused, " ")))
                .isInstanceOfSatisfying(Refused.class, why -> {
                    assertThat(why.field()).isEqualTo("reason");
                    assertThat(why.words(Locale.forLanguageTag("ru"))).contains("Отказ");
                });
        assertThat(events.ofCall(mariaCalled.id())).isEmpty();
        events.wrapUp(mariaCalled, anna, new WrapUp("нет", refused, "дорого"));
        assertThat(events.ofCall(mariaCalled.id()).get(0).dispositionReason()).isEqualTo("дорого");
    }

    @Test
    void nothingSaidIsNothingKept() {
        assertThat(events.wrapUp(mariaCalled, anna, new WrapUp(" ", null, null)))
                .isEmpty();
        assertThat(events.ofCall(mariaCalled.id())).isEmpty();
    }

    @Test
    void whatIsTypedIsKeptAndTypedElsewhereMeanwhileItIsNotOverwritten() {
        UUID call = mariaCalled.id();
        assertThat(drafts.keep(anna.id(), call, "Жд", 0))
                .get()
                .extracting("version")
                .isEqualTo(1);
        assertThat(drafts.keep(anna.id(), call, "Ждёт", 1))
                .get()
                .extracting("version")
                .isEqualTo(2);
        assertThat(drafts.keep(anna.id(), call, "другая вкладка", 1))
                .as("of an older text")
                .isEmpty();
        assertThat(drafts.keep(anna.id(), call, "другая вкладка", 0)).isEmpty();
        assertThat(drafts.keep(anna.id(), call, "Ждёт", 1))
                .as("of a page that took the same words over from a closed one")
                .get()
                .extracting("version")
                .isEqualTo(2);
        assertThat(drafts.of(anna.id(), call).text()).isEqualTo("Ждёт");
        assertThat(drafts.open(anna.id())).extracting("call").containsExactly(call);
        assertThat(drafts.of(boris.id(), call).isOpen()).isFalse();

        events.wrapUp(mariaCalled, anna, new WrapUp("Ждёт счёт", null, null));
        assertThat(drafts.open(anna.id())).isEmpty();
        assertThat(drafts.of(anna.id(), call).version())
                .as("a late page is behind")
                .isEqualTo(3);
    }

    @Test
    void twoCallsThatWereOneHaveOneNoteOfAnnaWithBothTexts() {
        Call second = missed(NINE.plusSeconds(3));
        desk.log.write(List.of(change(second)));
        events.wrapUp(mariaCalled, anna, new WrapUp("первое", null, null));
        events.wrapUp(second, anna, new WrapUp("второе", named("Agreed").id(), null));
        drafts.keep(boris.id(), second.id(), "черновик", 0);
        desk.log.write(List.of(new CallChange(mariaCalled, mariaCalled, List.of(second.id()))));
        desk.bean(EventsOfMergedCalls.class).take(desk.feed.after(0, 100));
        assertThat(events.ofCall(mariaCalled.id())).singleElement().satisfies(note -> {
            assertThat(note.text()).isEqualTo("первое\nвторое");
            assertThat(note.dispositionId()).isEqualTo(named("Agreed").id());
        });
        assertThat(drafts.of(boris.id(), mariaCalled.id()).text()).isEqualTo("черновик");
    }

    @Test
    void borisWhoWasNotInTheCallDoesNotReadItsNoteUnlessHeLooksAfterMaria() {
        StaffMember gleb = desk.crm.staff().save(Cast.gleb());
        Event note = events.wrapUp(mariaCalled, anna, new WrapUp("тайна", null, null))
                .orElseThrow();
        assertThat(events.find(note.id(), desk.permissions(gleb, Scope.OWN))).isEmpty();
        assertThat(events.find(note.id(), desk.permissions(boris, Scope.OWN)))
                .as("it rang him")
                .isPresent();
        assertThat(events.find(note.id(), desk.permissions(gleb, Scope.ALL))).isPresent();
        assertThat(events.find(note.id(), desk.permissions(vera, Scope.OWN))).isPresent();
        desk.crm
                .contacts()
                .save(new Contact(
                        maria.id(), maria.name(), maria.companyId(), null, null, null, "104", maria.numbers()));
        assertThat(events.find(note.id(), desk.permissions(gleb, Scope.OWN)))
                .as("his client")
                .isPresent();
    }

    @Test
    void aNoteOfMariaIsEverybodysAndOnlyItsAuthorOrASupervisorDeletesIt() {
        Event note = events.add(NewEvent.note("Звонить после обеда", maria.id()), null, anna);
        Timeline.Of whose = timeline.contact(maria);
        assertThat(texts(timeline.page(whose, List.of(EventKind.NOTE), reader(boris, Scope.OWN), null, 10)))
                .containsExactly("note Звонить после обеда");
        assertThatThrownBy(() -> events.delete(note.id(), boris)).isInstanceOf(Refused.class);
        events.change(note.id(), note.version(), null, "Звонить утром", anna);
        assertThatThrownBy(() -> events.change(note.id(), note.version(), null, "Звонить днём", anna))
                .isInstanceOfSatisfying(
                        Refused.class, why -> assertThat(why.field()).isEqualTo("version"));
        events.delete(note.id(), vera);
        assertThat(timeline.page(whose, List.of(EventKind.NOTE), reader(boris, Scope.OWN), null, 10)
                        .lines())
                .isEmpty();
    }

    @Test
    void aMessageThatIsToldTwiceIsOneEvent() {
        var told = new NewEvent(
                EventKind.MESSAGE,
                "inbound",
                NINE,
                null,
                null,
                "Добрый день",
                null,
                null,
                List.of(maria.id()),
                "telegram",
                "42");
        Event first = events.add(told, null, anna);
        assertThat(first.processedAt()).as("nobody has taken care of it").isNull();
        assertThat(events.add(told, null, anna).id()).isEqualTo(first.id());
    }

    @Test
    void theTimelineComesInPagesOfCallsAndNotesNewestFirst() {
        for (int i = 1; i <= 7; i++) {
            events.add(
                    new NewEvent(
                            EventKind.NOTE,
                            null,
                            NINE.plusSeconds(i * 60L),
                            null,
                            null,
                            "заметка " + i,
                            null,
                            null,
                            List.of(maria.id()),
                            null,
                            null),
                    null,
                    anna);
        }
        Timeline.Of whose = timeline.contact(maria);
        var all = new ArrayList<String>();
        String after = null;
        do {
            Timeline.Page page = timeline.page(whose, null, reader(vera, Scope.ALL), after, 3);
            assertThat(page.lines()).hasSizeLessThanOrEqualTo(3);
            all.addAll(texts(page));
            after = page.next();
        } while (after != null);
        assertThat(all)
                .containsExactly(
                        "note заметка 7",
                        "note заметка 6",
                        "note заметка 5",
                        "note заметка 4",
                        "note заметка 3",
                        "note заметка 2",
                        "note заметка 1",
                        "call []");
        assertThatThrownBy(() -> timeline.page(whose, null, reader(vera, Scope.ALL), "x", 3))
                .isInstanceOf(Refused.class);
    }

    @Test
    void theDictionaryIsTheCompanysOwn() {
        Disposition trial =
                dispositions.save(new Disposition(null, "Пробный заказ", null, 0, Set.of(Disposition.Asks.TASK), true));
        assertThat(dispositions.offered()).last().isEqualTo(trial);
        dispositions.move(trial.id(), true);
        assertThat(dispositions.offered().get(dispositions.offered().size() - 2).id())
                .isEqualTo(trial.id());
        assertThatThrownBy(() -> dispositions.save(new Disposition(null, "пробный заказ", null, 0, Set.of(), true)))
                .isInstanceOf(Refused.class);
        events.wrapUp(mariaCalled, anna, new WrapUp(null, trial.id(), null));
        dispositions.save(new Disposition(trial.id(), "Пробный заказ", "Trial", 0, Set.of(), false));
        assertThat(dispositions.offered()).extracting(Disposition::id).doesNotContain(trial.id());
        assertThat(dispositions.find(events.ofCall(mariaCalled.id()).get(0).dispositionId()))
                .get()
                .extracting(one -> one.name(Locale.ENGLISH))
                .isEqualTo("Trial");
    }

    @Test
    void annaSavesOnTwoPagesAndBothStayWhateverTheOrder() throws Exception {
        int base = drafts.of(anna.id(), mariaCalled.id()).version();
        events.wrapUp(mariaCalled, anna, new WrapUp("Ждёт счёт", null, null, base));
        events.wrapUp(mariaCalled, anna, new WrapUp("Просит скидку", null, null, base));
        assertThat(noteOfAnna()).isEqualTo("Ждёт счёт\nПросит скидку");
        int seen = drafts.of(anna.id(), mariaCalled.id()).version();
        events.wrapUp(mariaCalled, anna, new WrapUp("Просит скидку", null, null, seen));
        assertThat(noteOfAnna()).as("what they saw they may shorten").isEqualTo("Просит скидку");
        drafts.keep(anna.id(), mariaCalled.id(), "Просит скидку и договор", seen + 1);
        events.wrapUp(mariaCalled, anna, new WrapUp("Перезвонить", null, null, seen + 1));
        assertThat(noteOfAnna()).as("typed on the other page").isEqualTo("Просит скидку и договор\nПерезвонить");
    }

    @Test
    void aProgramReplacesTheNoteThatItReadAndNothingThatAPageWroteSince() {
        UUID call = mariaCalled.id();
        UUID again = named("Call again").id();
        int read = events.wrapUp(mariaCalled, anna, new WrapUp("Ждёт счёт", null, null))
                .orElseThrow()
                .version();
        Event replaced = events.wrapUpByProgram(mariaCalled, anna, new WrapUp("Ждёт договор", null, null), read)
                .orElseThrow();
        assertThat(replaced.text()).isEqualTo("Ждёт договор");

        events.wrapUp(mariaCalled, anna, new WrapUp("Просит скидку", again, null));
        Event both = events.wrapUpByProgram(mariaCalled, anna, new WrapUp("Ждёт акт", null, null), replaced.version())
                .orElseThrow();
        assertThat(both.text()).as("saved on a page").isEqualTo("Просит скидку\nЖдёт акт");
        assertThat(both.dispositionId()).as("chosen on a page").isEqualTo(again);

        drafts.keep(
                anna.id(), call, "Скидку обещали", drafts.of(anna.id(), call).version());
        both = events.wrapUpByProgram(mariaCalled, anna, new WrapUp("Перезвонить", null, null), both.version())
                .orElseThrow();
        assertThat(both.text()).as("typed on a page").isEqualTo("Скидку обещали\nПерезвонить");

        both = events.wrapUpByProgram(mariaCalled, anna, new WrapUp("В пятницу", null, null), null)
                .orElseThrow();
        assertThat(both.text()).as("nothing was read").isEqualTo("Скидку обещали\nПерезвонить\nВ пятницу");
    }

    @Test
    void twoPagesThatSaveAtTheSameMomentLoseNothing() throws Exception {
        int base = drafts.of(anna.id(), mariaCalled.id()).version();
        events.wrapUp(mariaCalled, anna, new WrapUp("начало", null, null, base));
        int seen = drafts.of(anna.id(), mariaCalled.id()).version();
        var pages = Executors.newFixedThreadPool(4);
        List<Callable<Object>> saves = new ArrayList<>();
        for (int page = 1; page <= 4; page++) {
            var typed = new WrapUp("страница " + page, null, null, seen);
            saves.add(() -> events.wrapUp(mariaCalled, anna, typed));
        }
        for (var save : pages.invokeAll(saves)) {
            save.get();
        }
        pages.shutdown();
        assertThat(noteOfAnna().lines()).contains("страница 1", "страница 2", "страница 3", "страница 4");
    }

    /** A program sends a note by the timeline while the card is saved: one of them is told that there is one, neither breaks. */
    @Test
    void aProgramAndACardThatWriteTheFirstNoteInOneMomentMakeOneNote() throws Exception {
        var fromAProgram = new NewEvent(
                EventKind.NOTE, null, null, null, null, "из программы", mariaCalled.id(), null, List.of(), null, null);
        // As a call list writes it: whatever fails in there is more than the note.
        var inATransaction = new TransactionTemplate(desk.bean(PlatformTransactionManager.class));
        var writers = Executors.newFixedThreadPool(4);
        List<Callable<Object>> writes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            boolean card = i % 2 == 0;
            writes.add(() -> {
                try {
                    return card
                            ? inATransaction.execute(status ->
                                    events.wrapUp(mariaCalled, anna, new WrapUp("с карточки", null, null, -1)))
                            : events.add(fromAProgram, mariaCalled, anna);
                } catch (Refused there) {
                    return there;
                }
            });
        }
        for (var write : writers.invokeAll(writes)) {
            write.get();
        }
        writers.shutdown();
        assertThat(noteOfAnna()).contains("с карточки");
        assertThat(events.ofCall(mariaCalled.id())).hasSize(1);
    }

    private String noteOfAnna() {
        return events.noteOfCall(mariaCalled.id(), anna.id()).map(Event::text).orElseThrow();
    }
}
