package org.ringbook.workspace.deals;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ringbook.contacts.Contacts;
import org.ringbook.deals.By;
import org.ringbook.deals.Deal;
import org.ringbook.deals.DealFilter;
import org.ringbook.deals.DealList;
import org.ringbook.deals.DealTasks;
import org.ringbook.deals.Deals;
import org.ringbook.deals.Deals.Move;
import org.ringbook.deals.EntryRule;
import org.ringbook.deals.Missing;
import org.ringbook.deals.Pipelines;
import org.ringbook.deals.Stage;
import org.ringbook.deals.StageAsks;
import org.ringbook.fields.FieldSubject;
import org.ringbook.orders.DealDocument;
import org.ringbook.orders.DocumentFilter;
import org.ringbook.orders.DocumentKind;
import org.ringbook.orders.DocumentState;
import org.ringbook.orders.Documents;
import org.ringbook.orders.External;
import org.ringbook.orders.NewDocument;
import org.ringbook.orders.OrderPage;
import org.ringbook.refusals.Refused;
import org.ringbook.tasks.Task;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.OwnFields;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.TypedFields;
import org.ringbook.workspace.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;

/**
 * Moves of deals, dropped on the board or chosen on the card. What a stage asks is asked in one dialog, and nothing is written until it
 * is all there.
 */
@Controller
class DealMoveScreen {

    /** A supervisor leads a deal of a strict type back, and says why. */
    private static final String BACK = "deals.stage.back.reason";

    private final Deals deals;
    private final DealList list;
    private final DealTasks tasks;
    private final Pipelines pipelines;
    private final StageQuestions questions;
    private final PartyByName parties;
    private final OwnFields fields;
    private final Documents documents;
    private final Contacts contacts;
    private final DealCards cards;

    DealMoveScreen(
            Deals deals,
            DealList list,
            DealTasks tasks,
            Pipelines pipelines,
            StageQuestions questions,
            PartyByName parties,
            OwnFields fields,
            Documents documents,
            Contacts contacts,
            DealCards cards) {
        this.deals = deals;
        this.list = list;
        this.tasks = tasks;
        this.pipelines = pipelines;
        this.questions = questions;
        this.parties = parties;
        this.fields = fields;
        this.documents = documents;
        this.contacts = contacts;
        this.cards = cards;
    }

    /**
     * @param fragment set by the board: it gets the card and what the columns come to, the dialog, or the reason; else a page
     * @param board the filter in the board's address
     */
    @PostMapping("/deals/{id}/move")
    String move(
            @PathVariable UUID id,
            @ModelAttribute("form") MoveForm form,
            @RequestHeader(name = "HX-Request", required = false) String fragment,
            @RequestHeader(name = "X-Board", required = false) String board,
            TypedFields own,
            HttpServletRequest request,
            HttpServletResponse response,
            Viewer viewer,
            Model model) {
        Deal deal = deals.find(id, viewer.member()).orElseThrow(NoSuchPage::new);
        Stage to = pipelines.stage(form.stage()).orElseThrow(NoSuchPage::new);
        Print print = (Print) model.getAttribute("print");
        try {
            UUID client = form.party() == null
                    ? null
                    : parties.find(form.party(), form.partyId(), viewer.member().id(), print);
            Move move = form.move(deal, client, own, print);
            List<NewDocument> papers =
                    deal.stageId().equals(to.id()) ? List.of() : papers(deal, to, form, request, print);
            // What is written down on the way is written with the move, or not at all. A move alone makes room in its
            // column where there is
            // none, which it cannot do inside of another's transaction.
            Deal moved = papers.isEmpty()
                    ? deals.move(id, move, By.user(viewer.member()))
                    : contacts.together(() -> {
                        var written = new HashSet<UUID>();
                        papers.forEach(paper -> written.add(write(paper, written, viewer)));
                        return deals.move(id, move, By.user(viewer.member()));
                    });
            if (fragment == null) {
                return "redirect:/deals/" + id;
            }
            moved(moved, deal.stageId(), board, viewer, model);
            return "deals/cards :: moved";
        } catch (StageAsks asks) {
            return ask(deal, to, form, asks.missing(), own, fragment, response, model);
        } catch (Refused why) {
            if (why.refusal().key().equals(BACK)) {
                return ask(deal, to, form.asking(StageQuestions.REASON), List.of(), own, fragment, response, model);
            }
            boolean fits = !form.asked().isEmpty() && !"version".equals(why.field()) && !"stageId".equals(why.field());
            model.addAttribute("refused", print.why(why));
            return fits
                    ? ask(deal, to, form, List.of(), own, fragment, response, model)
                    : refuse(deal, fragment, response, viewer, model);
        } catch (IllegalArgumentException unreadable) {
            model.addAttribute("refused", print.why(unreadable));
            return ask(deal, to, form, List.of(), own, fragment, response, model);
        }
    }

    /**
     * Documents that the stage asks for and whose number was typed into the dialog, in the state that it asks for. One of a kind for each
     * state; a rule without a state is content with any of them.
     */
    private static List<NewDocument> papers(
            Deal deal, Stage to, MoveForm form, HttpServletRequest request, Print print) {
        var papers = new ArrayList<NewDocument>();
        for (EntryRule rule : to.entryRules()) {
            String name = StageQuestions.DOCUMENT + rule.name();
            String number = DealQuery.text(request.getParameter(name));
            if (rule.rule() != EntryRule.Kind.DOCUMENT
                    || number == null
                    || !form.asked().contains(name)
                    || rule.state() == null && isAskedInAState(to, rule.name())) {
                continue;
            }
            DocumentState state =
                    DocumentState.of(rule.state() == null ? "" : rule.state()).orElse(DocumentState.DRAFT);
            papers.add(new NewDocument(
                    deal.id(),
                    null,
                    // Sent twice at once, it is one.
                    form.version() == null
                            ? null
                            : External.of(
                                    DealScreen.FORM,
                                    deal.id() + "-" + form.version() + "-" + rule.name() + "-" + state.word()),
                    null,
                    null,
                    DocumentKind.of(rule.name()).orElseThrow(),
                    number,
                    DealForm.date(request.getParameter(name + ".dated"), print),
                    null,
                    null,
                    state,
                    null));
        }
        return papers;
    }

    private static boolean isAskedInAState(Stage to, String kind) {
        return to.entryRules().stream()
                .anyMatch(rule ->
                        rule.rule() == EntryRule.Kind.DOCUMENT && kind.equals(rule.name()) && rule.state() != null);
    }

    /** The deal's own of that kind and number goes on; where there is none but those just written, it is a new one. */
    private UUID write(NewDocument paper, Set<UUID> written, Viewer viewer) {
        Optional<UUID> known = documents
                .list(
                        new DocumentFilter(paper.dealId(), null, paper.kind(), null, paper.number()),
                        viewer.member(),
                        null,
                        OrderPage.LONGEST)
                .items()
                .stream()
                .map(DealDocument::id)
                .filter(id -> !written.contains(id))
                .findFirst();
        return known.isPresent()
                ? documents
                        .move(known.get(), null, paper.state(), viewer.member())
                        .id()
                : documents.tell(paper, viewer.member()).value().id();
    }

    private String ask(
            Deal deal,
            Stage to,
            MoveForm form,
            List<Missing> missing,
            TypedFields own,
            String fragment,
            HttpServletResponse response,
            Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        Print print = (Print) model.getAttribute("print");
        model.addAttribute("form", form);
        List<String> names = StageQuestions.names(form.asked(), missing);
        questions.put(deal, to, names, missing, own, print, model);
        return fragment == null ? "deals/asks" : "deals/ask :: dialog";
    }

    private String refuse(Deal deal, String fragment, HttpServletResponse response, Viewer viewer, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        if (fragment != null) {
            return "deals/ask :: refused";
        }
        model.addAttribute("deal", deal);
        return "deals/asks";
    }

    /** The card as it stands now, and what the columns come to that it left and came to. */
    private void moved(Deal deal, UUID from, String board, Viewer viewer, Model model) {
        Print print = (Print) model.getAttribute("print");
        Stage stage = pipelines.stage(deal.stageId()).orElseThrow(NoSuchPage::new);
        model.addAttribute("one", deal.isOpen() ? cards.card(card(deal, stage), print) : null);
        model.addAttribute("deal", deal);
        model.addAttribute("stage", stage);
        DealFilter filter = filter(board, viewer, print, model).with(draft -> {
            draft.state = Stage.Kind.OPEN;
            draft.stages = List.of(from, deal.stageId());
        });
        model.addAttribute(
                "columns",
                list.board(stage.pipelineId(), filter, viewer.member()).stream()
                        .map(column -> new DealCards.Column(column.stage(), column.totals(), List.of(), null))
                        .toList());
    }

    private DealFilter filter(String board, Viewer viewer, Print print, Model model) {
        return DealQuery.read(board)
                .filter(viewer, fields.filter(FieldSubject.DEAL, DealQuery.ownFields(board), print, model));
    }

    private DealList.Card card(Deal deal, Stage stage) {
        String party = deal.partyId() == null
                ? null
                : list.names(List.of(deal.partyId())).get(deal.partyId());
        String title = tasks.of(deal.id(), null).stream()
                .filter(task -> task.closedAt() == null)
                .findFirst()
                .map(Task::title)
                .orElse(null);
        Instant due = list.nextSteps(List.of(deal.id())).get(deal.id());
        return new DealList.Card(deal, party, due, title, deal.isRotten(stage, Instant.now()));
    }
}
