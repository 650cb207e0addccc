package org.ringbook.workspace.timeline;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
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
import org.ringbook.events.NewEvent;
import org.ringbook.events.Timeline;
import org.ringbook.followups.FollowUps;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Permissions;
import org.ringbook.rights.Rights;
import org.ringbook.tasks.NewTask;
import org.ringbook.tasks.Task;
import org.ringbook.tasks.TaskFilter;
import org.ringbook.tasks.Tasks;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.PartyLinks;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.ringbook.workspace.tasks.DueTimes;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** What happened with a contact or a company, on their pages: what is planned on top, then the newest first. */
@Controller
class TimelineScreen {

    private static final int PAGE = 30;
    private static final int MOST_PLANNED = 50;
    /** What is offered to look at alone. */
    private static final List<EventKind> KINDS =
            List.of(EventKind.CALL, EventKind.NOTE, EventKind.MEETING, EventKind.MAIL, EventKind.TASK, EventKind.CLAIM);
    /** What people write down by hand. */
    private static final List<EventKind> BY_HAND =
            List.of(EventKind.NOTE, EventKind.MEETING, EventKind.MAIL, EventKind.MESSAGE);

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

    TimelineScreen(
            Timeline timeline,
            Events events,
            Dispositions dispositions,
            Tasks tasks,
            FollowUps followUps,
            Contacts contacts,
            Rights rights,
            PartyLinks parties,
            Attachments attachments) {
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
        model.addAttribute("byHand", BY_HAND);
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

    /**
     * @param kind a note, or what happened or is planned: a meeting, a mail, a message
     * @param at of those, "2026-12-01T10:00"; what is still to come is a task
     * @param direction inbound or outbound; empty for none
     * @param files that belong to it
     */
    @PostMapping("/timeline/{party}")
    String add(
            @PathVariable UUID party,
            @RequestParam(defaultValue = "NOTE") EventKind kind,
            @RequestParam(required = false) String text,
            @RequestParam(required = false) String subject,
            @RequestParam(required = false) String at,
            @RequestParam(required = false) String direction,
            @RequestParam(name = "file", required = false) List<MultipartFile> files,
            Viewer viewer,
            HttpServletResponse response,
            Model model)
            throws IOException {
        whose(party);
        try {
            if (kind == EventKind.NOTE || !BY_HAND.contains(kind)) {
                attach(files, events.add(note(text, party, files), null, viewer.member()), viewer, model);
            } else {
                write(
                        party,
                        kind,
                        text,
                        subject,
                        DueTimes.of("at", at, Instant.now(), viewer.zone()),
                        direction,
                        files,
                        viewer,
                        model);
            }
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("typed", text);
            model.addAttribute("typedKind", kind);
            model.addAttribute("typedSubject", subject);
            model.addAttribute("refused", ((Print) model.getAttribute("print")).why(refused));
        }
        return show(party, null, null, viewer, model);
    }

    private void write(
            UUID party,
            EventKind kind,
            String text,
            String subject,
            Instant at,
            String direction,
            List<MultipartFile> files,
            Viewer viewer,
            Model model)
            throws IOException {
        if (at != null && at.isAfter(Instant.now())) {
            var print = (Print) model.getAttribute("print");
            String title = subject == null || subject.isBlank() ? print.say("timeline.one." + kind.word()) : subject;
            Task.What what = kind == EventKind.MEETING ? Task.What.MEETING : Task.What.MAIL;
            Task planned = tasks.add(
                    new NewTask(what, title, text, null, null, at, null, null, party, null, null), viewer.member());
            attach(files, new AttachmentOwner(AttachmentOwner.Kind.TASK, planned.id()), viewer, model);
            return;
        }
        String way = direction == null || direction.isBlank() || kind == EventKind.MEETING ? null : direction;
        var event = new NewEvent(kind, way, at, null, subject, text, null, null, List.of(party), null, null);
        // Who writes it down has taken care of it.
        Event written = events.add(event, null, viewer.member());
        events.process(written, true, viewer.member());
        attach(files, written, viewer, model);
    }

    /** A note may be nothing but its files. */
    private static NewEvent note(String text, UUID party, List<MultipartFile> files) {
        boolean silent = text == null || text.isBlank();
        String name = names(files).stream().findFirst().orElse(null);
        return NewEvent.note(silent && name != null ? name : text, party);
    }

    private static List<String> names(List<MultipartFile> files) {
        return files == null
                ? List.of()
                : files.stream()
                        .map(MultipartFile::getOriginalFilename)
                        .filter(name -> name != null && !name.isEmpty())
                        .toList();
    }

    private void attach(List<MultipartFile> files, Event event, Viewer viewer, Model model) throws IOException {
        attach(files, new AttachmentOwner(AttachmentOwner.Kind.EVENT, event.id()), viewer, model);
    }

    /** What was written stays, also when a file is refused. */
    private void attach(List<MultipartFile> files, AttachmentOwner owner, Viewer viewer, Model model)
            throws IOException {
        if (names(files).isEmpty()) {
            return;
        }
        Print print = (Print) model.getAttribute("print");
        var refused = new ArrayList<String>();
        for (MultipartFile file : files) {
            try (InputStream content = file.getInputStream()) {
                attachments.add(owner, file.getOriginalFilename(), content, viewer.member());
            } catch (Refused why) {
                refused.add(print.say("files.refused", file.getOriginalFilename(), print.why(why)));
            }
        }
        if (!refused.isEmpty()) {
            model.addAttribute("refused", String.join(" ", refused));
        }
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
