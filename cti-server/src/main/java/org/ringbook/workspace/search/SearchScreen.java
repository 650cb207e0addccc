package org.ringbook.workspace.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallLog.CallFilter;
import org.ringbook.calls.log.CallReader;
import org.ringbook.claims.Claim;
import org.ringbook.claims.ClaimFinder;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contacts;
import org.ringbook.contacts.Contacts.Matches;
import org.ringbook.contacts.legal.LegalEntities;
import org.ringbook.deals.Deal;
import org.ringbook.deals.DealFinder;
import org.ringbook.leads.LeadList;
import org.ringbook.numbers.NumberPart;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.rights.Rights;
import org.ringbook.staff.StaffMember;
import org.ringbook.workspace.PartyLinks;
import org.ringbook.workspace.PartyLinks.PartyLink;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** One field for everything, at the top of every page. */
@Controller
class SearchScreen {

    private static final int BELOW_THE_FIELD = 6;
    private static final int ON_THE_PAGE = 20;
    private static final int CALLS = 5;
    private static final int LEADS = 5;
    private static final int DEALS = 5;
    private static final int CLAIMS = 5;
    private static final int LONGEST = 200;

    private final Contacts contacts;
    private final LegalEntities entities;
    private final LeadList leads;
    private final DealFinder deals;
    private final ClaimFinder claims;
    private final PartyLinks parties;
    private final Rights rights;
    private final CallReader calls;
    private final NumberPlan plan;

    SearchScreen(
            Contacts contacts,
            LegalEntities entities,
            LeadList leads,
            DealFinder deals,
            ClaimFinder claims,
            PartyLinks parties,
            Rights rights,
            CallReader calls,
            NumberPlan plan) {
        this.deals = deals;
        this.claims = claims;
        this.parties = parties;
        this.rights = rights;
        this.leads = leads;
        this.contacts = contacts;
        this.entities = entities;
        this.calls = calls;
        this.plan = plan;
    }

    @GetMapping("/search")
    String find(
            @RequestParam(required = false) String q,
            @RequestHeader(name = "HX-Request", required = false) String fragment,
            Viewer viewer,
            Model model) {
        String text = q == null ? "" : q.strip().substring(0, Math.min(q.strip().length(), LONGEST));
        model.addAttribute("text", text);
        model.addAttribute("counted", Contacts.COUNTED);
        model.addAttribute(
                "results",
                text.length() < 2 ? null : results(text, viewer, fragment == null ? ON_THE_PAGE : BELOW_THE_FIELD));
        return fragment == null ? "search/index" : "search/index :: found";
    }

    private SearchResults results(String text, Viewer viewer, int most) {
        Optional<NumberPart> part = NumberPart.of(text, plan);
        StaffMember me = viewer.member();
        Matches<Contact> people = contacts.bestContacts(text, me.id(), most);
        Matches<Company> companies = contacts.bestCompanies(text, me.id(), most);
        List<UUID> clients = Stream.concat(
                        people.items().stream().map(Contact::id),
                        companies.items().stream().map(Company::id))
                .toList();
        List<Deal> ofDeals = deals.search(text, clients, me, DEALS);
        List<Claim> ofClaims = claims.search(text, part.orElse(null), clients, rights.of(me), me.id(), CLAIMS);
        return new SearchResults(
                people,
                companies,
                part.map(digits -> withInn(digits.digits())).orElse(List.of()),
                part.map(digits -> callsWith(digits, viewer)).orElse(List.of()),
                leads.search(text, part.orElse(null), me, LEADS),
                ofDeals,
                ofClaims,
                part.orElse(null),
                names(people.items(), ofDeals, ofClaims));
    }

    private Map<UUID, String> names(List<Contact> people, List<Deal> ofDeals, List<Claim> ofClaims) {
        return parties
                .of(Stream.of(
                                people.stream().map(Contact::companyId),
                                ofDeals.stream().map(Deal::partyId),
                                ofClaims.stream().map(claim -> claim.about().partyId()))
                        .flatMap(ids -> ids)
                        .toList())
                .values()
                .stream()
                .collect(Collectors.toMap(PartyLink::id, PartyLink::name));
    }

    private List<SearchResults.Signed> withInn(String digits) {
        return entities.byInn(digits, CALLS).stream()
                .flatMap(one ->
                        entities.parties(one.id()).stream().limit(1).map(party -> new SearchResults.Signed(one, party)))
                .toList();
    }

    private List<Call> callsWith(NumberPart part, Viewer viewer) {
        return calls.find(CallFilter.ofPart(part), viewer.permissions(), null, CALLS)
                .items();
    }
}
