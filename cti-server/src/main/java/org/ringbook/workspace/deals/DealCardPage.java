package org.ringbook.workspace.deals;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.contacts.legal.LegalEntities;
import org.ringbook.contacts.legal.LegalEntity;
import org.ringbook.deals.Deal;
import org.ringbook.deals.Deal.AmountFrom;
import org.ringbook.deals.DealTasks;
import org.ringbook.deals.DealType;
import org.ringbook.deals.DealTypes;
import org.ringbook.deals.Deals;
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
import org.ringbook.rights.Permissions;
import org.ringbook.rights.Rights;
import org.ringbook.tasks.Task;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.OwnFields;
import org.ringbook.workspace.PartyLinks;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.TypedFields;
import org.ringbook.workspace.Viewer;
import org.ringbook.workspace.tasks.DueTimes;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The card of a deal, and its form. */
@Component
class DealCardPage {

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
    private final Rights rights;
    private final OwnFields fields;

    DealCardPage(
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
            Rights rights,
            OwnFields fields) {
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
        this.rights = rights;
        this.fields = fields;
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

    Deal existing(UUID id, Viewer viewer) {
        return deals.find(id, viewer.member()).orElseThrow(NoSuchPage::new);
    }

    /** @param form with {@code own} what was typed and refused; null to show what stands */
    String card(Deal deal, DealForm form, TypedFields own, Viewer viewer, Model model) {
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

    /** @param deal null for a new one */
    String form(DealForm form, Deal deal, TypedFields own, Viewer viewer, Model model) {
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

    /** Shows the card again where it was not to be done, with words why. */
    String done(Deal deal, Viewer viewer, HttpServletResponse response, Model model, Runnable work) {
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
