package org.ringbook.workspace.campaigns;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.ringbook.campaigns.Campaign;
import org.ringbook.campaigns.CampaignMeasures;
import org.ringbook.campaigns.Campaigns;
import org.ringbook.campaigns.Quota;
import org.ringbook.campaigns.Quotas;
import org.ringbook.campaigns.Quotas.Wanted;
import org.ringbook.pacing.ListMeasures.Share;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Role;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What came of a call list in figures, and its quotas. */
@Controller
class FiguresScreen {

    private final Campaigns campaigns;
    private final CampaignMeasures measures;
    private final Quotas quotas;

    FiguresScreen(Campaigns campaigns, CampaignMeasures measures, Quotas quotas) {
        this.campaigns = campaigns;
        this.measures = measures;
        this.quotas = quotas;
    }

    /**
     * One measure.
     *
     * @param code of its words
     * @param ratio whether it is a number of times and not a percentage
     */
    record Line(String code, Share share, boolean ratio) {}

    @GetMapping("/campaigns/{id}/figures")
    String show(@PathVariable UUID id, Viewer viewer, Model model) {
        viewer.require(Role.SUPERVISOR);
        Campaign campaign = campaigns.find(id).orElseThrow(NoSuchPage::new);
        return page(campaign, quotas.of(id), viewer, model);
    }

    private String page(Campaign campaign, List<Quota> shown, Viewer viewer, Model model) {
        CampaignMeasures.Measures all = measures.of(campaign.id(), Instant.now());
        model.addAttribute("campaign", campaign);
        model.addAttribute(
                "lines",
                List.of(
                        new Line("penetration", all.list().penetration(), false),
                        new Line("connect", all.list().connectRate(), false),
                        new Line("contact", all.list().contactRate(), false),
                        new Line("conversion", all.list().conversion(), false),
                        new Line("yield", all.list().yieldRate(), false),
                        new Line("bad", all.list().badNumbers(), false),
                        new Line("per-entry", all.list().attemptsPerEntry(), true),
                        new Line("per-contact", all.list().attemptsPerContact(), true),
                        new Line("promises", all.promisesKept(), false),
                        new Line("no-result", all.noResult(), false),
                        new Line("skipped", all.skipped(), false)));
        model.addAttribute("agents", measures.agents(campaign.id()));
        model.addAttribute("hours", measures.hours(campaign));
        model.addAttribute("quotas", shown);
        model.addAttribute("fields", quotas.fields(campaign.id()));
        return "campaigns/figures";
    }

    /** All quotas at once, row by row; a row without a goal is left out. */
    @PutMapping("/campaigns/{id}/quotas")
    String save(
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> sent,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        viewer.require(Role.SUPERVISOR);
        Campaign campaign = campaigns.find(id).orElseThrow(NoSuchPage::new);
        Print print = (Print) model.getAttribute("print");
        List<Wanted> wanted = wanted(sent.get("field"), sent.get("value"), sent.get("goal"));
        try {
            quotas.save(id, wanted, viewer.member());
            after.addFlashAttribute("done", print.say("campaigns.quotas.saved"));
            return "redirect:/campaigns/" + id + "/figures";
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refused", print.why(refused));
            List<Quota> typed = wanted.stream()
                    .map(one -> new Quota(null, one.field(), one.value(), one.goal(), 0, 0))
                    .toList();
            return page(campaign, typed, viewer, model);
        }
    }

    private static List<Wanted> wanted(List<String> field, List<String> value, List<String> goal) {
        var wanted = new ArrayList<Wanted>();
        for (int i = 0; goal != null && i < goal.size(); i++) {
            String typed = goal.get(i).strip();
            if (!typed.isEmpty()) {
                wanted.add(new Wanted(
                        at(field, i), at(value, i), typed.matches("\\d{1,9}") ? Integer.parseInt(typed) : 0));
            }
        }
        return wanted;
    }

    private static String at(List<String> all, int place) {
        return all == null || place >= all.size() || all.get(place).isBlank() ? null : all.get(place);
    }
}
