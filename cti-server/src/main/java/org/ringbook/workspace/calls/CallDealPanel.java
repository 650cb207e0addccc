package org.ringbook.workspace.calls;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.deals.Deal;
import org.ringbook.deals.Deals;
import org.ringbook.origins.CallDeals;
import org.ringbook.origins.DealsOfResults;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** About which deal a call is, and the client's open deals that it may be about. */
@Component
class CallDealPanel {

    private final CallDeals about;
    private final DealsOfResults results;
    private final Deals deals;

    CallDealPanel(CallDeals about, DealsOfResults results, Deals deals) {
        this.about = about;
        this.results = results;
        this.deals = deals;
    }

    void show(Call call, Viewer viewer, Model model) {
        Optional<CallDeals.About> said = about.of(call);
        Optional<Deal> of = said.map(CallDeals.About::dealId).flatMap(deal -> deals.find(deal, viewer.member()));
        Map<UUID, Deal> offered = new LinkedHashMap<>();
        of.ifPresent(deal -> offered.put(deal.id(), deal));
        about.offered(call, viewer.member()).forEach(deal -> offered.putIfAbsent(deal.id(), deal));
        model.addAttribute("call", call);
        model.addAttribute("dealOfCall", of.map(Deal::id).orElse(null));
        model.addAttribute("dealSaid", said.filter(CallDeals.About::said).isPresent());
        model.addAttribute("dealsOffered", List.copyOf(offered.values()));
        model.addAttribute(
                "wantsDeal",
                said.map(CallDeals.About::dealId).isEmpty()
                        && results.asking(call.id()).isPresent());
    }
}
