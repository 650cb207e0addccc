package org.ringbook.workspace.timeline;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ringbook.attachments.AttachmentOwner;
import org.ringbook.attachments.Attachments;
import org.ringbook.contacts.Contacts;
import org.ringbook.events.Disposition;
import org.ringbook.events.Dispositions;
import org.ringbook.events.Event;
import org.ringbook.events.EventKind;
import org.ringbook.events.Events;
import org.ringbook.events.Timeline;
import org.ringbook.followups.FollowUps;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Permissions;
import org.ringbook.rights.Rights;
import org.ringbook.tasks.TaskFilter;
import org.ringbook.tasks.Tasks;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.PartyLinks;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What happened with a contact or a company, on their pages: what is planned on top, then the newest first. */
@Controller
class TimelineScreen {

    private static final int PAGE = 30;
    private static final int MOST_PLANNED = 50;
    /** What is offered to look at alone. */
    private static final List<EventKind> KINDS =
            List.of(EventKind.CALL, EventKind.NOTE, EventKind.MEETING, EventKind.MAIL, EventKind.TASK, EventKind.CLAIM);

    private static final int MOST_UNPROCESSED = 200;

    private final Timeline timeline;
    private final Events events;
    private final Dispositions dispositions;
    private final Tasks tasks;
    private final FollowUps followUps;
    private final Contacts contacts;
    private final Rights rights;
    private final PartyLinks parties;
    private final Attachments attachments;
    private final TimelineComposer composer;

    TimelineScreen(
            Timeline timeline,
            Events events,
            Dispositions dispositions,
            Tasks tasks,
            FollowUps followUps,
            Contacts contacts,
            Rights rights,
            PartyLinks parties,
            Attachments attachments,
            TimelineComposer composer) {
        this.composer = composer;
        this.attachments = attachments;
        this.parties = parties;
        this.timeline = timeline;
        this.events = events;
        this.dispositions = dispositions;
        this.tasks = tasks;
        this.followUps = followUps;
        this.contacts = contacts;
        this.rights = rights;
    }

    /**
     * @param party contact or company
     * @param kind only these; null for all
     * @param after cursor of the page before
     */
    @GetMapping("/timeline/{party}")
    String show(
            @PathVariable UUID party,
            @RequestParam(required = false) EventKind kind,
            @RequestParam(required = false) String after,
            Viewer viewer,
            Model model) {
        Timeline.Of whose = whose(party);
        Permissions who = rights.of(viewer.member());
        Timeline.Page page = timeline.page(
                whose,
                kind == null ? null : List.of(kind),
                new Timeline.Reader(who, viewer.permissions()),
                after == null || after.isEmpty() ? null : after,
                PAGE);
        model.addAttribute("party", party);
        model.addAttribute("kind", kind);
        model.addAttribute("kinds", KINDS);
        model.addAttribute("byHand", TimelineComposer.BY_HAND);
        model.addAttribute("address", "/timeline/" + party);
        model.addAttribute("lines", page.lines());
        model.addAttribute("next", page.next());
        model.addAttribute("dispositions", byId());
        model.addAttribute(
                "eventFiles",
                attachments.of(
                        AttachmentOwner.Kind.EVENT,
                        page.lines().stream().map(line -> line.event().id()).toList()));
        if (after != null) {
            return "timeline/index :: lines";
        }
        model.addAttribute(
                "planned",
                tasks.list(TaskFilter.toDoWith(whose.ids()), who, null, MOST_PLANNED)
                        .items());
        model.addAttribute(
                "owed", followUps.list(true, null, party, who, null, 1).items());
        return "timeline/index :: timeline";
    }

    private Timeline.Of whose(UUID party) {
        return contacts.contact(party)
                .map(timeline::contact)
                .or(() -> contacts.company(party).map(timeline::company))
                .orElseThrow(NoSuchPage::new);
    }

    private Map<UUID, Disposition> byId() {
        return dispositions.all().stream().collect(Collectors.toMap(Disposition::id, Function.identity()));
    }

    /** @param typed see {@link TimelineComposer.Typed} */
    @PostMapping("/timeline/{party}")
    String add(
            @PathVariable UUID party,
            @ModelAttribute("writing") TimelineComposer.Typed typed,
            Viewer viewer,
            HttpServletResponse response,
            Model model)
            throws IOException {
        whose(party);
        composer.write(new TimelineComposer.Of(List.of(party), null), typed, viewer, response, model);
        return show(party, null, null, viewer, model);
    }

    /** What came in and nobody has taken care of. */
    @GetMapping("/events/unprocessed")
    String unprocessed(Viewer viewer, Model model) {
        List<Event> waiting = events.unprocessed(rights.of(viewer.member()), MOST_UNPROCESSED);
        model.addAttribute("waiting", waiting);
        model.addAttribute(
                "parties",
                parties.of(waiting.stream()
                        .flatMap(event -> event.parties().stream())
                        .toList()));
        return "timeline/unprocessed";
    }

    @PostMapping("/events/{id}/processed")
    String processed(@PathVariable UUID id, Viewer viewer) {
        Event event = events.find(id, rights.of(viewer.member())).orElseThrow(NoSuchPage::new);
        events.process(event, true, viewer.member());
        return "redirect:/events/unprocessed";
    }

    @DeleteMapping("/timeline/{party}/{event}")
    String remove(
            @PathVariable UUID party,
            @PathVariable UUID event,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        try {
            Event there = events.find(event, rights.of(viewer.member())).orElseThrow(NoSuchPage::new);
            events.delete(there.id(), viewer.member());
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refused", ((Print) model.getAttribute("print")).why(refused));
        }
        return show(party, null, null, viewer, model);
    }
}
