package org.ringbook.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.WorkDesk;
import org.ringbook.orders.Approval.Step;
import org.ringbook.orders.Approval.StepState;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.NewTask;
import org.ringbook.tasks.Task;
import org.ringbook.tasks.TaskAction;
import org.ringbook.tasks.Tasks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Anna's contract is looked at by Vera, and then by the administrator. */
class ApprovalsTest {

    private final WorkDesk desk = new WorkDesk();
    private final JdbcClient jdbc = desk.crm.jdbc();
    private final Documents documents = desk.bean(Documents.class);
    private final Approvals approvals = desk.bean(Approvals.class);
    private final Tasks tasks = desk.bean(Tasks.class);
    private StaffMember anna;
    private StaffMember boris;
    private StaffMember vera;
    private StaffMember admin;
    private UUID contract;

    @BeforeEach
    void annaHasAContract() {
        jdbc.sql("truncate deal, deal_type, stage, pipeline cascade").update();
        anna = desk.crm.staff().save(Cast.anna());
        boris = desk.crm.staff().save(Cast.boris());
        vera = desk.crm.staff().save(Cast.vera());
        admin = desk.crm.staff().save(Cast.admin());
        UUID romashka = desk.crm.contacts().save(Cast.romashka()).id();
        UUID pipeline = UUID.randomUUID();
        UUID stage = UUID.randomUUID();
        UUID type = UUID.randomUUID();
        UUID deal = UUID.randomUUID();
        jdbc.sql("insert into pipeline (id, name, position) values (?, ?, 1)")
                .params(pipeline, "Продажи " + pipeline)
                .update();
        jdbc.sql(
                        "insert into stage (id, pipeline_id, name, position, kind, probability) values (?, ?, 'Договор', 1, 'open', 60)")
                .params(stage, pipeline)
                .update();
        jdbc.sql("insert into deal_type (id, name, pipeline_id, control, position) values (?, ?, ?, 'free', 1)")
                .params(type, "Продажа " + type, pipeline)
                .update();
        jdbc.sql(
                        "insert into deal (id, title, type_id, pipeline_id, stage_id, stage_entered_at, party_id, responsible_id, currency,"
                                + " amount_from, rank, created_at, changed_at)"
                                + " values (?, 'Доска', ?, ?, ?, now(), ?, ?, 'RUB', 'hand', 'a', now(), now())")
                .params(deal, type, pipeline, stage, romashka, anna.id())
                .update();
        contract = documents
                .tell(
                        new NewDocument(
                                deal,
                                null,
                                null,
                                null,
                                null,
                                DocumentKind.CONTRACT,
                                "17/2",
                                null,
                                null,
                                null,
                                null,
                                null),
                        anna)
                .value()
                .id();
    }

    @AfterEach
    void close() {
        jdbc.sql("truncate deal, deal_type, stage, pipeline cascade").update();
        desk.close();
    }

    private static void refused(Runnable what, String key) {
        assertThatThrownBy(what::run)
                .isInstanceOfSatisfying(
                        Refused.class, why -> assertThat(why.refusal().key()).isEqualTo(key));
    }

    private DocumentState state() {
        return documents.find(contract, null).orElseThrow().state();
    }

    private List<String> toDo(StaffMember person) {
        return jdbc.sql("select title from task where doer_id = ? and closed_at is null and state <> 'done_unchecked'")
                .param(person.id())
                .query(String.class)
                .list();
    }

    private List<StepState> steps() {
        return approvals.of(contract).get(0).steps().stream().map(Step::state).toList();
    }

    private UUID taskOf(int place) {
        return approvals.of(contract).get(0).steps().get(place).taskId();
    }

    @Test
    void oneAfterTheOtherApprovesAndTheContractIsApproved() {
        Approval asked = approvals.ask(contract, List.of(vera.id(), admin.id()), false, anna);
        assertThat(asked.asked()).singleElement().satisfies(step -> {
            assertThat(step.personId()).isEqualTo(vera.id());
            assertThat(step.since()).isNotNull();
        });
        assertThat(toDo(vera)).singleElement().asString().contains("17/2", "Доска");
        assertThat(toDo(admin)).isEmpty();
        assertThat(approvals.mayDecide(asked, vera)).isTrue();
        assertThat(approvals.mayDecide(asked, admin)).isFalse();
        refused(() -> approvals.decide(contract, true, null, admin), "orders.approval.not-yours");
        refused(() -> approvals.decide(contract, true, null, anna), "orders.approval.not-yours");
        refused(() -> documents.move(contract, null, DocumentState.SENT, anna), "orders.approval.open");

        approvals.decide(contract, true, "цена верна", vera);
        assertThat(state()).isEqualTo(DocumentState.DRAFT);
        assertThat(toDo(vera)).isEmpty();
        assertThat(toDo(admin)).hasSize(1);
        Approval over = approvals.decide(contract, true, null, admin);
        assertThat(over.state()).isEqualTo(Approval.State.APPROVED);
        assertThat(over.steps().get(0).note()).isEqualTo("цена верна");
        assertThat(state()).isEqualTo(DocumentState.APPROVED);
        assertThat(documents.moves(contract))
                .extracting(DocumentMove::after)
                .containsExactly(DocumentState.DRAFT, DocumentState.APPROVED);
        assertThat(toDo(anna)).as("she is told once").hasSize(1);
        assertThat(jdbc.sql("select count(*) from task where state = 'done_unchecked'")
                        .query(Integer.class)
                        .single())
                .as("and has nothing to check")
                .isZero();
        assertThat(documents.move(contract, null, DocumentState.SENT, anna).state())
                .isEqualTo(DocumentState.SENT);
    }

    @Test
    void oneWhoRefusesEndsItAndAnnaReadsWhy() {
        approvals.ask(contract, List.of(vera.id(), admin.id()), true, anna);
        assertThat(toDo(vera)).hasSize(1);
        assertThat(toDo(admin)).as("both at once").hasSize(1);
        refused(() -> approvals.decide(contract, false, " ", vera), "orders.approval.why");
        Approval over = approvals.decide(contract, false, "Срок мал", vera);
        assertThat(over.state()).isEqualTo(Approval.State.REFUSED);
        assertThat(steps()).containsExactly(StepState.REFUSED, StepState.DROPPED);
        assertThat(toDo(admin)).isEmpty();
        assertThat(state()).isEqualTo(DocumentState.DRAFT);
        assertThat(jdbc.sql("select text from task where doer_id = ?")
                        .param(anna.id())
                        .query(String.class)
                        .single())
                .contains(vera.name(), "Срок мал");
        refused(() -> approvals.decide(contract, true, null, admin), "orders.approval.not-asked");
        approvals.ask(contract, List.of(vera.id()), false, anna);
        assertThat(approvals.of(contract)).hasSize(2);
    }

    @Test
    void anAssignmentThatIsDoneOnItsOwnPageApprovesAndOneThatIsCancelledRefuses() {
        approvals.ask(contract, List.of(vera.id(), admin.id()), false, anna);
        tasks.act(taskOf(0), null, TaskAction.ACCEPT, null, vera);
        tasks.act(taskOf(0), null, TaskAction.DONE, "годится", vera);
        assertThat(steps()).containsExactly(StepState.APPROVED, StepState.ASKED);
        tasks.act(taskOf(1), null, TaskAction.CANCEL, null, anna);
        assertThat(steps()).containsExactly(StepState.APPROVED, StepState.REFUSED);
        assertThat(state()).isEqualTo(DocumentState.DRAFT);
        approvals.ask(contract, List.of(vera.id()), false, anna);
        tasks.delete(taskOf(0));
        assertThat(approvals.of(contract).get(0).state()).isEqualTo(Approval.State.REFUSED);
    }

    @Test
    void whoAsksTakesItBack() {
        approvals.ask(contract, List.of(vera.id(), admin.id()), false, anna);
        refused(() -> approvals.ask(contract, List.of(admin.id()), false, anna), "orders.approval.open");
        Approval back = approvals.withdraw(contract, anna);
        assertThat(back.state()).isEqualTo(Approval.State.WITHDRAWN);
        assertThat(steps()).containsExactly(StepState.DROPPED, StepState.DROPPED);
        assertThat(toDo(vera)).isEmpty();
        assertThat(tasks.find(taskOf(0), null).map(Task::state)).contains(Task.State.CANCELLED);
    }

    @Test
    void nobodyApprovesTheirOwnNorWhatTheyMayNotSee() {
        refused(() -> approvals.ask(contract, List.of(anna.id()), false, anna), "orders.approval.own");
        refused(() -> approvals.ask(contract, List.of(boris.id()), false, anna), "orders.approval.unseen");
        refused(() -> approvals.ask(contract, List.of(), false, anna), "orders.approval.people");
        refused(() -> approvals.ask(contract, List.of(vera.id(), vera.id()), false, anna), "orders.approval.people");
        refused(() -> approvals.ask(contract, List.of(UUID.randomUUID()), false, anna), "orders.approval.person");
        refused(() -> approvals.ask(contract, List.of(vera.id()), false, boris), "orders.document.gone");
        refused(() -> documents.move(contract, null, DocumentState.APPROVED, vera), "orders.document.approved");
        documents.move(contract, null, DocumentState.SENT, anna);
        refused(() -> approvals.ask(contract, List.of(vera.id()), false, anna), "orders.approval.not-draft");
    }

    private static StaffMember gone(StaffMember one) {
        return new StaffMember(
                one.id(), one.name(), one.login(), one.role(), one.extensions(), one.mobiles(), one.language(), false);
    }

    private void done(int place, StaffMember by) {
        tasks.act(taskOf(place), null, TaskAction.DONE, null, by);
    }

    @Test
    void whoeverIsGoneByThenIsNotAskedAndItEndsWithoutStoppingAnybodysTask() {
        approvals.ask(contract, List.of(admin.id(), vera.id()), false, anna);
        desk.crm.staff().save(gone(vera));
        done(0, admin);
        assertThat(approvals.of(contract).get(0).state()).isEqualTo(Approval.State.REFUSED);
        assertThat(steps()).containsExactly(StepState.APPROVED, StepState.REFUSED);
        assertThat(state()).isEqualTo(DocumentState.DRAFT);
        assertThat(jdbc.sql("select text from task where doer_id = ?")
                        .param(anna.id())
                        .query(String.class)
                        .single())
                .as("Anna is told")
                .contains(vera.name(), "не работает");
    }

    @Test
    void whereWhoAskedIsGoneNobodyElseIsAskedAndWhoAnswersForTheDealIsTold() {
        approvals.ask(contract, List.of(vera.id(), admin.id()), false, anna);
        desk.crm.staff().save(gone(anna));
        jdbc.sql("update deal set responsible_id = ?").param(boris.id()).update();
        done(0, vera);
        assertThat(approvals.of(contract).get(0).state()).isEqualTo(Approval.State.REFUSED);
        assertThat(toDo(admin)).isEmpty();
        assertThat(toDo(boris)).singleElement().asString().contains("17/2");
    }

    @Test
    void oneThatCannotGoOnEndsAndTheTaskIsDoneNevertheless() {
        approvals.ask(contract, List.of(vera.id(), admin.id()), false, anna);
        UUID nobody = UUID.randomUUID();
        jdbc.sql("insert into party (id, kind) values (?, 'company')")
                .param(nobody)
                .update();
        jdbc.sql("update deal set party_id = ?").param(nobody).update();
        UUID task = taskOf(0);
        new TransactionTemplate(desk.bean(PlatformTransactionManager.class))
                .executeWithoutResult(withMore -> done(0, vera));
        assertThat(tasks.find(task, null).map(Task::state)).contains(Task.State.DONE_UNCHECKED);
        assertThat(approvals.of(contract).get(0).state()).isEqualTo(Approval.State.REFUSED);
        assertThat(toDo(anna)).as("she is told").hasSize(1);
        jdbc.sql("update deal set party_id = null").update();
        jdbc.sql("delete from party where id = ?").param(nobody).update();
        approvals.ask(contract, List.of(vera.id()), false, anna);
        done(0, vera);
        assertThat(state()).isEqualTo(DocumentState.APPROVED);
    }

    private DealDocument changed(String number, String amount, DocumentState state) {
        return documents.change(
                contract,
                null,
                new NewDocument(
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        number,
                        null,
                        amount == null ? null : new BigDecimal(amount),
                        null,
                        state,
                        null),
                anna);
    }

    @Test
    void whatIsAskedAboutStaysAsItIsAndWhatWasApprovedAndIsChangedIsADraftAgain() {
        changed("17/2", "100", null);
        approvals.ask(contract, List.of(vera.id()), false, anna);
        refused(() -> changed(null, "1000000", null), "orders.approval.open");
        refused(() -> changed("17/3", null, null), "orders.approval.open");
        assertThat(changed("17/2", "100", DocumentState.DRAFT).state())
                .as("told again as it is")
                .isEqualTo(DocumentState.DRAFT);
        approvals.decide(contract, true, null, vera);
        assertThat(changed("17/2", "100", null).state()).isEqualTo(DocumentState.APPROVED);
        assertThat(changed(null, "1000000", DocumentState.APPROVED).state()).isEqualTo(DocumentState.DRAFT);
        assertThat(documents.moves(contract))
                .extracting(DocumentMove::after)
                .containsExactly(DocumentState.DRAFT, DocumentState.APPROVED, DocumentState.DRAFT);
        assertThat(approvals.of(contract).get(0).state())
                .as("nobody approved a million")
                .isEqualTo(Approval.State.WITHDRAWN);
    }

    @Test
    void whatWasApprovedAndSentMayGetAnotherSumWithoutItsApproval() {
        approvals.ask(contract, List.of(vera.id()), false, anna);
        approvals.decide(contract, true, null, vera);
        documents.move(contract, null, DocumentState.SENT, anna);
        assertThat(approvals.of(contract).get(0).state()).isEqualTo(Approval.State.APPROVED);
        assertThat(changed(null, "200", null).state()).isEqualTo(DocumentState.SENT);
        assertThat(approvals.of(contract).get(0).state()).isEqualTo(Approval.State.WITHDRAWN);
    }

    private void hand(StaffMember to, StaffMember by) {
        Task task = tasks.find(taskOf(0), null).orElseThrow();
        tasks.change(
                task.id(),
                null,
                new NewTask(
                        task.what(), task.title(), null, to.id(), null, null, null, null, task.partyId(), null, null),
                by);
    }

    @Test
    void whoAsksGivesTheAssignmentToNobodyElseAndASupervisorToWhoSeesTheDeal() {
        approvals.ask(contract, List.of(vera.id()), false, anna);
        refused(() -> hand(boris, anna), "orders.approval.handed");
        hand(boris, admin);
        done(0, boris);
        Approval first = approvals.of(contract).get(0);
        assertThat(first.state()).as("Boris may not see it").isEqualTo(Approval.State.REFUSED);
        assertThat(first.steps().get(0).personId()).isEqualTo(boris.id());
        assertThat(state()).isEqualTo(DocumentState.DRAFT);

        approvals.ask(contract, List.of(vera.id()), false, anna);
        hand(admin, vera);
        done(0, admin);
        Approval second = approvals.of(contract).get(0);
        assertThat(second.state()).isEqualTo(Approval.State.APPROVED);
        assertThat(second.steps().get(0).personId()).as("who decided").isEqualTo(admin.id());
        assertThat(documents.moves(contract).get(1).by()).isEqualTo(admin.id());
    }

    @Test
    void askedAtOnceTheDocumentIsApprovedByWhoSaidSoLast() {
        approvals.ask(contract, List.of(vera.id(), admin.id()), true, anna);
        approvals.decide(contract, true, null, admin);
        approvals.decide(contract, true, null, vera);
        assertThat(documents.moves(contract).get(1).by()).isEqualTo(vera.id());
    }
}
