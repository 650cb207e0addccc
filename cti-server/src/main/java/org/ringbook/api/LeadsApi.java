package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.api.OwnFieldsOfRows.With;
import org.ringbook.deals.By;
import org.ringbook.deals.DealConversion;
import org.ringbook.fields.FieldSubject;
import org.ringbook.leads.Lead;
import org.ringbook.leads.LeadConversion;
import org.ringbook.leads.LeadList;
import org.ringbook.leads.Leads;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(
        name = "Leads",
        description =
                "Demand before it is a client. Agents see their own and those that nobody has, supervisors and administrators all.")
class LeadsApi {

    private static final Set<String> PARAMETERS = Set.of("view", "responsible", "after", "limit", "field");

    @Schema(name = "LeadInput")
    record Input(
            String name,
            String company,
            @Schema(example = "+79161112233") String phone,
            String email,
            String text,

            @Schema(description = "Where they came from", example = "exhibition")
            String source,

            @Schema(nullable = true) String queue,

            @Schema(description = "utm_source and the like", nullable = true)
            Map<String, String> marks,

            @Schema(description = OwnFieldsOfRows.INPUT, nullable = true)
            Map<String, Object> fields) {}

    @Schema(name = "FieldsInput")
    record FieldsInput(
            @Schema(description = OwnFieldsOfRows.INPUT, requiredMode = Schema.RequiredMode.REQUIRED)
            Map<String, Object> fields) {}

    /** One of a colleague's, that whoever tells of the same may not see. */
    @Schema(name = "TakenLead")
    record Taken(UUID id, long number) {}

    /** What is done with a lead; exactly what the action needs. */
    @Schema(name = "LeadAction")
    record ActionInput(
            @Schema(description = "For assign: id of one of our people")
            UUID responsibleId,

            @Schema(description = "For note") String text,
            @Schema(description = "For close: lost or junk") String state,

            @Schema(description = "For close; needed for lost")
            String reason,

            @Schema(description = "For convert: a company or person that is known; else a new person is made")
            UUID partyId,

            @Schema(description = "For convert: name of the new person; the lead's own when left out")
            String name,

            @Schema(description = "For convert: company of the new person")
            UUID companyId) {}

    private final Leads leads;
    private final LeadList list;
    private final LeadConversion conversion;
    private final DealConversion deals;
    private final Staff staff;
    private final NumberPlan plan;
    private final OwnFieldsOfRows own;

    LeadsApi(
            Leads leads,
            LeadList list,
            LeadConversion conversion,
            DealConversion deals,
            Staff staff,
            NumberPlan plan,
            OwnFieldsOfRows own) {
        this.deals = deals;
        this.own = own;
        this.leads = leads;
        this.list = list;
        this.conversion = conversion;
        this.staff = staff;
        this.plan = plan;
    }

    @GetMapping("/api/leads")
    @Operation(summary = "Leads, newest first")
    Page<With<Lead>> list(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestParam(required = false)
                    @Parameter(description = "open (unless told), waiting, closed, doubtful, all", example = "waiting")
                    String view,
            @RequestParam(required = false) @Parameter(description = "Id of one of our people") String responsible,
            @RequestParam(name = "field", required = false)
                    @Parameter(description = OwnFieldsOfRows.FILTER, example = "segment:retail")
                    List<String> field,
            @RequestParam(required = false) @Parameter(description = "`next` of the page before") String after,
            @RequestParam(required = false) @Parameter(description = "1 to 500", example = "50") Integer limit,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, PARAMETERS, Set.of("field"));
        LeadList.View wanted = view == null ? LeadList.View.OPEN : view(view);
        UUID whose = responsible == null ? null : CallSearch.Ids.read("responsible", responsible);
        LeadList.Page page = list.find(
                wanted, whose, own.filter(FieldSubject.LEAD, field), member(me), Cursor.of(after), Page.limit(limit));
        return new Page<>(own.with(FieldSubject.LEAD, page.items(), Lead::id), page.next());
    }

    private static LeadList.View view(String text) {
        return Arrays.stream(LeadList.View.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> NotDone.wrong(
                        "view",
                        "\"" + Shown.text(text) + "\" is no view. Known: open, waiting, closed, doubtful, all."));
    }

    @GetMapping("/api/leads/{id}")
    @Operation(summary = "One lead")
    With<Lead> one(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        return own.with(FieldSubject.LEAD, existing(me, id), Lead::id);
    }

    @PutMapping("/api/leads/{id}/fields")
    @Operation(operationId = "changeFieldsOfLead", summary = "Fill in the own fields of a lead")
    With<Lead> fields(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody FieldsInput sent) {
        Lead lead = existing(me, id);
        own.write(FieldSubject.LEAD, lead.id(), own.read(FieldSubject.LEAD, lead.id(), sent.fields()));
        return own.with(FieldSubject.LEAD, lead, Lead::id);
    }

    @GetMapping("/api/leads/{id}/events")
    @Operation(summary = "What happened with it, newest first")
    Page<Lead.Event> events(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        return new Page<>(leads.events(existing(me, id).id()), null);
    }

    @PostMapping("/api/leads")
    @Operation(
            summary = "Add a lead",
            description =
                    "Somebody who has an open lead, or had one closed in the last 14 days, gets no second one: the answer is that one; of a"
                            + " colleague's only its id and number.")
    @ApiResponse(
            responseCode = "201",
            description = "Taken; `Location` says where it stands.",
            content = @Content(schema = @Schema(implementation = Lead.class)))
    ResponseEntity<Object> add(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @RequestBody Input sent) {
        PhoneNumber phone = sent.phone() == null
                ? null
                : plan.parse(sent.phone())
                        .orElseThrow(() ->
                                NotDone.wrong("phone", "\"" + Shown.text(sent.phone()) + "\" is no telephone number."));
        if (phone == null && sent.email() == null && sent.name() == null) {
            throw NotDone.wrong("phone", "Send a phone, an email or a name.");
        }
        Map<String, Object> fields = own.read(FieldSubject.LEAD, null, sent.fields());
        Lead taken = leads.take(new Lead.Incoming(
                        Lead.Channel.HAND,
                        sent.source(),
                        sent.queue(),
                        sent.name(),
                        sent.company(),
                        phone,
                        sent.email(),
                        sent.text(),
                        null,
                        sent.marks(),
                        null,
                        null,
                        null,
                        Instant.now()))
                .orElseThrow();
        ResponseEntity.BodyBuilder answer = ResponseEntity.created(URI.create("/api/leads/" + taken.id()));
        if (!list.maySee(member(me), taken)) {
            return answer.body(new Taken(taken.id(), taken.number()));
        }
        own.write(FieldSubject.LEAD, taken.id(), fields);
        return answer.body(own.with(FieldSubject.LEAD, taken, Lead::id));
    }

    @PostMapping("/api/leads/{id}/assign")
    @Operation(summary = "Give it to somebody", description = "An agent gives it to themselves only.")
    Lead assign(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody ActionInput sent) {
        Lead lead = existing(me, id);
        UUID person = sent.responsibleId() == null ? me.id() : sent.responsibleId();
        if (!person.equals(me.id()) && !me.mayAs(Role.SUPERVISOR)) {
            throw NotDone.notAllowed("You can take a lead yourself. A supervisor gives it to others.");
        }
        return leads.assign(lead.id(), person, me.id());
    }

    @PostMapping("/api/leads/{id}/note")
    @Operation(summary = "Write a note")
    Lead note(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody ActionInput sent) {
        return leads.note(existing(me, id).id(), sent.text(), me.id());
    }

    @PostMapping("/api/leads/{id}/answered")
    @Operation(summary = "Say that they were answered otherwise than by a call")
    Lead answered(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        return leads.answeredByHand(existing(me, id).id(), me.id());
    }

    @PostMapping("/api/leads/{id}/not-spam")
    @Operation(
            summary = "Say that it only looked like spam",
            description = "It waits with the others, or joins the open lead of the same and is closed.")
    Lead notSpam(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        return leads.notSpam(existing(me, id).id(), me.id());
    }

    @PostMapping("/api/leads/{id}/close")
    @Operation(summary = "Close it as lost, with a reason, or as junk")
    Lead close(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody ActionInput sent) {
        Lead lead = existing(me, id);
        Lead.State state =
                "junk".equals(sent.state()) ? Lead.State.JUNK : "lost".equals(sent.state()) ? Lead.State.LOST : null;
        return leads.close(lead.id(), state, sent.reason(), me.id());
    }

    @PostMapping("/api/leads/{id}/reopen")
    @Operation(summary = "Open it again; the clock of the first answer runs anew")
    Lead reopen(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        return leads.reopen(existing(me, id).id(), me.id());
    }

    @PostMapping("/api/leads/{id}/convert")
    @Operation(
            summary = "Make a client of it",
            description = "Done twice, it is done once. Likely duplicates are refused with 409 unless `anyway=true`.")
    Lead convert(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestParam(required = false) @Parameter(description = DuplicateDecision.ANYWAY) String anyway,
            @RequestParam(required = false) @Parameter(description = DuplicateDecision.WHY) String why,
            @RequestBody ActionInput sent) {
        Lead lead = existing(me, id);
        return sent.partyId() != null
                ? conversion.toKnown(lead.id(), sent.partyId(), me.id())
                : conversion.toNew(lead.id(), sent.name(), sent.companyId(), DuplicateDecision.of(anyway, why, me));
    }

    @PostMapping("/api/leads/{id}/unconvert")
    @Operation(
            summary = "Undo that within a day",
            description =
                    "The number and e-mail that it added are taken back, and a person who was made for it is deleted. Where somebody has"
                            + " worked with them since they stay: the event `undone` has the text `stays` then. A deal that was made of it goes,"
                            + " unless somebody has worked with that: then nothing is undone.")
    Lead unconvert(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        return deals.undo(existing(me, id).id(), By.api(member(me)));
    }

    private StaffMember member(SignedIn me) {
        return staff.find(me.id()).orElse(null);
    }

    private Lead existing(SignedIn me, String id) {
        return leads.find(CallSearch.Ids.read("id", id))
                .filter(lead -> list.maySee(member(me), lead))
                .orElseThrow(() -> NotDone.notFound("There is no such lead."));
    }
}
