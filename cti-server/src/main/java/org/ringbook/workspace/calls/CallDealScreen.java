package org.ringbook.workspace.calls;

import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.contacts.duplicates.PossibleDuplicates;
import org.ringbook.deals.StageAsks;
import org.ringbook.events.Disposition;
import org.ringbook.origins.CallDeals;
import org.ringbook.origins.DealsOfResults;
import org.ringbook.refusals.Refused;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** "This call is about that deal": one click on the card of a call, among the open deals of whoever it is with, or a new one. */
@Controller
class CallDealScreen {

    private final CallFinder finder;
    private final CallDeals about;
    private final DealsOfResults making;
    private final CallDealPanel panel;

    CallDealScreen(CallFinder finder, CallDeals about, DealsOfResults making, CallDealPanel panel) {
        this.finder = finder;
        this.about = about;
        this.making = making;
        this.panel = panel;
    }

    /** @param deal that it is about; null for none of them */
    @PostMapping("/calls/{id}/deal")
    String say(
            @PathVariable UUID id,
            @RequestParam(required = false) UUID deal,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        Call call = finder.one(id, viewer);
        return done(() -> about.say(call, deal, viewer.member()), call, viewer, response, model);
    }

    /** One click makes a deal of the type that the call's result asks for, else of the first. */
    @PostMapping("/calls/{id}/deal/new")
    String make(@PathVariable UUID id, Viewer viewer, HttpServletResponse response, Model model) {
        Call call = finder.one(id, viewer);
        UUID type = making.asking(call.id()).map(Disposition::dealTypeId).orElse(null);
        return done(() -> making.make(call, type, viewer.member()), call, viewer, response, model);
    }

    private String done(Runnable work, Call call, Viewer viewer, HttpServletResponse response, Model model) {
        try {
            work.run();
        } catch (Refused refused) {
            refused(((Print) model.getAttribute("print")).why(refused), response, model);
        } catch (StageAsks asks) {
            refused(asks.words(viewer.locale()), response, model);
        } catch (PossibleDuplicates likely) {
            refused(((Print) model.getAttribute("print")).say("work.deal.likely"), response, model);
        }
        panel.show(call, viewer, model);
        return "calls/deal :: of-call";
    }

    private static void refused(String why, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("dealRefused", why);
    }
}
