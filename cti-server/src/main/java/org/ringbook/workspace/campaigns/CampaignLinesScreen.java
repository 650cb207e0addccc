package org.ringbook.workspace.campaigns;

import java.time.Duration;
import java.util.UUID;
import org.ringbook.campaigns.Campaigns;
import org.ringbook.control.Asking;
import org.ringbook.control.CallControl;
import org.ringbook.control.CallRefused;
import org.ringbook.control.CallRequest;
import org.ringbook.control.Entrance;
import org.ringbook.control.RequestState;
import org.ringbook.dialler.Trunks;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Role;
import org.ringbook.telephony.CallCommands.Supervision;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The lines of call lists as a supervisor deals with them: listens in, lets a trunk go on, sets its pace. */
@Controller
class CampaignLinesScreen {

    private static final Duration PATIENCE = Duration.ofSeconds(7);

    private final Campaigns campaigns;
    private final CallControl control;
    private final Trunks trunks;

    CampaignLinesScreen(Campaigns campaigns, CallControl control, Trunks trunks) {
        this.campaigns = campaigns;
        this.control = control;
        this.trunks = trunks;
    }

    /** The supervisor's own telephone rings, and then hears both. */
    @PostMapping("/campaigns/{id}/listen")
    String listen(
            @PathVariable UUID id,
            @RequestParam UUID call,
            @RequestParam(defaultValue = "LISTEN") Supervision how,
            Viewer viewer,
            Model model,
            RedirectAttributes after) {
        viewer.require(Role.SUPERVISOR);
        campaigns.find(id).orElseThrow(NoSuchPage::new);
        Print print = (Print) model.getAttribute("print");
        try {
            var asking = new Asking(viewer.member(), Entrance.PAGE, null);
            CallRequest asked = control.settled(control.supervise(asking, call, null, null, how), PATIENCE);
            if (asked.state() == RequestState.REFUSED) {
                after.addFlashAttribute("refused", print.notice(asked.words()));
            } else {
                after.addFlashAttribute("done", print.say("campaigns.live.listens"));
            }
        } catch (CallRefused refused) {
            after.addFlashAttribute("refused", print.notice(refused.notice()));
        }
        return "redirect:/campaigns/" + id;
    }

    /** Whoever saw to the carrier lets the lists dial on. */
    @PostMapping("/campaigns/{id}/trunks/{source}/go-on")
    String goOn(@PathVariable UUID id, @PathVariable String source, Viewer viewer) {
        viewer.require(Role.SUPERVISOR);
        trunks.goOn(source);
        return "redirect:/campaigns/" + id;
    }

    /** @param perSecond starts of lines in a second @param channels 0 when nobody knows @param kept channels that are people's */
    @PostMapping("/limits/trunks/{source}")
    String pace(
            @PathVariable String source,
            @RequestParam double perSecond,
            @RequestParam int channels,
            @RequestParam int kept,
            Viewer viewer,
            Model model,
            RedirectAttributes after) {
        viewer.require(Role.ADMINISTRATOR);
        Print print = (Print) model.getAttribute("print");
        try {
            trunks.set(source, perSecond, channels, kept, viewer.member().id());
            after.addFlashAttribute("done", print.say("limits.saved"));
        } catch (Refused refused) {
            after.addFlashAttribute("why", print.why(refused));
        }
        return "redirect:/limits";
    }
}
