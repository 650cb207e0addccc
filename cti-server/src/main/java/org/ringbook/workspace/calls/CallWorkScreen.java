package org.ringbook.workspace.calls;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.claims.Claim;
import org.ringbook.claims.ClaimFilter;
import org.ringbook.claims.Claims;
import org.ringbook.claims.NewClaim;
import org.ringbook.events.Disposition;
import org.ringbook.events.Dispositions;
import org.ringbook.events.Drafts;
import org.ringbook.events.Drafts.Draft;
import org.ringbook.events.Event;
import org.ringbook.events.Events;
import org.ringbook.events.Events.WrapUp;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Permissions;
import org.ringbook.rights.Rights;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.NewTask;
import org.ringbook.tasks.Task;
import org.ringbook.tasks.TaskAction;
import org.ringbook.tasks.TaskFilter;
import org.ringbook.tasks.Tasks;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.ringbook.workspace.tasks.DueTimes;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What an agent does with a call, on its card while it rings and talks, and on its page afterwards: a note, what came of it, and the
 * next step.
 */
@Controller
class CallWorkScreen {

    private static final int MOST_CLAIMS = 5;

    private final CallFinder finder;
    private final Events events;
    private final Drafts drafts;
    private final Dispositions dispositions;
    private final Tasks tasks;
    private final Rights rights;
    private final Claims claims;
    private final CallDealPanel deal;

    CallWorkScreen(
            CallFinder finder,
            Events events,
            Drafts drafts,
            Dispositions dispositions,
            Tasks tasks,
            Rights rights,
            Claims claims,
            CallDealPanel deal) {
        this.deal = deal;
        this.claims = claims;
        this.finder = finder;
        this.events = events;
        this.drafts = drafts;
        this.dispositions = dispositions;
        this.tasks = tasks;
        this.rights = rights;
    }

    @GetMapping("/calls/{id}/work")
    String show(@PathVariable UUID id, Viewer viewer, Model model) {
        return panel(finder.one(id, viewer), viewer, model);
    }

    private String panel(Call call, Viewer viewer, Model model) {
        StaffMember me = viewer.member();
        Optional<Event> note = events.noteOfCall(call.id(), me.id());
        Draft draft = drafts.of(me.id(), call.id());
        UUID chosen = note.map(Event::dispositionId).orElse(null);
        model.addAttribute("call", call);
        model.addAttribute("note", note.orElse(null));
        model.addAttribute("draft", draft);
        model.addAttribute(
                "text", draft.isOpen() ? draft.text() : note.map(Event::text).orElse(null));
        model.addAttribute("others", others(call, me));
        model.addAttribute("dispositions", offered(chosen));
        model.addAttribute("allDispositions", dispositions.all());
        model.addAttribute("chosen", chosen);
        model.addAttribute("quick", DueTimes.QUICK);
        Permissions who = rights.of(me);
        List<Task> steps = tasks.list(TaskFilter.of(asked -> asked.toDo(null).call = call.id()), who, null, 20)
                .items();
        model.addAttribute("steps", steps);
        model.addAttribute(
                "due",
                tasks.callsToMake(me.id(), events.partiesOf(call), call.external(), Instant.now()).stream()
                        .filter(task -> !call.id().equals(task.callId()))
                        .toList());
        Disposition now = dispositions.find(chosen).orElse(null);
        claims(call, who, model);
        deal.show(call, viewer, model);
        model.addAttribute("wantsStep", now != null && now.asksForTask() && steps.isEmpty());
        return "calls/work :: work";
    }

    /** Taken in it, and those of the client that are open. */
    private void claims(Call call, Permissions who, Model model) {
        List<Claim> ofCall = claims.list(ClaimFilter.of(asked -> asked.call = call.id()), who, null, MOST_CLAIMS)
                .items();
        List<Claim> clicked = claims.ofCall(call.id(), who);
        var shown = new LinkedHashSet<>(clicked);
        shown.addAll(ofCall);
        List<UUID> parties = events.partiesOf(call);
        if (!parties.isEmpty()) {
            shown.addAll(claims.list(
                            ClaimFilter.of(asked -> {
                                asked.view = ClaimFilter.View.OPEN;
                                asked.party = parties.get(0);
                            }),
                            who,
                            null,
                            MOST_CLAIMS)
                    .items());
        }
        model.addAttribute("callClaims", shown);
        model.addAttribute("sameClaims", clicked.stream().skip(1).map(Claim::id).toList());
        model.addAttribute("claimTaken", !ofCall.isEmpty());
    }

    /** One click: the claim has the call, its client and number, and whoever took it goes on. */
    @PostMapping("/calls/{id}/claim")
    String claim(@PathVariable UUID id, Viewer viewer, Model model) {
        Call call = finder.one(id, viewer);
        take(call, viewer);
        return panel(call, viewer, model);
    }

    private Claim take(Call call, Viewer viewer) {
        List<UUID> parties = events.partiesOf(call);
        return claims.take(NewClaim.ofCall(call, parties.isEmpty() ? null : parties.get(0)), viewer.member());
    }

    /** The same in the call's row of the log. */
    @PostMapping("/calls/{id}/claim/row")
    String claimInRow(
            @PathVariable UUID id,
            @RequestHeader(name = "HX-Request", required = false) String fragment,
            Viewer viewer,
            Model model) {
        Claim claim = take(finder.one(id, viewer), viewer);
        model.addAttribute("claim", claim);
        return fragment == null ? "redirect:/claims/" + claim.id() : "claims/flags :: row-taken";
    }

    private List<Event> others(Call call, StaffMember me) {
        return events.ofCall(call.id()).stream()
                .filter(event -> !me.id().equals(event.authorId()))
                .toList();
    }

    /** One that was chosen and is not offered any more stays to be seen. */
    private List<Disposition> offered(UUID chosen) {
        return dispositions.all().stream()
                .filter(one -> one.active() || one.id().equals(chosen))
                .toList();
    }

    /**
     * @param disposition what a click chose; null to leave it as it is
     * @param chosen what was chosen before
     * @param base version of the draft that the page has; null for a page without scripts
     */
    @PostMapping("/calls/{id}/work")
    String save(
            @PathVariable UUID id,
            @RequestParam(required = false) String text,
            @RequestParam(required = false) UUID disposition,
            @RequestParam(required = false) UUID chosen,
            @RequestParam(required = false) String reason,
            @RequestParam(required = false) Integer base,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        Call call = finder.one(id, viewer);
        UUID choice = disposition == null ? chosen : disposition;
        try {
            events.wrapUp(call, viewer.member(), new WrapUp(text, choice, reason, base));
            model.addAttribute("saved", true);
            return panel(call, viewer, model);
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            String view = panel(call, viewer, model);
            model.addAttribute("text", text);
            model.addAttribute("reason", reason);
            model.addAttribute("chosen", choice);
            model.addAttribute("wantsReason", "reason".equals(refused.field()));
            model.addAttribute("refused", ((Print) model.getAttribute("print")).why(refused));
            return view;
        }
    }

    /** What is typed, kept while it is typed. When somebody typed on another page meanwhile, that is told and nothing is lost. */
    @PutMapping("/calls/{id}/draft")
    ResponseEntity<Map<String, Object>> draft(
            @PathVariable UUID id,
            @RequestParam(required = false) String text,
            @RequestParam int base,
            Viewer viewer,
            Model model) {
        Call call = finder.one(id, viewer);
        UUID me = viewer.member().id();
        try {
            return drafts.keep(me, call.id(), text, base)
                    .map(kept -> ResponseEntity.ok(Map.<String, Object>of("version", kept.version())))
                    .orElseGet(() -> conflict(me, call));
        } catch (Refused refused) {
            String words = ((Print) model.getAttribute("print")).why(refused);
            return ResponseEntity.unprocessableContent().body(Map.of("words", words));
        }
    }

    private ResponseEntity<Map<String, Object>> conflict(UUID me, Call call) {
        Draft there = drafts.of(me, call.id());
        String text = there.isOpen()
                ? there.text()
                : events.noteOfCall(call.id(), me).map(Event::text).orElse(null);
        return ResponseEntity.status(HttpStatus.CONFLICT)
                .body(Map.of("version", there.version(), "text", text == null ? "" : text));
    }

    /** @param when see {@link DueTimes} */
    @PostMapping("/calls/{id}/next-step")
    String nextStep(
            @PathVariable UUID id,
            @RequestParam(required = false) String when,
            @RequestParam(required = false) String at,
            @RequestParam(required = false) String title,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        Call call = finder.one(id, viewer);
        Print print = (Print) model.getAttribute("print");
        Instant due = DueTimes.of(when, at, Instant.now(), viewer.zone());
        try {
            if (due == null) {
                throw new IllegalArgumentException(print.say("work.step.when-missing"));
            }
            List<UUID> parties = events.partiesOf(call);
            String what = title == null || title.isBlank() ? print.say("work.step.call", print.otherSide(call)) : title;
            tasks.add(
                    NewTask.call(what, due, parties.isEmpty() ? null : parties.get(0), call.external(), call.id()),
                    viewer.member());
            model.addAttribute("planned", true);
        } catch (IllegalArgumentException refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("stepRefused", print.why(refused));
        }
        return panel(call, viewer, model);
    }

    /** A call that was to be made has been made, or a step is not wanted any more. */
    @PostMapping("/calls/{id}/tasks/{task}/{action:done|cancel}")
    String close(
            @PathVariable UUID id,
            @PathVariable UUID task,
            @PathVariable String action,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        Call call = finder.one(id, viewer);
        try {
            tasks.act(task, null, TaskAction.of(action).orElseThrow(), null, viewer.member());
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("stepRefused", ((Print) model.getAttribute("print")).why(refused));
        }
        return panel(call, viewer, model);
    }
}
