package org.ringbook.workspace.deals;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ringbook.bulk.BulkSubject;
import org.ringbook.deals.By;
import org.ringbook.deals.Deal;
import org.ringbook.deals.DealFilter;
import org.ringbook.deals.DealList;
import org.ringbook.deals.DealTypes;
import org.ringbook.deals.Deals;
import org.ringbook.deals.Deals.ColumnOrder;
import org.ringbook.deals.LostReasons;
import org.ringbook.deals.Pipeline;
import org.ringbook.deals.Pipelines;
import org.ringbook.deals.Stage;
import org.ringbook.fields.FieldFilter;
import org.ringbook.fields.FieldSubject;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.workspace.BulkBar;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.OwnFields;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.TypedFields;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** All deals: as columns of a pipeline, or as a list. One address, one filter, two views. */
@Controller
class DealBoardScreen {

    private static final int PAGE = 50;
    private static final int COUNTED = 1_001;

    private final DealList list;
    private final Deals deals;
    private final Pipelines pipelines;
    private final DealTypes types;
    private final LostReasons reasons;
    private final Staff staff;
    private final OwnFields fields;
    private final DealCards cards;
    private final BulkBar bar;

    DealBoardScreen(
            DealList list,
            Deals deals,
            Pipelines pipelines,
            DealTypes types,
            LostReasons reasons,
            Staff staff,
            OwnFields fields,
            DealCards cards,
            BulkBar bar) {
        this.bar = bar;
        this.list = list;
        this.deals = deals;
        this.pipelines = pipelines;
        this.types = types;
        this.reasons = reasons;
        this.staff = staff;
        this.fields = fields;
        this.cards = cards;
    }

    /** A row of the list. @param stage its own @param step on which day the first open task is due; null for none */
    record Row(Deal deal, Stage stage, String party, long days, boolean rotten, String step) {}

    /**
     * @param after of the list: cursor of the page before
     * @param part {@code board} for the columns alone
     */
    @GetMapping("/deals")
    String show(
            @RequestParam(required = false) String after,
            @RequestParam(required = false) String part,
            TypedFields own,
            HttpServletRequest request,
            Viewer viewer,
            Model model) {
        Print print = (Print) model.getAttribute("print");
        DealQuery asked = DealQuery.read(request.getQueryString());
        model.addAttribute("asked", asked);
        FieldFilter ownFilter = fields.filter(FieldSubject.DEAL, own, print, model);
        DealFilter filter = asked.filter(viewer, ownFilter);
        model.addAttribute("kept", DealQuery.kept(request.getQueryString()));
        choices(asked, model);
        return asked.isList()
                ? list(asked, filter, after, print, viewer, model)
                : board(asked, filter, part, viewer, model);
    }

    private void choices(DealQuery asked, Model model) {
        model.addAttribute(
                "pipelines",
                pipelines.all().stream()
                        .filter(one -> !one.archived() || one.id().equals(asked.pipeline()))
                        .toList());
        model.addAttribute("types", types.offered());
        model.addAttribute("reasons", reasons.all());
        model.addAttribute(
                "people", staff.all().stream().filter(StaffMember::active).toList());
    }

    private String list(DealQuery asked, DealFilter filter, String after, Print print, Viewer viewer, Model model) {
        DealList.Page page = list.find(filter, asked.listed(), viewer.member(), after, PAGE);
        fields.columns(FieldSubject.DEAL, page.items().stream().map(Deal::id).toList(), print, model);
        model.addAttribute("rows", rows(page.items(), print));
        model.addAttribute("next", page.next());
        model.addAttribute("orders", DealList.Order.values());
        if (after != null) {
            return "deals/list :: rows";
        }
        int count = list.count(filter, viewer.member(), COUNTED);
        model.addAttribute("count", count);
        bar.of(BulkSubject.DEAL, count, model);
        model.addAttribute("counted", COUNTED);
        model.addAttribute("totals", list.totals(filter, viewer.member()));
        model.addAttribute(
                "stagesOfPipeline", asked.pipeline() == null ? List.of() : pipelines.stages(asked.pipeline()));
        return "deals/list";
    }

    private List<Row> rows(List<Deal> items, Print print) {
        Map<UUID, Stage> stages = pipelines.stages().stream().collect(Collectors.toMap(Stage::id, Function.identity()));
        Map<UUID, String> names = list.names(
                items.stream().map(Deal::partyId).filter(Objects::nonNull).toList());
        Map<UUID, Instant> steps =
                list.nextSteps(items.stream().filter(Deal::isOpen).map(Deal::id).toList());
        Instant now = Instant.now();
        return items.stream()
                .map(deal -> {
                    Stage stage = stages.get(deal.stageId());
                    return new Row(
                            deal,
                            stage,
                            names.get(deal.partyId()),
                            DealCards.days(deal, now),
                            deal.isRotten(stage, now),
                            steps.containsKey(deal.id()) ? cards.day(steps.get(deal.id()), print) : null);
                })
                .toList();
    }

    private String board(DealQuery asked, DealFilter filter, String part, Viewer viewer, Model model) {
        Pipeline pipeline = (asked.pipeline() == null ? pipelines.first() : pipelines.find(asked.pipeline()))
                .orElseThrow(NoSuchPage::new);
        boolean open = asked.shownState().equals("open") || asked.shownState().equals("all");
        DealFilter shown = open ? filter.with(draft -> draft.state = Stage.Kind.OPEN) : filter;
        Print print = (Print) model.getAttribute("print");
        model.addAttribute("pipeline", pipeline);
        model.addAttribute(
                "columns",
                list.board(pipeline.id(), shown, viewer.member()).stream()
                        .map(column -> cards.column(column, print))
                        .toList());
        model.addAttribute(
                "ends",
                open
                        ? pipelines.stages(pipeline.id()).stream()
                                .filter(stage -> !stage.isOpen() && !stage.archived())
                                .toList()
                        : List.of());
        model.addAttribute("columnOrders", ColumnOrder.values());
        return "board".equals(part) ? "deals/board :: board" : "deals/board";
    }

    /** The cards of a column that follow. */
    @GetMapping("/deals/columns/{stage}")
    String more(
            @PathVariable UUID stage,
            @RequestParam(required = false) String after,
            TypedFields own,
            HttpServletRequest request,
            Viewer viewer,
            Model model) {
        Stage of = pipelines.stage(stage).orElseThrow(NoSuchPage::new);
        Print print = (Print) model.getAttribute("print");
        DealQuery asked = DealQuery.read(request.getQueryString());
        DealFilter filter = asked.filter(viewer, fields.filter(FieldSubject.DEAL, own, print, model));
        model.addAttribute("kept", DealQuery.kept(request.getQueryString()));
        model.addAttribute("column", cards.column(list.more(of.id(), filter, viewer.member(), after), print));
        return "deals/board :: cards";
    }

    /** On the card of a client: what is led with them. */
    @GetMapping("/parties/{id}/deals")
    String ofParty(@PathVariable UUID id, Viewer viewer, Model model) {
        List<Deal> open = list.openOf(List.of(id), viewer.member());
        int all = list.count(DealFilter.of(asked -> asked.parties = List.of(id)), viewer.member(), COUNTED);
        model.addAttribute("party", id);
        model.addAttribute("rows", rows(open, (Print) model.getAttribute("print")));
        model.addAttribute("closed", Math.max(0, all - open.size()));
        return "deals/panel :: panel";
    }

    /** Puts a column in order once: after that cards go on standing where they are put. */
    @PostMapping("/deals/columns/{stage}/sort")
    String sort(
            @PathVariable UUID stage,
            @RequestParam ColumnOrder by,
            @RequestParam(required = false) String back,
            Viewer viewer) {
        Stage of = pipelines.stage(stage).orElseThrow(NoSuchPage::new);
        deals.sortOnce(of.id(), by, By.user(viewer.member()));
        return "redirect:/deals?" + DealQuery.kept(back);
    }
}
