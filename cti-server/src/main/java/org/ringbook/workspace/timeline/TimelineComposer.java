package org.ringbook.workspace.timeline;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.ringbook.attachments.AttachmentOwner;
import org.ringbook.attachments.Attachments;
import org.ringbook.deals.DealTasks;
import org.ringbook.events.Event;
import org.ringbook.events.EventKind;
import org.ringbook.events.Events;
import org.ringbook.events.NewEvent;
import org.ringbook.refusals.Refused;
import org.ringbook.tasks.NewTask;
import org.ringbook.tasks.Task;
import org.ringbook.tasks.Tasks;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.ringbook.workspace.tasks.DueTimes;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.multipart.MultipartFile;

/** What people write down by hand on the timeline of a client or a deal; what is still to come becomes a task. */
@Component
public class TimelineComposer {

    /** What people write down by hand. */
    public static final List<EventKind> BY_HAND =
            List.of(EventKind.NOTE, EventKind.MEETING, EventKind.MAIL, EventKind.MESSAGE);

    private final Events events;
    private final Tasks tasks;
    private final DealTasks ofDeals;
    private final Attachments attachments;

    TimelineComposer(Events events, Tasks tasks, DealTasks ofDeals, Attachments attachments) {
        this.events = events;
        this.tasks = tasks;
        this.ofDeals = ofDeals;
        this.attachments = attachments;
    }

    /** @param parties clients, the one who is spoken with last @param deal null for none */
    public record Of(List<UUID> parties, UUID deal) {

        private UUID party() {
            return parties.isEmpty() ? null : parties.get(parties.size() - 1);
        }
    }

    /**
     * As it was typed; a form binds to it by these names.
     *
     * @param kind a note, or what happened or is planned: a meeting, a mail, a message; null for a note
     * @param at of those, "2026-12-01T10:00"
     * @param direction inbound or outbound; empty for none
     * @param file those that belong to it
     */
    public record Typed(
            EventKind kind, String text, String subject, String at, String direction, List<MultipartFile> file) {

        private boolean isNote() {
            return kind == null || kind == EventKind.NOTE || !BY_HAND.contains(kind);
        }

        private List<String> names() {
            return file == null
                    ? List.of()
                    : file.stream()
                            .map(MultipartFile::getOriginalFilename)
                            .filter(name -> name != null && !name.isEmpty())
                            .toList();
        }
    }

    /** Writes it down; what is refused stands in the model with what was typed. */
    public void write(Of of, Typed typed, Viewer viewer, HttpServletResponse response, Model model) throws IOException {
        try {
            if (typed.isNote()) {
                Event note = events.add(note(of, typed), null, viewer.member());
                attach(typed, new AttachmentOwner(AttachmentOwner.Kind.EVENT, note.id()), viewer, model);
            } else {
                writeDated(of, typed, DueTimes.of("at", typed.at(), Instant.now(), viewer.zone()), viewer, model);
            }
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("typed", typed.text());
            model.addAttribute("typedKind", typed.kind());
            model.addAttribute("typedSubject", typed.subject());
            model.addAttribute("refused", ((Print) model.getAttribute("print")).why(refused));
        }
    }

    private void writeDated(Of of, Typed typed, Instant at, Viewer viewer, Model model) throws IOException {
        EventKind kind = typed.kind();
        String subject = typed.subject();
        if (at != null && at.isAfter(Instant.now())) {
            var print = (Print) model.getAttribute("print");
            String title = subject == null || subject.isBlank() ? print.say("timeline.one." + kind.word()) : subject;
            Task.What what = kind == EventKind.MEETING ? Task.What.MEETING : Task.What.MAIL;
            Task planned = tasks.add(
                    new NewTask(what, title, typed.text(), null, null, at, null, null, of.party(), null, null),
                    viewer.member());
            if (of.deal() != null) {
                ofDeals.link(planned.id(), of.deal());
            }
            attach(typed, new AttachmentOwner(AttachmentOwner.Kind.TASK, planned.id()), viewer, model);
            return;
        }
        String direction = typed.direction();
        String way = direction == null || direction.isBlank() || kind == EventKind.MEETING ? null : direction;
        // Who writes it down has taken care of it.
        Event written = events.add(
                new NewEvent(
                        kind, way, at, null, subject, typed.text(), null, null, of.deal(), of.parties(), null, null),
                null,
                viewer.member());
        events.process(written, true, viewer.member());
        attach(typed, new AttachmentOwner(AttachmentOwner.Kind.EVENT, written.id()), viewer, model);
    }

    /** A note may be nothing but its files. */
    private static NewEvent note(Of of, Typed typed) {
        boolean silent = typed.text() == null || typed.text().isBlank();
        String name = typed.names().stream().findFirst().orElse(null);
        String text = silent && name != null ? name : typed.text();
        return new NewEvent(
                EventKind.NOTE, null, null, null, null, text, null, null, of.deal(), of.parties(), null, null);
    }

    /** What was written stays, also when a file is refused. */
    private void attach(Typed typed, AttachmentOwner owner, Viewer viewer, Model model) throws IOException {
        if (typed.names().isEmpty()) {
            return;
        }
        Print print = (Print) model.getAttribute("print");
        var refused = new ArrayList<String>();
        for (MultipartFile file : typed.file()) {
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
}
