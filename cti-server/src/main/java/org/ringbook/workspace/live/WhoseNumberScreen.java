package org.ringbook.workspace.live;

import java.util.UUID;
import org.ringbook.agents.PopUps;
import org.ringbook.calls.Call;
import org.ringbook.calls.fold.Calls;
import org.ringbook.calls.log.CallReader;
import org.ringbook.events.CallerChoices;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** Who of several a caller is: one click on the card, for this call or for good. */
@Controller
class WhoseNumberScreen {

    private final CallerChoices choices;
    private final CallReader reader;
    private final Calls calls;
    private final PopUps popUps;
    private final LiveScreen cards;
    private final EndedCards ended;

    WhoseNumberScreen(
            CallerChoices choices, CallReader reader, Calls calls, PopUps popUps, LiveScreen cards, EndedCards ended) {
        this.choices = choices;
        this.reader = reader;
        this.calls = calls;
        this.popUps = popUps;
        this.cards = cards;
        this.ended = ended;
    }

    /** @param forGood whether the number means them in later calls, too */
    @PostMapping("/live/cards/{id}/caller")
    String choose(
            @PathVariable UUID id,
            @RequestParam UUID party,
            @RequestParam(defaultValue = "false") boolean forGood,
            @RequestParam(required = false) String at,
            @RequestHeader(name = "HX-Target", required = false) String target,
            Viewer viewer,
            Model model) {
        choices.choose(theirs(id, viewer), party, forGood, viewer.member().id());
        return again(at, target, viewer, model);
    }

    @DeleteMapping("/live/cards/{id}/caller")
    String forget(
            @PathVariable UUID id,
            @RequestParam(required = false) String at,
            @RequestHeader(name = "HX-Target", required = false) String target,
            Viewer viewer,
            Model model) {
        choices.forget(theirs(id, viewer));
        return again(at, target, viewer, model);
    }

    private String again(String at, String target, Viewer viewer, Model model) {
        popUps.lookUpAgain();
        ended.lookUpAgain(viewer.member().id(), popUps);
        return "dock".equals(target) ? cards.dock(at, viewer, model) : cards.cards(viewer, model);
    }

    private Call theirs(UUID id, Viewer viewer) {
        return calls.find(id).or(() -> reader.find(id)).filter(viewer::maySee).orElseThrow(NoSuchPage::new);
    }
}
