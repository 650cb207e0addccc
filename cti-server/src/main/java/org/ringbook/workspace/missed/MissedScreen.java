package org.ringbook.workspace.missed;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.ringbook.bulk.BulkSubject;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallReader;
import org.ringbook.followups.FollowUpSettings;
import org.ringbook.followups.FollowUps;
import org.ringbook.followups.Obligation;
import org.ringbook.followups.Obligation.OfCall;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Permissions;
import org.ringbook.rights.Rights;
import org.ringbook.workspace.BulkBar;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.PartyLinks;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who called, reached nobody, and is to be called back. The list empties itself; here people take from it, and say what calls cannot. */
@Controller
class MissedScreen {

    private static final int PAGE = 50;
    private static final int MOST_COUNTED = 99;

    private final FollowUps followUps;
    private final FollowUpSettings settings;
    private final WorkingCalendar calendar;
    private final CallReader calls;
    private final PartyLinks parties;
    private final Rights rights;
    private final BulkBar bar;

    MissedScreen(
            FollowUps followUps,
            FollowUpSettings settings,
            WorkingCalendar calendar,
            CallReader calls,
            PartyLinks parties,
            Rights rights,
            BulkBar bar) {
        this.bar = bar;
        this.followUps = followUps;
        this.settings = settings;
        this.calendar = calendar;
        this.calls = calls;
        this.parties = parties;
        this.rights = rights;
    }

    private Permissions who(Viewer viewer) {
        return rights.of(viewer.member());
    }

    /** @param show "closed" for what is done; anything else for what is to be done */
    @GetMapping("/missed")
    String list(
            @RequestParam(required = false) String show,
            @RequestParam(required = false) String after,
            Viewer viewer,
            Model model) {
        boolean open = !"closed".equals(show);
        FollowUps.Page page = followUps.list(open, null, null, who(viewer), after, PAGE);
        model.addAttribute("open", open);
        model.addAttribute("items", page.items());
        model.addAttribute("next", page.next());
        model.addAttribute(
                "parties",
                parties.of(page.items().stream().map(Obligation::partyId).toList()));
        model.addAttribute("at", Instant.now());
        if (after == null) {
            bar.of(BulkSubject.OBLIGATION, followUps.count(open, who(viewer), BulkBar.COUNTED), model);
        }
        return after == null ? "missed/index" : "missed/index :: rows";
    }

    /** The list alone, as it is now. */
    @GetMapping("/missed/list")
    String again(Viewer viewer, Model model) {
        list(null, null, viewer, model);
        return "missed/index :: list";
    }

    /** For the menu. */
    @GetMapping("/missed/count")
    String count(Viewer viewer, Model model) {
        model.addAttribute("count", followUps.waiting(who(viewer), MOST_COUNTED + 1));
        model.addAttribute("most", MOST_COUNTED);
        return "missed/count :: count";
    }

    /** @param call null when the log does not have it any more, or it is not the viewer's to see */
    record Step(OfCall of, Call call) {}

    @GetMapping("/missed/{id}")
    String show(@PathVariable UUID id, Viewer viewer, Model model) {
        Obligation one = existing(id, viewer);
        List<Step> steps = followUps.calls(id).stream()
                .map(of -> new Step(
                        of, calls.find(of.callId()).filter(viewer::maySee).orElse(null)))
                .toList();
        model.addAttribute("one", one);
        model.addAttribute(
                "party", parties.of(Collections.singletonList(one.partyId())).get(one.partyId()));
        model.addAttribute("steps", steps);
        model.addAttribute("dueMinutes", settings.due().toMinutes());
        model.addAttribute("tries", settings.tries());
        model.addAttribute("days", settings.days());
        model.addAttribute("atOnce", calendar.isWorking(one.firstAt()));
        model.addAttribute("took", one.closedAt() == null ? null : took(one));
        model.addAttribute("at", Instant.now());
        return "missed/one";
    }

    /** Working time from the first call until they were reached. */
    private Duration took(Obligation one) {
        return calendar.between(one.firstAt(), one.closedAt());
    }

    private Obligation existing(UUID id, Viewer viewer) {
        return followUps.find(id, who(viewer)).orElseThrow(NoSuchPage::new);
    }

    /** @param back "list" to see the list again */
    @PostMapping("/missed/{id}/{action:take|release|close|unreachable}")
    String act(
            @PathVariable UUID id,
            @PathVariable String action,
            @RequestParam(required = false) String reason,
            @RequestParam(required = false) String back,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        existing(id, viewer);
        try {
            switch (action) {
                case "take" -> followUps.take(id, viewer.member());
                case "release" -> followUps.release(id, viewer.member());
                case "close" -> followUps.close(id, reason, viewer.member());
                default -> followUps.unreachable(id, viewer.member());
            }
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refused", ((Print) model.getAttribute("print")).why(refused));
        }
        if ("list".equals(back)) {
            return again(viewer, model);
        }
        if (model.containsAttribute("refused")) {
            return show(id, viewer, model);
        }
        return "redirect:/missed/" + id;
    }
}
