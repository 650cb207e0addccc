package org.ringbook.workspace.live;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.ringbook.agents.Colleagues;
import org.ringbook.agents.PopUp;
import org.ringbook.agents.PopUps;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallLog;
import org.ringbook.calls.log.CallReader;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The page that an agent has open all day: cards of callers, click-to-call, the calls of today, the colleagues. */
@Controller
class LiveScreen {

    private static final int MOST_TODAY = 100;
    private static final int MOST_BEFORE = 3;

    private final PopUps popUps;
    private final EndedCards ended;
    private final Colleagues colleagues;
    private final CallReader reader;

    LiveScreen(PopUps popUps, EndedCards ended, Colleagues colleagues, CallReader reader) {
        this.popUps = popUps;
        this.ended = ended;
        this.colleagues = colleagues;
        this.reader = reader;
    }

    @GetMapping("/")
    String show(Viewer viewer, Model model) {
        cards(viewer, model);
        today(viewer, model);
        colleagues(viewer, model);
        return "live/index";
    }

    @GetMapping("/live/cards")
    String cards(Viewer viewer, Model model) {
        UUID me = viewer.member().id();
        List<PopUp> open =
                popUps.open(me).stream().filter(card -> !card.dismissed()).toList();
        List<UUID> openIds = open.stream().map(PopUp::callId).toList();
        model.addAttribute("open", open);
        model.addAttribute(
                "ended",
                ended.of(me, Instant.now()).stream()
                        .filter(card -> !openIds.contains(card.callId()))
                        .toList());
        return "live/index :: cards";
    }

    @DeleteMapping("/live/cards/{id}")
    String dismiss(Viewer viewer, @PathVariable UUID id, Model model) {
        popUps.dismiss(viewer.member().id(), id);
        ended.dismiss(viewer.member().id(), id);
        return cards(viewer, model);
    }

    /**
     * The viewer's last calls with a number, a supervisor's of everybody: fetched after the card is there, which waits
     * for no database.
     */
    @GetMapping("/live/before")
    String before(Viewer viewer, @RequestParam String number, Model model) {
        var filter = new CallLog.CallFilter(null, null, null, null, null, List.of(PhoneNumber.of(number)), null, null);
        model.addAttribute(
                "before",
                reader.find(filter, viewer.permissions(), null, MOST_BEFORE + 1).items().stream()
                        .filter(Call::ended)
                        .limit(MOST_BEFORE)
                        .toList());
        return "live/index :: before";
    }

    @GetMapping("/live/today")
    String today(Viewer viewer, Model model) {
        model.addAttribute("today", ofToday(viewer));
        return "live/index :: today";
    }

    private List<TodayCalls.Row> ofToday(Viewer viewer) {
        Instant start = viewer.startOf(viewer.today());
        List<UUID> me = List.of(viewer.member().id());
        var filter = new CallLog.CallFilter(start, null, null, null, null, me, null, null, null);
        return TodayCalls.of(reader.findOwn(filter, MOST_TODAY));
    }

    @GetMapping("/live/colleagues")
    String colleagues(Viewer viewer, Model model) {
        model.addAttribute("colleagues", colleagues.of(viewer.member()));
        return "live/index :: colleagues";
    }
}
