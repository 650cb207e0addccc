package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.ringbook.access.SignedIn;
import org.ringbook.calls.Call;
import org.ringbook.contacts.Contacts;
import org.ringbook.deals.Deal;
import org.ringbook.deals.Deals;
import org.ringbook.events.AutomaticMail;
import org.ringbook.events.Event;
import org.ringbook.events.EventKind;
import org.ringbook.events.Events;
import org.ringbook.events.Events.WrapUp;
import org.ringbook.events.NewEvent;
import org.ringbook.events.Timeline;
import org.ringbook.rights.Permissions;
import org.ringbook.rights.Rights;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(
        name = "Events",
        description =
                "The timeline: what was written of calls and clients, and calls by reference. A note of a client is seen by"
                        + " whoever sees the client; a note of a call by the people of the call, who wrote it, and who looks after the client;"
                        + " what is of a deal by whoever sees the deal,"
                        + " as far as the rights of the one who asks go.")
class EventsApi {

    private static final int MOST_UNPROCESSED = 500;
    private static final Set<String> PARAMETERS = Set.of("contact", "company", "call", "kind", "after", "limit");
    private static final String KINDS =
            "call, note, meeting, mail, sms, message, form, document, task, system; several with commas between";

    /** @param parties contacts and companies, by id; of a call or a deal they may be left out */
    @Schema(name = "EventInput")
    record Input(
            @Schema(
                    description = "Left out: note",
                    allowableValues = {"note", "meeting", "mail", "sms", "message", "form", "document"})
            String kind,

            @Schema(
                    nullable = true,
                    allowableValues = {"inbound", "outbound"})
            String direction,

            @Schema(
                    description = "When it happened; now when left out",
                    example = "2026-12-01T07:00:00Z",
                    nullable = true)
            String at,

            @Schema(nullable = true) String endsAt,

            @Schema(description = "One line, at most 255 characters", nullable = true)
            String subject,

            @Schema(description = "At most 20,000 characters", nullable = true)
            String text,

            @Schema(description = "The call that it is of", nullable = true)
            UUID callId,

            @Schema(
                    description = "The deal that it is of; without `parties` it stands in its client's timeline, too",
                    nullable = true)
            UUID dealId,

            @Schema(description = "Contacts and companies in whose timeline it stands, by id")
            List<UUID> parties,

            @Schema(
                    description = "Your system, where it has an id for it: told again, nothing is added",
                    nullable = true)
            String source,

            @Schema(description = "That id", nullable = true)
            String externalId,

            @Schema(
                    nullable = true,
                    description =
                            "Of a mail, as far as you have them: Auto-Submitted, Precedence, Return-Path, From. What a program sent"
                                    + " to nobody in particular waits for nobody; they are not kept",
                    example = "{\"Auto-Submitted\": \"auto-replied\"}")
            Map<String, String> headers) {

        boolean isAutomatic() {
            return headers != null && AutomaticMail.is(headers);
        }
    }

    /** One that was told before, and that whoever tells it again may not see. */
    @Schema(name = "KnownEvent")
    record Known(UUID id) {}

    @Schema(name = "EventChange")
    record ChangeInput(
            @Schema(nullable = true) String subject,
            @Schema(nullable = true) String text,

            @Schema(
                    description = "`version` that the change was made from; left out to write over any",
                    nullable = true)
            Integer version) {}

    @Schema(name = "CallNoteInput")
    record NoteInput(
            @Schema(description = "At most 20,000 characters", nullable = true)
            String text,

            @Schema(description = "Id of a disposition; null for none", nullable = true)
            UUID disposition,

            @Schema(description = "Where the disposition asks for one", nullable = true)
            String reason,

            @Schema(
                    description =
                            "`version` of the note that the text was made from. When it is another one by now, more is being typed on a"
                                    + " page, or it is left out, what is there stays and the text is added",
                    nullable = true)
            Integer base) {}

    private final Events events;
    private final Timeline timeline;
    private final Contacts contacts;
    private final Deals deals;
    private final VisibleCalls visible;
    private final Staff staff;
    private final Rights rights;

    EventsApi(
            Events events,
            Timeline timeline,
            Contacts contacts,
            Deals deals,
            VisibleCalls visible,
            Staff staff,
            Rights rights) {
        this.deals = deals;
        this.events = events;
        this.timeline = timeline;
        this.contacts = contacts;
        this.visible = visible;
        this.staff = staff;
        this.rights = rights;
    }

    private Permissions who(SignedIn me) {
        return rights.of(staff.find(me.id()).orElse(null));
    }

    private StaffMember member(SignedIn me) {
        return staff.find(me.id()).orElseThrow(() -> NotDone.notAllowed("You are not on the staff any more."));
    }

    @GetMapping("/api/events")
    @Operation(
            operationId = "listEvents",
            summary = "Events, newest first",
            description =
                    "Of a contact or a company, calls are among them, as `kind` `call` with their `callId`; the notes of a"
                            + " call follow it. Of nobody in particular, only what was written.")
    Page<Event> list(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestParam(required = false) @Parameter(description = "Only of this contact, by id") String contact,
            @RequestParam(required = false) @Parameter(description = "Only of this company and its people, by id")
                    String company,
            @RequestParam(required = false) @Parameter(description = "Only notes of this call, by id") String call,
            @RequestParam(required = false) @Parameter(description = KINDS, example = "call,note") String kind,
            @RequestParam(required = false) @Parameter(description = "`next` of the page before") String after,
            @RequestParam(required = false) @Parameter(description = "1 to 500", example = "50") Integer limit,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, PARAMETERS);
        if (call != null) {
            Call seen = visible.find(me, CallSearch.Ids.read("call", call));
            return new Page<>(events.ofCall(seen.id()), null);
        }
        Timeline.Page page = timeline.page(
                whose(contact, company),
                kinds(kind),
                new Timeline.Reader(who(me), visible.permissions(me)),
                Cursor.of(after),
                Page.limit(limit));
        List<Event> items = page.lines().stream()
                .flatMap(line -> Stream.concat(Stream.of(line.event()), line.notes().stream()))
                .toList();
        return new Page<>(items, page.next());
    }

    private Timeline.Of whose(String contact, String company) {
        if (contact != null) {
            return contacts.contact(CallSearch.Ids.read("contact", contact))
                    .map(timeline::contact)
                    .orElseThrow(() -> NotDone.wrong("contact", "There is no contact " + Shown.text(contact) + "."));
        }
        return company == null
                ? Timeline.Of.EVERYBODY
                : contacts.company(CallSearch.Ids.read("company", company))
                        .map(timeline::company)
                        .orElseThrow(
                                () -> NotDone.wrong("company", "There is no company " + Shown.text(company) + "."));
    }

    private static List<EventKind> kinds(String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        var kinds = new ArrayList<EventKind>();
        Arrays.stream(text.split(","))
                .map(word -> Words.word("kind", word.strip(), EventKind::of, KINDS))
                .filter(Objects::nonNull)
                .forEach(kinds::add);
        return kinds;
    }

    @GetMapping("/api/events/unprocessed")
    @Operation(
            operationId = "listUnprocessedEvents",
            summary = "What came in and nobody has taken care of",
            description = "Inbound mail, messages and forms, oldest first, at most 500.")
    Page<Event> unprocessed(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me) {
        return new Page<>(events.unprocessed(who(me), MOST_UNPROCESSED), null);
    }

    @Schema(name = "EventProcessed")
    record Processed(
            @Schema(description = "Whether somebody took care of it; left out: yes", nullable = true)
            Boolean processed) {}

    @PutMapping("/api/events/{id}/processed")
    @Operation(operationId = "processEvent", summary = "Say that somebody took care of it, or not yet after all")
    Event process(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody Processed sent) {
        return events.process(existing(me, id), !Boolean.FALSE.equals(sent.processed()), member(me));
    }

    @GetMapping("/api/events/{id}")
    @Operation(operationId = "getEvent", summary = "One event")
    Event one(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        return existing(me, id);
    }

    private Event existing(SignedIn me, String id) {
        return events.find(CallSearch.Ids.read("id", id), who(me))
                .orElseThrow(() -> NotDone.notFound("There is no such event, or it is not one of yours."));
    }

    @PostMapping("/api/events")
    @Operation(
            operationId = "addEvent",
            summary = "Add what happened",
            description =
                    "With `source` and `externalId` it may be told again: the answer is then the one that is there; of one that is not"
                            + " yours, or was deleted since, only its id.")
    @ApiResponse(
            responseCode = "201",
            description = "Added; `Location` says where it stands.",
            content = @Content(schema = @Schema(implementation = Event.class)))
    ResponseEntity<Object> add(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @RequestBody Input sent) {
        EventKind kind = Optional.ofNullable(Words.word("kind", sent.kind(), EventKind::of, KINDS))
                .orElse(EventKind.NOTE);
        if (!kind.isTold()) {
            throw NotDone.wrong(
                    "kind",
                    "\"" + kind.word() + "\" is written by Ringbook itself. Calls come from telephone systems.");
        }
        Call call = sent.callId() == null ? null : visible.find(me, sent.callId());
        Deal deal = sent.dealId() == null ? null : deal(me, sent.dealId());
        Event added = events.add(
                new NewEvent(
                        kind,
                        sent.direction(),
                        Words.time("at", sent.at()),
                        Words.time("endsAt", sent.endsAt()),
                        sent.subject(),
                        sent.text(),
                        call == null ? null : call.id(),
                        null,
                        deal == null ? null : deal.id(),
                        deal == null || sent.parties() != null ? sent.parties() : deal.clients(),
                        sent.source(),
                        sent.externalId()),
                call,
                member(me));
        if (sent.isAutomatic() && added.processedAt() == null) {
            events.process(added, true, member(me));
        }
        Object shown =
                events.find(added.id(), who(me)).<Object>map(event -> event).orElseGet(() -> new Known(added.id()));
        return ResponseEntity.created(URI.create("/api/events/" + added.id())).body(shown);
    }

    private Deal deal(SignedIn me, UUID id) {
        return deals.find(id, member(me))
                .orElseThrow(() -> NotDone.wrong("dealId", "There is no such deal, or it is not one of yours."));
    }

    @PutMapping("/api/events/{id}")
    @Operation(
            operationId = "changeEvent",
            summary = "Change the words of an event",
            description = "For who wrote it, and supervisors.")
    Event change(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody ChangeInput sent) {
        return events.change(existing(me, id).id(), sent.version(), sent.subject(), sent.text(), member(me));
    }

    @DeleteMapping("/api/events/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "deleteEvent",
            summary = "Delete an event",
            description = "For who wrote it, and supervisors.")
    void delete(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        events.delete(existing(me, id).id(), member(me));
    }

    @PutMapping("/api/calls/{id}/note")
    @Operation(
            operationId = "noteCall",
            summary = "Write one's own note of a call, and what came of it",
            description =
                    "Each person has one note of a call. With the `version` that was read as `base` it is replaced; otherwise the"
                            + " text is added to what is there, and what was chosen stays unless another disposition is sent. What was"
                            + " chosen last counts as the call's disposition.")
    @ApiResponse(responseCode = "200", description = "The note as it is now")
    @ApiResponse(responseCode = "204", description = "Nothing was said, and there is no note")
    ResponseEntity<Event> note(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody NoteInput sent) {
        Call call = visible.find(me, CallSearch.Ids.read("id", id));
        var said = new WrapUp(sent.text(), sent.disposition(), sent.reason());
        return events.wrapUpByProgram(call, member(me), said, sent.base())
                .map(ResponseEntity::ok)
                .orElseGet(() -> ResponseEntity.noContent().build());
    }
}
