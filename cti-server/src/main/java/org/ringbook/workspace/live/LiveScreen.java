package org.ringbook.workspace.live;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.ringbook.agents.Colleagues;
import org.ringbook.agents.PopUp;
import org.ringbook.agents.PopUps;
import org.ringbook.agents.Presence;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallLog;
import org.ringbook.calls.log.CallReader;
import org.ringbook.events.CallerChoices;
import org.ringbook.events.Dispositions;
import org.ringbook.events.Event;
import org.ringbook.events.Events;
import org.ringbook.forms.CallOrigins;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.tasks.Task;
import org.ringbook.tasks.TaskFilter;
import org.ringbook.tasks.Tasks;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The page that an agent has open all day: cards of callers, click-to-call, the calls of today, the colleagues. */
@Controller
class LiveScreen {

    private static final int MOST_TODAY = 100;
    private static final int MOST_BEFORE = 3;
    private static final int MOST_IN_DOCK = 3;

    private final PopUps popUps;
    private final EndedCards ended;
    private final Colleagues colleagues;
    private final CallReader reader;
    private final Events events;
    private final Dispositions dispositions;
    private final Tasks tasks;
    private final CallerChoices choices;
    private final CallOrigins origins;
    private final Presence presence;

    LiveScreen(
            PopUps popUps,
            EndedCards ended,
            Colleagues colleagues,
            CallReader reader,
            Events events,
            Dispositions dispositions,
            Tasks tasks,
            CallerChoices choices,
            CallOrigins origins,
            Presence presence) {
        this.presence = presence;
        this.origins = origins;
        this.events = events;
        this.dispositions = dispositions;
        this.tasks = tasks;
        this.choices = choices;
        this.popUps = popUps;
        this.ended = ended;
        this.colleagues = colleagues;
        this.reader = reader;
    }

    @GetMapping("/")
    String show(Viewer viewer, Model model) {
        cards(viewer, model);
        today(viewer, model);
        colleagues(viewer, model);
        return "live/index";
    }

    /**
     * The cards on every other page, at its edge.
     *
     * @param at address of the page: the page of a call has its note already
     */
    @GetMapping("/live/dock")
    String dock(@RequestParam(required = false) String at, Viewer viewer, Model model) {
        cards(viewer, model);
        UUID me = viewer.member().id();
        // It lies over a page that somebody works with: what is over takes a line, unless they write of it.
        model.addAttribute("folded", (Predicate<PopUp>) card -> !ended.isTyped(me, card));
        List<?> over = (List<?>) model.getAttribute("ended");
        model.addAttribute("more", Math.max(0, over.size() - MOST_IN_DOCK));
        model.addAttribute("ended", over.stream().limit(MOST_IN_DOCK).toList());
        model.addAttribute("dock", true);
        model.addAttribute("at", at);
        return "live/dock :: dock";
    }

    /** What stands on the folded card of a call that is over: its note, what came of it, and what is to be done. */
    @GetMapping("/live/cards/{id}/line")
    String line(@PathVariable UUID id, Viewer viewer, Model model) {
        Event note = events.noteOfCall(id, viewer.member().id()).orElse(null);
        model.addAttribute("note", note);
        model.addAttribute(
                "disposition",
                note == null ? null : dispositions.find(note.dispositionId()).orElse(null));
        model.addAttribute("step", nextStep(id, viewer));
        return "live/line";
    }

    private Task nextStep(UUID call, Viewer viewer) {
        TaskFilter filter = TaskFilter.of(asked -> asked.toDo(viewer.member().id()).call = call);
        return tasks.list(filter, null, null, 1).items().stream().findFirst().orElse(null);
    }

    @GetMapping("/live/cards")
    String cards(Viewer viewer, Model model) {
        UUID me = viewer.member().id();
        List<PopUp> open =
                popUps.open(me).stream().filter(card -> !card.dismissed()).toList();
        List<UUID> openIds = open.stream().map(PopUp::callId).toList();
        model.addAttribute("open", open);
        // The program that is the telephone rings and presents the call; the page shows it quietly.
        model.addAttribute("byTelephone", popUps.hasTelephone(me));
        model.addAttribute("cameFrom", origins.areTold());
        boolean rings = open.stream().anyMatch(card -> card.state() == PopUp.State.RINGING);
        model.addAttribute(
                "folded", (Predicate<PopUp>) card -> ended.isFolded(me, card) || rings && !ended.isTyped(me, card));
        model.addAttribute("chosen", (Predicate<PopUp>) card -> choices.isChosen(
                card.callId(), card.external() == null ? null : card.external().number()));
        model.addAttribute(
                "ended",
                ended.of(me, Instant.now()).stream()
                        .filter(card -> !openIds.contains(card.callId()))
                        .toList());
        return "live/index :: cards";
    }

    @DeleteMapping("/live/cards/{id}")
    String dismiss(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(required = false) String at,
            @RequestHeader(name = "HX-Target", required = false) String target,
            Model model) {
        popUps.dismiss(viewer.member().id(), id);
        ended.dismiss(viewer.member().id(), id);
        return "dock".equals(target) ? dock(at, viewer, model) : cards(viewer, model);
    }

    /**
     * The viewer's last calls with a number, a supervisor's of everybody: fetched after the card is there, which waits
     * for no database.
     */
    @GetMapping("/live/before")
    String before(Viewer viewer, @RequestParam String number, Model model) {
        var filter = new CallLog.CallFilter(null, null, null, null, null, List.of(PhoneNumber.of(number)), null, null);
        model.addAttribute(
                "before",
                reader.find(filter, viewer.permissions(), null, MOST_BEFORE + 1).items().stream()
                        .filter(Call::ended)
                        .limit(MOST_BEFORE)
                        .toList());
        return "live/index :: before";
    }

    @GetMapping("/live/today")
    String today(Viewer viewer, Model model) {
        model.addAttribute("today", ofToday(viewer));
        return "live/index :: today";
    }

    private List<TodayCalls.Row> ofToday(Viewer viewer) {
        Instant start = viewer.startOf(viewer.today());
        List<UUID> me = List.of(viewer.member().id());
        var filter = new CallLog.CallFilter(start, null, null, null, null, me, null, null, null);
        return TodayCalls.of(reader.findOwn(filter, MOST_TODAY));
    }

    @GetMapping("/live/colleagues")
    String colleagues(Viewer viewer, Model model) {
        List<Colleagues.Colleague> others = colleagues.of(viewer.member());
        model.addAttribute("colleagues", others);
        model.addAttribute(
                "presence",
                others.stream()
                        .map(one -> one.member().id())
                        .collect(Collectors.toMap(Function.identity(), presence::of)));
        return "live/index :: colleagues";
    }
}
