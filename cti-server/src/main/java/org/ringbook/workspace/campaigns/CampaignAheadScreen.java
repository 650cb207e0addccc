package org.ringbook.workspace.campaigns;

import java.util.UUID;
import org.ringbook.campaigns.DiallingAhead;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Role;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** An administrator allows that a call list is dialled ahead of agents, and with how many people who find nobody; or forbids it at once. */
@Controller
class CampaignAheadScreen {

    private final DiallingAhead ahead;

    CampaignAheadScreen(DiallingAhead ahead) {
        this.ahead = ahead;
    }

    /** @param mostAbandoned of a hundred @param lines for an agent who is ready @param message empty for none */
    @PostMapping("/campaigns/{id}/ahead")
    String allow(
            @PathVariable UUID id,
            @RequestParam double mostAbandoned,
            @RequestParam double lines,
            @RequestParam(required = false) String message,
            Viewer viewer,
            Model model,
            RedirectAttributes after) {
        viewer.require(Role.ADMINISTRATOR);
        try {
            ahead.allow(id, mostAbandoned, lines, message, viewer.member());
        } catch (Refused refused) {
            after.addFlashAttribute("refused", ((Print) model.getAttribute("print")).why(refused));
        }
        return "redirect:/campaigns/" + id;
    }

    @PostMapping("/campaigns/{id}/ahead/off")
    String forbid(@PathVariable UUID id, Viewer viewer, Model model, RedirectAttributes after) {
        viewer.require(Role.ADMINISTRATOR);
        try {
            ahead.forbid(id, viewer.member());
        } catch (Refused refused) {
            after.addFlashAttribute("refused", ((Print) model.getAttribute("print")).why(refused));
        }
        return "redirect:/campaigns/" + id;
    }
}
