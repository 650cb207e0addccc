package org.ringbook.workspace.deals;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.bin.Bin;
import org.ringbook.bin.BinItem;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallReader;
import org.ringbook.contacts.Caller;
import org.ringbook.contacts.legal.LegalEntities;
import org.ringbook.contacts.legal.LegalEntity;
import org.ringbook.deals.By;
import org.ringbook.deals.Deal;
import org.ringbook.deals.Deal.AmountFrom;
import org.ringbook.deals.DealTasks;
import org.ringbook.deals.DealType;
import org.ringbook.deals.DealTypes;
import org.ringbook.deals.Deals;
import org.ringbook.deals.Deals.NewDeal;
import org.ringbook.deals.LostReasons;
import org.ringbook.deals.Participant;
import org.ringbook.deals.Pipelines;
import org.ringbook.deals.Probabilities;
import org.ringbook.deals.Stage;
import org.ringbook.deals.StageAsks;
import org.ringbook.deals.StageMove;
import org.ringbook.fields.FieldSubject;
import org.ringbook.leads.Lead;
import org.ringbook.leads.LeadList;
import org.ringbook.leads.Leads;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Action;
import org.ringbook.rights.Permissions;
import org.ringbook.rights.Rights;
import org.ringbook.staff.Role;
import org.ringbook.tasks.NewTask;
import org.ringbook.tasks.Task;
import org.ringbook.tasks.TaskAction;
import org.ringbook.tasks.Tasks;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.OwnFields;
import org.ringbook.workspace.PartyLinks;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.TypedFields;
import org.ringbook.workspace.Viewer;
import org.ringbook.workspace.tasks.DueTimes;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A deal's card, and the form of a new one. */
@Controller
class DealScreen {

    /** The name of whatever is made in a form, as the API has it. */
    static final String FORM = "form";

    private static final String TAKEN = "deals.external.taken";

    private final Deals deals;
    private final DealTasks dealTasks;
    private final DealTypes types;
    private final Pipelines pipelines;
    private final Probabilities probabilities;
    private final LostReasons reasons;
    private final StageQuestions questions;
    private final PartyByName byName;
    private final PartyLinks parties;
    private final LegalEntities entities;
    private final Leads leads;
    private final LeadList leadList;
    private final CallReader calls;
    private final Tasks tasks;
    private final Rights rights;
    private final OwnFields fields;
    private final Bin bin;

    DealScreen(
            Deals deals,
            DealTasks dealTasks,
            DealTypes types,
            Pipelines pipelines,
            Probabilities probabilities,
            LostReasons reasons,
            StageQuestions questions,
            PartyByName byName,
            PartyLinks parties,
            LegalEntities entities,
            Leads leads,
            LeadList leadList,
            CallReader calls,
            Tasks tasks,
            Rights rights,
            OwnFields fields,
            Bin bin) {
        this.deals = deals;
        this.dealTasks = dealTasks;
        this.types = types;
        this.pipelines = pipelines;
        this.probabilities = probabilities;
        this.reasons = reasons;
        this.questions = questions;
        this.byName = byName;
        this.parties = parties;
        this.entities = entities;
        this.leads = leads;
        this.leadList = leadList;
        this.calls = calls;
        this.tasks = tasks;
        this.rights = rights;
        this.fields = fields;
        this.bin = bin;
    }

    /**
     * One step of the bar.
     *
     * @param passed it came this far or farther
     * @param here it stands there
     */
    record Step(Stage stage, boolean passed, boolean here) {}

    /** A move in words. @param days it stood before; null as it was made */
    record Moved(StageMove move, String from, String to, String reason, Long days) {}

    @GetMapping("/deals/{id}")
    String show(@PathVariable UUID id, Viewer viewer, Model model) {
        return card(existing(id, viewer), null, null, viewer, model);
    }

    private Deal existing(UUID id, Viewer viewer) {
        return deals.find(id, viewer.member()).orElseThrow(NoSuchPage::new);
    }

    /** @param form with {@code own} what was typed and refused; null to show what stands */
    private String card(Deal deal, DealForm form, TypedFields own, Viewer viewer, Model model) {
        Print print = (Print) model.getAttribute("print");
        Map<UUID, Stage> stages = pipelines.stages().stream().collect(Collectors.toMap(Stage::id, Function.identity()));
        Stage stage = stages.get(deal.stageId());
        DealType type = types.find(deal.typeId()).orElseThrow(NoSuchPage::new);
        Permissions who = rights.of(viewer.member());
        List<Task> all = dealTasks.of(deal.id(), who);
        List<Participant> participants = deals.participants(deal.id());
        model.addAttribute("deal", deal);
        model.addAttribute("stage", stage);
        model.addAttribute("type", type);
        model.addAttribute("types", types.offered());
        model.addAttribute("days", days(deal));
        model.addAttribute("rotten", deal.isRotten(stage, Instant.now()));
        model.addAttribute("probability", probabilities.of(deal, stage));
        model.addAttribute("steps", steps(deal, stage, type));
        model.addAttribute("moves", moves(deal, stages, viewer));
        model.addAttribute("tasks", all);
        model.addAttribute(
                "open", all.stream().filter(task -> task.closedAt() == null).toList());
        model.addAttribute(
                "over",
                all.stream().filter(task -> task.closedAt() != null).limit(10).toList());
        model.addAttribute(
                "parties",
                parties.of(Stream.concat(
                                Stream.of(deal.partyId(), deal.contactId()),
                                participants.stream().map(Participant::partyId))
                        .filter(Objects::nonNull)
                        .toList()));
        model.addAttribute("participants", participants);
        model.addAttribute("roles", Participant.Role.values());
        model.addAttribute(
                "entity",
                Optional.ofNullable(deal.entityId())
                        .flatMap(entities::find)
                        .map(LegalEntity::name)
                        .orElse(null));
        model.addAttribute("leadsOfIt", leadsOf(deal, viewer));
        model.addAttribute(
                "lostReason",
                reasons.find(deal.lostReasonId())
                        .map(one -> one.name(viewer.locale()))
                        .orElse(null));
        model.addAttribute("quick", DueTimes.QUICK);
        model.addAttribute("whats", Task.What.values());
        model.addAttribute("shownFields", fields.shown(FieldSubject.DEAL, deal.id(), print));
        model.addAttribute("supervisor", viewer.isSupervisor());
        form(form == null ? DealForm.of(deal, byName.nameOf(deal.partyId())) : form, deal, own, viewer, model);
        return "deals/one";
    }

    private static long days(Deal deal) {
        Instant until = deal.closedAt() == null ? Instant.now() : deal.closedAt();
        return Math.max(0, Duration.between(deal.stageEnteredAt(), until).toDays());
    }

    /** Of a type without stages only the ends. */
    private List<Step> steps(Deal deal, Stage here, DealType type) {
        return pipelines.stages(deal.pipelineId()).stream()
                .filter(one -> !one.archived() || one.id().equals(here.id()))
                .filter(one -> type.control() != DealType.Control.NONE
                        || !one.isOpen()
                        || one.id().equals(here.id()))
                .map(one -> new Step(
                        one,
                        here.isOpen() && one.isOpen() && one.position() < here.position()
                                || here.kind() == Stage.Kind.WON && one.isOpen(),
                        one.id().equals(here.id())))
                .toList();
    }

    /** The newest first. */
    private List<Moved> moves(Deal deal, Map<UUID, Stage> stages, Viewer viewer) {
        var moves = new ArrayList<>(deals.moves(deal.id()).stream()
                .map(move -> new Moved(
                        move,
                        nameOf(stages.get(move.from()), viewer),
                        nameOf(stages.get(move.to()), viewer),
                        why(move, viewer),
                        move.secondsInFrom() == null
                                ? null
                                : Duration.ofSeconds(move.secondsInFrom()).toDays()))
                .toList());
        Collections.reverse(moves);
        return moves;
    }

    private static String nameOf(Stage stage, Viewer viewer) {
        return stage == null ? null : stage.name(viewer.locale());
    }

    private String why(StageMove move, Viewer viewer) {
        String words = Stream.of(
                        reasons.find(move.lostReasonId())
                                .map(one -> one.name(viewer.locale()))
                                .orElse(null),
                        move.reason())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(": "));
        return words.isEmpty() ? null : words;
    }

    private List<Lead> leadsOf(Deal deal, Viewer viewer) {
        return deals.leadsOf(deal.id()).stream()
                .map(leads::find)
                .flatMap(Optional::stream)
                .filter(lead -> leadList.maySee(viewer.member(), lead))
                .toList();
    }

    /** Clients whose names begin as what was typed. */
    @GetMapping("/deals/parties")
    String offers(@RequestParam(required = false) String party, Viewer viewer, Model model) {
        model.addAttribute("offers", byName.offers(party, viewer.member().id()));
        return "deals/inputs :: offers";
    }

    /**
     * @param party the client; null for nobody yet
     * @param call whose other side is the client, if they are known
     * @param number of that client
     */
    @GetMapping("/deals/new")
    String blank(
            @RequestParam(required = false) UUID party,
            @RequestParam(required = false) UUID call,
            @RequestParam(required = false) UUID type,
            Viewer viewer,
            Model model) {
        UUID client = party;
        UUID contact = null;
        if (call != null) {
            Call asked = calls.find(call)
                    .filter(one -> calls.may(viewer.permissions(), Action.SEE, one))
                    .orElseThrow(NoSuchPage::new);
            List<Caller> known = ((Print) model.getAttribute("print")).whoIs(asked.external());
            if (known.size() == 1) {
                Caller caller = known.get(0);
                client = caller.companyId() != null ? caller.companyId() : caller.contactId();
                contact = caller.companyId() != null ? caller.contactId() : null;
            }
        }
        UUID of = types.find(type)
                .or(() -> types.offered().stream().findFirst())
                .map(DealType::id)
                .orElse(null);
        String name = byName.nameOf(client);
        DealForm form = DealForm.blank(
                of, name == null ? null : client, name, contact, viewer.member().id(), null);
        return form(form, null, null, viewer, model);
    }

    /** @param deal null for a new one */
    private String form(DealForm form, Deal deal, TypedFields own, Viewer viewer, Model model) {
        UUID id = deal == null ? null : deal.id();
        fields.form(FieldSubject.DEAL, id, own, (Print) model.getAttribute("print"), model);
        model.addAttribute("form", form);
        model.addAttribute("id", id);
        // What stands there can be kept, whatever else is offered by now.
        UUID person = deal == null ? form.responsibleId() : deal.responsibleId();
        model.addAttribute("people", questions.people(person));
        model.addAttribute("nobody", person == null);
        model.addAttribute(
                "contacts", questions.contactsOf(form.partyId(), deal == null ? form.contactId() : deal.contactId()));
        model.addAttribute(
                "entities", questions.entitiesOf(form.partyId(), deal == null ? form.entityId() : deal.entityId()));
        model.addAttribute("types", types.offered());
        model.addAttribute("froms", AmountFrom.values());
        return "deals/form";
    }

    @PostMapping("/deals")
    String add(
            @ModelAttribute("form") DealForm form,
            TypedFields own,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        Print print = (Print) model.getAttribute("print");
        try {
            UUID client =
                    byName.find(form.party(), form.partyId(), viewer.member().id(), print);
            Map<String, Object> values = fields.read(FieldSubject.DEAL, null, own);
            NewDeal asked = new NewDeal(
                    form.type(),
                    form.stage(),
                    form.content(client, print),
                    values,
                    null,
                    form.request() == null ? null : FORM,
                    form.request() == null ? null : form.request().toString());
            Deal made = made(asked, viewer);
            after.addFlashAttribute("done", print.say("deals.made", made.number()));
            return "redirect:/deals/" + made.id();
        } catch (StageAsks asks) {
            model.addAttribute("refused", asks.words(viewer.locale()));
        } catch (IllegalArgumentException why) {
            model.addAttribute("refused", print.why(why));
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(form, null, own, viewer, model);
    }

    /** Of a form that was sent twice, the deal that it made. */
    private Deal made(NewDeal asked, Viewer viewer) {
        try {
            return deals.create(asked, By.user(viewer.member()));
        } catch (Refused taken) {
            if (!taken.refusal().key().equals(TAKEN)) {
                throw taken;
            }
            return deals.ofExternal(asked.externalSource(), asked.externalId())
                    .flatMap(id -> deals.find(id, viewer.member()))
                    .orElseThrow(() -> taken);
        }
    }

    @PutMapping("/deals/{id}")
    String change(
            @PathVariable UUID id,
            @ModelAttribute("form") DealForm form,
            TypedFields own,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        Deal deal = existing(id, viewer);
        Print print = (Print) model.getAttribute("print");
        try {
            UUID client =
                    byName.find(form.party(), form.partyId(), viewer.member().id(), print);
            Map<String, Object> values = own.shown() ? changes(deal, own, print) : null;
            deals.change(id, form.version(), form.content(client, print), values, By.user(viewer.member()));
            after.addFlashAttribute("done", print.say("deals.saved"));
            return "redirect:/deals/" + id;
        } catch (StageAsks asks) {
            model.addAttribute("refused", asks.words(viewer.locale()));
        } catch (IllegalArgumentException why) {
            model.addAttribute("refused", print.why(why));
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("editing", true);
        return card(deal, form, own, viewer, model);
    }

    /** As a program would send it: null empties a field that the form shows empty. */
    private Map<String, Object> changes(Deal deal, TypedFields own, Print print) {
        Map<String, Object> read = fields.read(FieldSubject.DEAL, deal.id(), own);
        var all = new HashMap<String, Object>();
        fields.inputs(FieldSubject.DEAL, deal.id(), null, print)
                .forEach(one -> all.put(one.key(), read.get(one.key())));
        return all;
    }

    @PostMapping("/deals/{id}/reopen")
    String reopen(
            @PathVariable UUID id,
            @RequestParam(required = false) Integer version,
            @RequestParam(required = false) String reason,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        Deal deal = existing(id, viewer);
        return done(deal, viewer, response, model, () -> deals.reopen(id, version, reason, By.user(viewer.member())));
    }

    @PostMapping("/deals/{id}/type")
    String type(
            @PathVariable UUID id,
            @RequestParam UUID type,
            @RequestParam(required = false) Integer version,
            @RequestParam(required = false) String reason,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        Deal deal = existing(id, viewer);
        return done(
                deal,
                viewer,
                response,
                model,
                () -> deals.changeType(id, version, type, null, reason, By.user(viewer.member())));
    }

    /** Who else is in it. */
    @PostMapping("/deals/{id}/participants")
    String joins(
            @PathVariable UUID id,
            @RequestParam(required = false) String party,
            @RequestParam Participant.Role role,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        Deal deal = existing(id, viewer);
        Print print = (Print) model.getAttribute("print");
        return done(deal, viewer, response, model, () -> {
            UUID who = byName.find(party, null, viewer.member().id(), print);
            if (who == null) {
                throw new IllegalArgumentException(print.say("deals.participant.nobody"));
            }
            var all = new ArrayList<>(deals.participants(id));
            all.add(new Participant(who, role));
            deals.participants(id, all, By.user(viewer.member()));
        });
    }

    @DeleteMapping("/deals/{id}/participants/{party}/{role}")
    String leaves(
            @PathVariable UUID id,
            @PathVariable UUID party,
            @PathVariable Participant.Role role,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        Deal deal = existing(id, viewer);
        return done(deal, viewer, response, model, () -> {
            List<Participant> rest = deals.participants(id).stream()
                    .filter(one -> !one.equals(new Participant(party, role)))
                    .toList();
            deals.participants(id, rest, By.user(viewer.member()));
        });
    }

    /** The next step. @param when one of {@link DueTimes#QUICK}; anything else means {@code at} */
    @PostMapping("/deals/{id}/tasks")
    String plan(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "CALL") Task.What what,
            @RequestParam(required = false) String title,
            @RequestParam(required = false) String when,
            @RequestParam(required = false) String at,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        Deal deal = existing(id, viewer);
        Print print = (Print) model.getAttribute("print");
        String named = DealQuery.text(title) == null ? print.word("task-what", what) : title;
        UUID party = deal.contactId() == null ? deal.partyId() : deal.contactId();
        return done(
                deal,
                viewer,
                response,
                model,
                () -> dealTasks.add(
                        deal,
                        new NewTask(
                                what,
                                named,
                                null,
                                null,
                                null,
                                DueTimes.of(when, at, Instant.now(), viewer.zone()),
                                null,
                                null,
                                party,
                                null,
                                null),
                        viewer.member()));
    }

    @PostMapping("/deals/{id}/tasks/{task}/done")
    String stepDone(
            @PathVariable UUID id, @PathVariable UUID task, Viewer viewer, HttpServletResponse response, Model model) {
        Deal deal = existing(id, viewer);
        if (!dealTasks.dealOf(task).filter(id::equals).isPresent()) {
            throw new NoSuchPage();
        }
        return done(deal, viewer, response, model, () -> tasks.act(task, null, TaskAction.DONE, null, viewer.member()));
    }

    @DeleteMapping("/deals/{id}")
    String delete(@PathVariable UUID id, Viewer viewer, Model model, RedirectAttributes after) {
        existing(id, viewer);
        viewer.require(Role.SUPERVISOR);
        BinItem item = bin.put(BinItem.Kind.DEAL, id, viewer.member());
        after.addFlashAttribute("done", ((Print) model.getAttribute("print")).say("bin.put", item.name()));
        return "redirect:/deals";
    }

    private String done(Deal deal, Viewer viewer, HttpServletResponse response, Model model, Runnable work) {
        try {
            work.run();
            return "redirect:/deals/" + deal.id();
        } catch (StageAsks asks) {
            model.addAttribute("refused", asks.words(viewer.locale()));
        } catch (IllegalArgumentException why) {
            model.addAttribute("refused", ((Print) model.getAttribute("print")).why(why));
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return card(deals.find(deal.id(), viewer.member()).orElse(deal), null, null, viewer, model);
    }
}
