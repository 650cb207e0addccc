package org.ringbook.workspace.campaigns;

import java.util.UUID;
import org.ringbook.campaigns.Campaigns;
import org.ringbook.campaigns.Forecasts;
import org.ringbook.staff.Role;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is to be expected of a campaign, asked for before its start or in between. */
@Controller
class ForecastScreen {

    private static final int MOST_AGENTS = 500;

    private final Campaigns campaigns;
    private final Forecasts forecasts;

    ForecastScreen(Campaigns campaigns, Forecasts forecasts) {
        this.campaigns = campaigns;
        this.forecasts = forecasts;
    }

    /** @param agents who will work through it; left out for all who may */
    @PostMapping("/campaigns/{id}/forecast")
    String make(
            @PathVariable UUID id,
            @RequestParam(required = false) Integer agents,
            Viewer viewer,
            Model model,
            RedirectAttributes after) {
        viewer.require(Role.SUPERVISOR);
        campaigns.find(id).orElseThrow(NoSuchPage::new);
        Print print = (Print) model.getAttribute("print");
        if (agents != null && (agents < 1 || agents > MOST_AGENTS)) {
            after.addFlashAttribute("refused", print.say("campaigns.forecast.agents.range", MOST_AGENTS));
        } else if (forecasts.make(id, agents).isEmpty()) {
            after.addFlashAttribute("refused", print.say("campaigns.forecast.nobody"));
        }
        return "redirect:/campaigns/" + id;
    }
}
