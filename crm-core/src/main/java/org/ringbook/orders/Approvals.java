package org.ringbook.orders;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
import org.ringbook.tasks.Tasks;
import org.ringbook.tasks.TasksChanged;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
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

    private final ApprovalRows rows;
    private final Documents documents;
    private final OrderDeals orderDeals;
    private final Deals deals;
    private final DealTasks dealTasks;
    private final Tasks tasks;
    private final Staff staff;
    private final TransactionTemplate transaction;

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
                    approval.id(), step.place(), approved ? StepState.APPROVED : StepState.REFUSED, words, Parts.now());
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
            tellWhoAsked(approval, document, "approval.refused", no.get());
        } else if (approval.steps().stream().allMatch(step -> step.state() == StepState.APPROVED)) {
            end(approval, State.APPROVED);
            documents.approved(
                    document.id(), staff.find(last(approval).personId()).orElse(null));
            tellWhoAsked(approval, document, "approval.approved", last(approval));
        } else {
            askNext(approval, document);
        }
    }

    private static Step last(Approval approval) {
        return approval.steps().get(approval.steps().size() - 1);
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
        (approval.atOnce() ? waiting : waiting.subList(0, 1)).forEach(step -> ask(approval, step, document));
    }

    private void ask(Approval approval, Step step, DealDocument document) {
        Deal deal = deals.find(document.dealId(), null).orElseThrow();
        StaffMember asker = staff.find(approval.askedBy()).orElseThrow();
        StaffMember person = staff.find(step.personId()).orElseThrow();
        String title = title("approval.ask", person, document, deal);
        Task task = dealTasks.add(deal, task(title, null, person.id(), deal, null), asker);
        rows.asked(approval.id(), step.place(), task.id(), Parts.now());
    }

    private void tellWhoAsked(Approval approval, DealDocument document, String what, Step why) {
        Deal deal = deals.find(document.dealId(), null).orElseThrow();
        staff.find(approval.askedBy()).filter(StaffMember::active).ifPresent(asker -> {
            String person = staff.find(why.personId()).map(StaffMember::name).orElse("–");
            String text = why.note() == null ? null : person + ": " + why.note();
            dealTasks.add(deal, task(title(what, asker, document, deal), text, null, deal, Instant.now()), asker);
        });
    }

    private static NewTask task(String title, String text, UUID doer, Deal deal, Instant remindAt) {
        UUID party = deal.contactId() == null ? deal.partyId() : deal.contactId();
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

    private void settle() {
        for (UUID id : rows.decidedElsewhere()) {
            transaction.executeWithoutResult(status -> settle(id));
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
                boolean yes = task != null
                        && task.state() != Task.State.CANCELLED
                        && !task.doerId().equals(approval.askedBy());
                rows.decided(
                        id,
                        step.place(),
                        yes ? StepState.APPROVED : StepState.REFUSED,
                        task == null ? null : task.result(),
                        Parts.now());
            }
        }
        goOn(id, document);
    }
}
