package org.ringbook.orders;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ringbook.contacts.NewId;
import org.ringbook.deals.Deal;
import org.ringbook.deals.DealTasks;
import org.ringbook.deals.Deals;
import org.ringbook.orders.Approval.State;
import org.ringbook.orders.Approval.Step;
import org.ringbook.orders.Approval.StepState;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.NewTask;
import org.ringbook.tasks.Task;
import org.ringbook.tasks.TaskAction;
import org.ringbook.tasks.TaskHandedOn;
import org.ringbook.tasks.Tasks;
import org.ringbook.tasks.TasksChanged;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Documents that others find right before they are sent: named people are asked one after the other or all together, each by an assignment.
 * One who refuses ends it, and the document is a draft again; approved by all, it is approved. Any thread; every method waits for the
 * database.
 */
@Component
public class Approvals {

    /** So many are asked about one document. */
    public static final int MOST = 10;

    private static final int LONGEST_TITLE = 255;
    private static final Logger LOG = LoggerFactory.getLogger(Approvals.class);

    private final ApprovalRows rows;
    private final Documents documents;
    private final OrderDeals orderDeals;
    private final Deals deals;
    private final DealTasks dealTasks;
    private final Tasks tasks;
    private final Staff staff;
    private final TransactionTemplate transaction;
    /** What is taken back in it takes nothing back of whatever goes on around it. */
    private final TransactionTemplate apart;

    Approvals(
            JdbcClient jdbc,
            Documents documents,
            OrderDeals orderDeals,
            Deals deals,
            DealTasks dealTasks,
            Tasks tasks,
            Staff staff,
            PlatformTransactionManager transactions) {
        this.rows = new ApprovalRows(jdbc);
        this.documents = documents;
        this.orderDeals = orderDeals;
        this.deals = deals;
        this.dealTasks = dealTasks;
        this.tasks = tasks;
        this.staff = staff;
        this.transaction = new TransactionTemplate(transactions);
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** The newest first. Whoever may see the document may see them. */
    public List<Approval> of(UUID document) {
        return rows.ofDocument(document);
    }

    /** Of each document of a deal the last, by the document. */
    public Map<UUID, Approval> ofDeal(UUID deal) {
        return rows.lastOfDeal(deal).stream().collect(Collectors.toMap(Approval::documentId, Function.identity()));
    }

    /**
     * Asks people whether a draft is right.
     *
     * @param people in order, at most {@link #MOST}, each once
     * @param atOnce whether all are asked together
     * @throws Refused if the document is gone or not theirs, is no draft, is asked about already, or somebody named is not of the staff, may
     *     not see the deal, or is who asks
     */
    public Approval ask(UUID document, List<UUID> people, boolean atOnce, StaffMember by) {
        return transaction.execute(status -> {
            DealDocument known = held(document, by);
            if (rows.isOpen(document)) {
                throw Refused.because("id", "orders.approval.open");
            }
            if (known.state() != DocumentState.DRAFT) {
                throw Refused.because("id", "orders.approval.not-draft");
            }
            List<Step> steps = steps(known, people == null ? List.of() : people, by);
            var approval = new Approval(NewId.next(), document, atOnce, State.ASKED, by.id(), Parts.now(), null, steps);
            rows.insert(approval);
            askNext(approval, known);
            return rows.find(approval.id()).orElseThrow();
        });
    }

    /** The document, of whose deal nobody changes anything until the transaction ends. */
    private DealDocument held(UUID document, StaffMember by) {
        DealDocument known = documents.find(document, by).orElseThrow(Approvals::gone);
        orderDeals.lock(known.dealId(), null, by);
        return documents.find(document, by).orElseThrow(Approvals::gone);
    }

    private static Refused gone() {
        return Refused.because("id", "orders.document.gone");
    }

    private List<Step> steps(DealDocument document, List<UUID> people, StaffMember by) {
        if (people.isEmpty() || people.size() > MOST || new HashSet<>(people).size() < people.size()) {
            throw Refused.because("people", "orders.approval.people", MOST);
        }
        var steps = new ArrayList<Step>();
        for (UUID id : people) {
            StaffMember person = Optional.ofNullable(id)
                    .flatMap(staff::find)
                    .filter(StaffMember::active)
                    .orElseThrow(() -> Refused.because("people", "orders.approval.person"));
            if (person.id().equals(by.id())) {
                throw Refused.because("people", "orders.approval.own");
            }
            if (deals.find(document.dealId(), person).isEmpty()) {
                throw Refused.because("people", "orders.approval.unseen", person.name());
            }
            steps.add(new Step(steps.size(), id, StepState.WAITING, null, null, null, null));
        }
        return steps;
    }

    /**
     * What whoever is asked decides; their assignment is done by it.
     *
     * @param note needed to refuse; else null for none
     * @throws Refused if nobody waits for it any more, somebody else is asked, or nothing says why it is refused
     */
    public Approval decide(UUID document, boolean approved, String note, StaffMember by) {
        return transaction.execute(status -> {
            DealDocument known = held(document, by);
            Approval approval = open(document);
            Step step = approval.asked().stream()
                    .filter(one -> isTheirs(one, by) && !by.id().equals(approval.askedBy()))
                    .findFirst()
                    .orElseThrow(() -> Refused.because("id", "orders.approval.not-yours"));
            String words = OrderRules.text("note", note);
            if (!approved && words == null) {
                throw Refused.because("note", "orders.approval.why");
            }
            rows.decided(
                    approval.id(),
                    step.place(),
                    by.id(),
                    approved ? StepState.APPROVED : StepState.REFUSED,
                    words,
                    Parts.now());
            tasks.act(step.taskId(), null, TaskAction.DONE, words, by);
            goOn(approval.id(), known);
            return rows.find(approval.id()).orElseThrow();
        });
    }

    /** Whether somebody may decide about a document now: theirs is the assignment, which may have been handed on. */
    public boolean mayDecide(Approval approval, StaffMember who) {
        return !who.id().equals(approval.askedBy()) && approval.asked().stream().anyMatch(step -> isTheirs(step, who));
    }

    private boolean isTheirs(Step step, StaffMember who) {
        return tasks.find(step.taskId(), null)
                .filter(task -> task.doerId().equals(who.id()))
                .isPresent();
    }

    private Approval open(UUID document) {
        return rows.ofDocument(document).stream()
                .filter(Approval::isOpen)
                .findFirst()
                .orElseThrow(() -> Refused.because("id", "orders.approval.not-asked"));
    }

    /**
     * Nobody is asked any more; the document stays a draft.
     *
     * @throws Refused if nobody is asked, or it is neither who asked nor a supervisor
     */
    public Approval withdraw(UUID document, StaffMember by) {
        return transaction.execute(status -> {
            held(document, by);
            Approval approval = open(document);
            if (!by.id().equals(approval.askedBy()) && by.role().compareTo(Role.SUPERVISOR) < 0) {
                throw Refused.because("id", "orders.approval.withdraw");
            }
            end(approval, State.WITHDRAWN);
            return rows.find(approval.id()).orElseThrow();
        });
    }

    private void goOn(UUID id, DealDocument document) {
        Approval approval = rows.find(id).orElseThrow();
        Optional<Step> no = approval.steps().stream()
                .filter(step -> step.state() == StepState.REFUSED)
                .findFirst();
        if (no.isPresent()) {
            end(approval, State.REFUSED);
            tellWhoAsked(approval, document, "approval.refused", said(no.get()));
        } else if (approval.steps().stream().allMatch(step -> step.state() == StepState.APPROVED)) {
            end(approval, State.APPROVED);
            documents.approved(
                    document.id(), staff.find(last(approval).personId()).orElse(null));
            tellWhoAsked(approval, document, "approval.approved", said(last(approval)));
        } else {
            askNext(approval, document);
        }
    }

    /** Asked all at once, the last in order may be the first who says something. */
    private static Step last(Approval approval) {
        return approval.steps().stream()
                .max(Comparator.comparing(Step::decidedAt).thenComparing(Step::place))
                .orElseThrow();
    }

    private void end(Approval approval, State how) {
        rows.ended(approval.id(), how, Parts.now());
        StaffMember asker = staff.find(approval.askedBy()).orElseThrow();
        for (Step step : approval.steps()) {
            Optional<Task> task = Optional.ofNullable(step.taskId()).flatMap(one -> tasks.find(one, null));
            task.filter(one -> !one.state().isOver()).ifPresent(one -> over(one, step, asker));
        }
    }

    /** Who asked has nothing to check: what was decided stands with the document. */
    private void over(Task task, Step step, StaffMember asker) {
        boolean done = task.state() == Task.State.DONE_UNCHECKED;
        if (task.authorId().equals(asker.id())) {
            tasks.act(task.id(), null, done ? TaskAction.CLOSE : TaskAction.CANCEL, null, asker);
        }
    }

    private void askNext(Approval approval, DealDocument document) {
        if (!approval.asked().isEmpty()) {
            return;
        }
        List<Step> waiting = approval.steps().stream()
                .filter(step -> step.state() == StepState.WAITING)
                .toList();
        for (Step step : approval.atOnce() ? waiting : waiting.subList(0, 1)) {
            Optional<String> hindrance = hindrance(approval, step, document);
            if (hindrance.isPresent()) {
                rows.decided(
                        approval.id(),
                        step.place(),
                        step.personId(),
                        StepState.REFUSED,
                        words(hindrance.get(), reader(approval, document).orElse(null)),
                        Parts.now());
                goOn(approval.id(), document);
                return;
            }
            ask(approval, step, document);
        }
    }

    /** Why somebody cannot be asked any more, as a key of words: days may lie between two who are asked. */
    private Optional<String> hindrance(Approval approval, Step step, DealDocument document) {
        if (active(approval.askedBy()).isEmpty()) {
            return Optional.of("approval.asker-gone");
        }
        Optional<StaffMember> person = active(step.personId());
        if (person.isEmpty()) {
            return Optional.of("approval.gone");
        }
        return deals.find(document.dealId(), person.get()).isEmpty()
                ? Optional.of("approval.unseen")
                : Optional.empty();
    }

    private Optional<StaffMember> active(UUID person) {
        return Optional.ofNullable(person).flatMap(staff::find).filter(StaffMember::active);
    }

    /** Who asked; where they are gone, who answers for the deal. */
    private Optional<StaffMember> reader(Approval approval, DealDocument document) {
        return active(approval.askedBy())
                .or(() -> deals.find(document.dealId(), null).flatMap(deal -> active(deal.responsibleId())));
    }

    private static String words(String key, StaffMember reader) {
        return OrderWords.of(key, reader == null ? Locale.ENGLISH : OrderWords.spokenBy(reader));
    }

    private void ask(Approval approval, Step step, DealDocument document) {
        Deal deal = deals.find(document.dealId(), null).orElseThrow();
        StaffMember asker = staff.find(approval.askedBy()).orElseThrow();
        StaffMember person = staff.find(step.personId()).orElseThrow();
        String title = title("approval.ask", person, document, deal);
        Task task = dealTasks.add(deal, task(title, null, person.id(), client(deal), null), asker);
        rows.asked(approval.id(), step.place(), task.id(), Parts.now());
    }

    private void tellWhoAsked(Approval approval, DealDocument document, String what, String text) {
        Deal deal = deals.find(document.dealId(), null).orElseThrow();
        tellWhoAsked(approval, document, what, text, client(deal));
    }

    private void tellWhoAsked(Approval approval, DealDocument document, String what, String text, UUID party) {
        Deal deal = deals.find(document.dealId(), null).orElseThrow();
        reader(approval, document)
                .ifPresent(reader -> dealTasks.add(
                        deal, task(title(what, reader, document, deal), text, null, party, Instant.now()), reader));
    }

    /** Null where they said nothing. */
    private String said(Step step) {
        String person = staff.find(step.personId()).map(StaffMember::name).orElse("–");
        return step.note() == null ? null : person + ": " + step.note();
    }

    private static UUID client(Deal deal) {
        return deal.contactId() == null ? deal.partyId() : deal.contactId();
    }

    private static NewTask task(String title, String text, UUID doer, UUID party, Instant remindAt) {
        return new NewTask(Task.What.OTHER, title, text, doer, null, null, null, remindAt, party, null, null);
    }

    private static String title(String key, StaffMember reader, DealDocument document, Deal deal) {
        var language = OrderWords.spokenBy(reader);
        String title = OrderWords.of(
                key,
                language,
                OrderWords.of("document." + document.kind().word(), language),
                Objects.toString(document.number(), ""),
                deal.title());
        return title.length() > LONGEST_TITLE ? title.substring(0, LONGEST_TITLE) : title;
    }

    /** Whoever asks has named who decides, and does not choose anew by giving the assignment to somebody else; a supervisor may. */
    @EventListener
    void refuse(TaskHandedOn handed) {
        if (rows.isAskedBy(handed.task(), handed.by().id())) {
            throw Refused.because("doerId", "orders.approval.handed");
        }
    }

    /** An assignment may be done, cancelled or deleted where all tasks are: done, it is approved; else it is not. */
    @EventListener
    void settle(TasksChanged changed) {
        settle();
    }

    /** What was decided as the program was killed. */
    @EventListener
    void settle(ContextRefreshedEvent started) {
        settle();
    }

    /** One that cannot go on holds up neither the others, nor whoever did some task, nor the start of the server. */
    private void settle() {
        for (UUID id : rows.decidedElsewhere()) {
            try {
                apart.executeWithoutResult(status -> settle(id));
            } catch (DataAccessException | TransactionException notNow) {
                LOG.warn("What was decided of approval {} waits for the next task that changes", id, notNow);
            } catch (RuntimeException stuck) {
                LOG.warn("Approval {} cannot go on, and ends", id, stuck);
                giveUp(id);
            }
        }
    }

    /** The task names no client: that they are none any more may be what it sticks at. */
    private void giveUp(UUID id) {
        try {
            apart.executeWithoutResult(status -> rows.ended(id, State.REFUSED, Parts.now()));
            apart.executeWithoutResult(status -> rows.find(id)
                    .ifPresent(approval -> documents
                            .find(approval.documentId(), null)
                            .ifPresent(document -> tellWhoAsked(
                                    approval,
                                    document,
                                    "approval.refused",
                                    words(
                                            "approval.stuck",
                                            reader(approval, document).orElse(null)),
                                    null))));
        } catch (RuntimeException untold) {
            LOG.warn("Nobody is told how approval {} ended", id, untold);
        }
    }

    private void settle(UUID id) {
        UUID of = rows.find(id).map(Approval::documentId).orElse(null);
        DealDocument document = of == null ? null : documents.find(of, null).orElse(null);
        if (document == null) {
            return;
        }
        orderDeals.lock(document.dealId(), null, null);
        Approval approval = rows.find(id).filter(Approval::isOpen).orElse(null);
        if (approval == null) {
            return;
        }
        for (Step step : approval.asked()) {
            Task task = tasks.find(step.taskId(), null).orElse(null);
            boolean over = task == null || task.state().isOver() || task.state() == Task.State.DONE_UNCHECKED;
            if (over) {
                settle(approval, step, task, document);
            }
        }
        goOn(id, document);
    }

    private void settle(Approval approval, Step step, Task task, DealDocument document) {
        boolean done = task != null && task.state() != Task.State.CANCELLED;
        boolean yes = done && decides(task.doerId(), step, approval, document);
        String note = task == null ? null : task.result();
        rows.decided(
                approval.id(),
                step.place(),
                done ? task.doerId() : step.personId(),
                yes ? StepState.APPROVED : StepState.REFUSED,
                done && !yes
                        ? words("approval.unseen", reader(approval, document).orElse(null))
                        : note,
                Parts.now());
    }

    /** Who was named, or to whom it was handed on since; never who asked. */
    private boolean decides(UUID doer, Step step, Approval approval, DealDocument document) {
        if (doer.equals(approval.askedBy())) {
            return false;
        }
        return doer.equals(step.personId())
                || active(doer)
                        .flatMap(person -> deals.find(document.dealId(), person))
                        .isPresent();
    }
}
