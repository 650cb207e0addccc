package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.calls.log.CallLog.CallFilter;
import org.ringbook.calls.log.CallReader;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contacts;
import org.ringbook.contacts.Contacts.Matches;
import org.ringbook.leads.Lead;
import org.ringbook.leads.LeadList;
import org.ringbook.numbers.NumberPart;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.staff.Staff;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Search", description = "What the search field of the pages finds.")
class SearchApi {

    private static final Set<String> PARAMETERS = Set.of("q", "limit");
    private static final int MOST = 50;
    private static final int LONGEST = 200;

    /** Some of what fits, those of the asking person first. */
    @Schema(name = "SearchMatches")
    record Group<T>(
            List<T> items,

            @Schema(nullable = true, description = "How many fit; null when it is more than 20,000.")
            Integer total) {

        static <T> Group<T> of(Matches<T> matches) {
            return new Group<>(matches.items(), matches.total());
        }
    }

    @Schema(name = "SearchResult")
    record Result(Group<Contact> contacts, Group<Company> companies, List<Lead> leads, List<CallView> calls) {}

    private final Contacts contacts;
    private final CallReader calls;
    private final CallsApi views;
    private final VisibleCalls visible;
    private final NumberPlan plan;
    private final LeadList leads;
    private final Staff staff;

    SearchApi(
            Contacts contacts,
            CallReader calls,
            CallsApi views,
            VisibleCalls visible,
            NumberPlan plan,
            LeadList leads,
            Staff staff) {
        this.leads = leads;
        this.staff = staff;
        this.contacts = contacts;
        this.calls = calls;
        this.views = views;
        this.visible = visible;
        this.plan = plan;
    }

    @GetMapping("/api/search")
    @Operation(
            summary = "People, companies, leads and calls by name or any part of a number",
            description =
                    "Words in any order, in Latin or Cyrillic letters and in either keyboard layout; or three or more digits.")
    Result find(
            @RequestParam @Parameter(description = "What a person would type, up to 200 characters", example = "11122")
                    String q,
            @RequestParam(required = false) @Parameter(description = "Of each kind, 1 to 50", example = "10")
                    Integer limit,
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, PARAMETERS);
        int most = limit == null ? 10 : limit;
        if (most < 1 || most > MOST) {
            throw NotDone.wrong("limit", "limit is 1 to " + MOST + ".");
        }
        String text = q.strip();
        if (text.length() > LONGEST || text.indexOf('\0') >= 0) {
            throw NotDone.wrong("q", "q has at most " + LONGEST + " characters.");
        }
        UUID mine = me.id();
        return new Result(
                Group.of(contacts.bestContacts(text, mine, most)),
                Group.of(contacts.bestCompanies(text, mine, most)),
                staff.find(me.id())
                        .map(who -> leads.search(text, NumberPart.of(text, plan).orElse(null), who, most))
                        .orElse(List.of()),
                calls(text, me, most));
    }

    private List<CallView> calls(String text, SignedIn me, int most) {
        return NumberPart.of(text, plan)
                .map(part -> views.views(calls.find(CallFilter.ofPart(part), visible.permissions(me), null, most)
                        .items()))
                .orElse(List.of());
    }
}
