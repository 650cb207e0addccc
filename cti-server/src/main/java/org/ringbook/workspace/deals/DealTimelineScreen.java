package org.ringbook.workspace.deals;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ringbook.attachments.AttachmentOwner;
import org.ringbook.attachments.Attachments;
import org.ringbook.calls.Call;
import org.ringbook.deals.Deal;
import org.ringbook.deals.Deals;
import org.ringbook.deals.Pipelines;
import org.ringbook.deals.Stage;
import org.ringbook.events.Disposition;
import org.ringbook.events.Dispositions;
import org.ringbook.events.Event;
import org.ringbook.events.EventKind;
import org.ringbook.events.Events;
import org.ringbook.events.Timeline;
import org.ringbook.orders.DealFacts;
import org.ringbook.orders.OrderDeals;
import org.ringbook.orders.PartStates;
import org.ringbook.origins.DealTimeline;
import org.ringbook.origins.DealTimeline.Step;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Permissions;
import org.ringbook.rights.Rights;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.ringbook.workspace.timeline.TimelineComposer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What happened with a deal, on its card: what was written, calls, and what became of it, the newest first. */
@Controller
class DealTimelineScreen {

    private static final int PAGE = 30;
    /** What is offered to look at alone; the last are moves, orders, documents and payments. */
    private static final List<EventKind> KINDS = List.of(
            EventKind.CALL, EventKind.NOTE, EventKind.MEETING, EventKind.MAIL, EventKind.TASK, EventKind.SYSTEM);

    private final DealTimeline timeline;
    private final TimelineComposer composer;
    private final Deals deals;
    private final OrderDeals orders;
    private final Pipelines pipelines;
    private final Events events;
    private final Dispositions dispositions;
    private final Attachments attachments;
    private final Rights rights;

    DealTimelineScreen(
            DealTimeline timeline,
            TimelineComposer composer,
            Deals deals,
            OrderDeals orders,
            Pipelines pipelines,
            Events events,
            Dispositions dispositions,
            Attachments attachments,
            Rights rights) {
        this.timeline = timeline;
        this.composer = composer;
        this.deals = deals;
        this.orders = orders;
        this.pipelines = pipelines;
        this.events = events;
        this.dispositions = dispositions;
        this.attachments = attachments;
        this.rights = rights;
    }

    /** A step in words. @param name what it is of, and what became of it */
    record Said(String what, String name, BigDecimal amount, String text, UUID by) {}

    /** A line as it is shown: with {@code said} of a step, else with its event. */
    record Line(Instant at, Event event, Call call, List<Event> notes, Said said) {}

    private Deal existing(UUID id, Viewer viewer) {
        return deals.find(id, viewer.member()).orElseThrow(NoSuchPage::new);
    }

    /** @param kind only these; null for all @param after cursor of the page before */
    @GetMapping("/deals/{id}/timeline")
    String show(
            @PathVariable UUID id,
            @RequestParam(required = false) EventKind kind,
            @RequestParam(required = false) String after,
            Viewer viewer,
            Model model) {
        return show(existing(id, viewer), kind, after, viewer, model);
    }

    private String show(Deal deal, EventKind kind, String after, Viewer viewer, Model model) {
        Permissions who = rights.of(viewer.member());
        DealTimeline.Page page = timeline.page(
                deal,
                kind,
                new Timeline.Reader(who, viewer.permissions()),
                after == null || after.isEmpty() ? null : after,
                PAGE);
        Print print = (Print) model.getAttribute("print");
        Map<UUID, Stage> stages = pipelines.stages().stream().collect(Collectors.toMap(Stage::id, Function.identity()));
        PartStates states = orders.find(deal.id(), null).map(DealFacts::states).orElse(PartStates.SHIPPED);
        model.addAttribute("address", "/deals/" + deal.id() + "/timeline");
        model.addAttribute("kind", kind);
        model.addAttribute("kinds", KINDS);
        model.addAttribute("byHand", TimelineComposer.BY_HAND);
        model.addAttribute("currency", deal.currency());
        model.addAttribute(
                "lines",
                page.lines().stream()
                        .map(line -> shown(line, stages, states, print, viewer))
                        .toList());
        model.addAttribute("next", page.next());
        model.addAttribute(
                "dispositions",
                dispositions.all().stream().collect(Collectors.toMap(Disposition::id, Function.identity())));
        model.addAttribute(
                "eventFiles",
                attachments.of(
                        AttachmentOwner.Kind.EVENT,
                        page.lines().stream()
                                .map(DealTimeline.Line::event)
                                .filter(Objects::nonNull)
                                .map(Event::id)
                                .toList()));
        return after == null ? "deals/timeline :: timeline" : "deals/timeline :: lines";
    }

    private static Line shown(
            DealTimeline.Line line, Map<UUID, Stage> stages, PartStates states, Print print, Viewer viewer) {
        Event event = line.call() == null ? line.event() : Event.ofCall(line.call());
        Said said = line.step() == null ? null : said(line.step(), stages, states, print, viewer);
        return new Line(line.at(), event, line.call(), line.notes(), said);
    }

    private static Said said(Step step, Map<UUID, Stage> stages, PartStates states, Print print, Viewer viewer) {
        Function<String, String> word = switch (step.what()) {
            case MOVE -> id -> stageName(stages, id, viewer);
            case ORDER -> key -> states.nameOf(key, viewer.locale());
            case DOCUMENT -> state -> print.say("deals.document-state." + state);
            case PAYMENT -> day -> print.day(LocalDate.parse(day));
        };
        String way = step.before() == null
                ? word.apply(step.after())
                : word.apply(step.before()) + " → " + word.apply(step.after());
        String what = step.what() == Step.What.DOCUMENT
                ? print.say("deals.document." + step.name())
                : print.say("deals.step." + step.what().word());
        String of = step.what() == Step.What.DOCUMENT ? step.text() : step.name();
        return new Said(
                what,
                of == null ? way : of + ": " + way,
                step.amount(),
                step.what() == Step.What.DOCUMENT ? null : step.text(),
                step.by());
    }

    private static String stageName(Map<UUID, Stage> stages, String id, Viewer viewer) {
        Stage stage = stages.get(UUID.fromString(id));
        return stage == null ? "–" : stage.name(viewer.locale());
    }

    /** @param typed see {@link TimelineComposer.Typed} */
    @PostMapping("/deals/{id}/timeline")
    String add(
            @PathVariable UUID id,
            @ModelAttribute("writing") TimelineComposer.Typed typed,
            Viewer viewer,
            HttpServletResponse response,
            Model model)
            throws IOException {
        Deal deal = existing(id, viewer);
        composer.write(new TimelineComposer.Of(deal.clients(), deal.id()), typed, viewer, response, model);
        return show(deal, null, null, viewer, model);
    }

    @DeleteMapping("/deals/{id}/timeline/{event}")
    String remove(
            @PathVariable UUID id, @PathVariable UUID event, Viewer viewer, HttpServletResponse response, Model model) {
        Deal deal = existing(id, viewer);
        try {
            Event there = events.find(event, rights.of(viewer.member()))
                    .filter(one -> deal.id().equals(one.dealId()))
                    .orElseThrow(NoSuchPage::new);
            events.delete(there.id(), viewer.member());
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refused", ((Print) model.getAttribute("print")).why(refused));
        }
        return show(deal, null, null, viewer, model);
    }
}
