package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallPermissions;
import org.ringbook.calls.log.CallLog.CallFilter;
import org.ringbook.calls.log.CallReader;
import org.ringbook.campaigns.CallList;
import org.ringbook.campaigns.ListsFromFilters;
import org.ringbook.campaigns.ListsFromFilters.Asked;
import org.ringbook.leads.LeadList;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Call lists")
class FilterListsApi {

    private static final int PAGE = 500;

    /** @param from of calls, RFC 3339 @param to of calls, not included @param notSpokenSince of calls: without those spoken with since */
    @Schema(name = "CallListFilter")
    record Input(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            UUID campaign,

            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    allowableValues = {"contacts", "companies", "leads", "calls"})
            String of,

            @Schema(nullable = true, description = "Of clients: in the name or a number")
            String text,

            @Schema(
                    nullable = true,
                    description = "Of leads: which; left out, those that are open",
                    allowableValues = {"open", "waiting", "escalated", "closed", "doubtful", "all"})
            String view,

            @Schema(nullable = true) Instant from,
            @Schema(nullable = true) Instant to,

            @Schema(
                    nullable = true,
                    allowableValues = {"inbound", "outbound"})
            String direction,

            @Schema(
                    nullable = true,
                    allowableValues = {"answered", "missed", "busy", "no_answer", "failed"})
            String result,

            @Schema(nullable = true) Boolean notSpokenSince) {}

    private final ListsFromFilters lists;
    private final CallReader calls;
    private final Staff staff;

    FilterListsApi(ListsFromFilters lists, CallReader calls, Staff staff) {
        this.lists = lists;
        this.calls = calls;
        this.staff = staff;
    }

    @PostMapping("/api/lists/from-filter")
    @Operation(
            operationId = "makeListOfFilter",
            summary = "Look through those whom a filter finds",
            description =
                    "Clients, leads, or the numbers of calls, such as those who were missed last week and not spoken with"
                            + " since. Nothing is written: look at `/api/lists/{id}` until its state is `checked`, then"
                            + " `POST /api/lists/{id}/load`.")
    @ApiResponse(responseCode = "202", description = "It is being looked through; `Location` says where to look.")
    ResponseEntity<CallList> make(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @RequestBody Input sent) {
        if (!me.mayAs(Role.SUPERVISOR)) {
            throw NotDone.notAllowed("Supervisors and administrators keep call lists.");
        }
        StaffMember by =
                staff.find(me.id()).orElseThrow(() -> NotDone.notAllowed("You are not on the staff any more."));
        if (sent.campaign() == null) {
            throw NotDone.wrong("campaign", "campaign is the id of a call list.");
        }
        CallList list = of(sent, new Asked(sent.campaign(), "API", by));
        return ResponseEntity.accepted()
                .location(URI.create("/api/lists/" + list.id()))
                .body(list);
    }

    private CallList of(Input sent, Asked asked) {
        return switch (String.valueOf(sent.of())) {
            case "contacts" -> lists.ofPeople(sent.text(), null, asked);
            case "companies" -> lists.ofCompanies(sent.text(), null, asked);
            case "leads" ->
                lists.ofLeads(
                        sent.view() == null ? LeadList.View.OPEN : word(LeadList.View.class, "view", sent.view()),
                        null,
                        null,
                        asked);
            case "calls" -> ofCalls(sent, asked);
            default -> throw NotDone.wrong("of", "of is one of: contacts, companies, leads, calls.");
        };
    }

    private CallList ofCalls(Input sent, Asked asked) {
        var filter = new CallFilter(
                sent.from(),
                sent.to(),
                sent.direction() == null ? null : word(Call.Direction.class, "direction", sent.direction()),
                sent.result() == null ? null : word(Call.Result.class, "result", sent.result()),
                null,
                null,
                null,
                null);
        CallPermissions may = calls.permissions(asked.by());
        return lists.ofCalls(
                after -> calls.find(filter, may, after, PAGE), Boolean.TRUE.equals(sent.notSpokenSince()), asked);
    }

    private static <E extends Enum<E>> E word(Class<E> type, String field, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> one.name().equals(word.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> NotDone.wrong(field, field + " is none of those that there are."));
    }
}
