package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.access.SignedIn;
import org.ringbook.calls.log.CallLog.CallFilter;
import org.ringbook.calls.log.CallReader;
import org.ringbook.claims.Claim;
import org.ringbook.claims.ClaimFinder;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contacts;
import org.ringbook.contacts.Contacts.Matches;
import org.ringbook.deals.Deal;
import org.ringbook.deals.DealFinder;
import org.ringbook.deals.Pipelines;
import org.ringbook.deals.Probabilities;
import org.ringbook.deals.Stage;
import org.ringbook.leads.Lead;
import org.ringbook.leads.LeadList;
import org.ringbook.numbers.NumberPart;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.rights.Rights;
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
    record Result(
            Group<Contact> contacts,
            Group<Company> companies,
            List<Lead> leads,

            @Schema(
                    description =
                            "By title, number, client or the name that another program has for it; one's own first, then open ones")
            List<DealView> deals,

            @Schema(
                    description =
                            "By words, number, client, telephone number or the name that another program has for it")
            List<Claim> claims,

            List<CallView> calls) {}

    private final Contacts contacts;
    private final CallReader calls;
    private final CallsApi views;
    private final VisibleCalls visible;
    private final NumberPlan plan;
    private final LeadList leads;
    private final DealFinder deals;
    private final Probabilities probabilities;
    private final Pipelines pipelines;
    private final ClaimFinder claims;
    private final Rights rights;
    private final Staff staff;

    SearchApi(
            Contacts contacts,
            CallReader calls,
            CallsApi views,
            VisibleCalls visible,
            NumberPlan plan,
            LeadList leads,
            DealFinder deals,
            Probabilities probabilities,
            Pipelines pipelines,
            ClaimFinder claims,
            Rights rights,
            Staff staff) {
        this.deals = deals;
        this.probabilities = probabilities;
        this.pipelines = pipelines;
        this.claims = claims;
        this.rights = rights;
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
            summary = "People, companies, leads, deals, claims and calls by name or any part of a number",
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
        Matches<Contact> people = contacts.bestContacts(text, mine, most);
        Matches<Company> companies = contacts.bestCompanies(text, mine, most);
        NumberPart part = NumberPart.of(text, plan).orElse(null);
        List<UUID> clients = Stream.concat(
                        people.items().stream().map(Contact::id),
                        companies.items().stream().map(Company::id))
                .toList();
        return new Result(
                Group.of(people),
                Group.of(companies),
                staff.find(mine).map(who -> leads.search(text, part, who, most)).orElse(List.of()),
                staff.find(mine)
                        .map(who -> views(deals.search(text, clients, who, most)))
                        .orElse(List.of()),
                staff.find(mine)
                        .map(who -> claims.search(text, part, clients, rights.of(who), mine, most))
                        .orElse(List.of()),
                calls(text, me, most));
    }

    private List<DealView> views(List<Deal> found) {
        Map<UUID, Stage> stages = pipelines.stages().stream().collect(Collectors.toMap(Stage::id, stage -> stage));
        return found.stream()
                .map(deal -> DealView.of(deal, probabilities.of(deal, stages.get(deal.stageId()))))
                .toList();
    }

    private List<CallView> calls(String text, SignedIn me, int most) {
        return NumberPart.of(text, plan)
                .map(part -> views.views(calls.find(CallFilter.ofPart(part), visible.permissions(me), null, most)
                        .items()))
                .orElse(List.of());
    }
}
