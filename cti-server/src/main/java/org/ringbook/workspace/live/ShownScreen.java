package org.ringbook.workspace.live;

import java.util.UUID;
import org.ringbook.agents.RingsShown.By;
import org.ringbook.agents.ShownCards;
import org.ringbook.workspace.Viewer;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A page says that it shows a card. */
@Controller
class ShownScreen {

    private final ShownCards cards;

    ShownScreen(ShownCards cards) {
        this.cards = cards;
    }

    /** @param by page, for one that is looked at; notification, for one that is hidden and says it by the browser */
    @PostMapping("/live/cards/{id}/shown")
    ResponseEntity<Void> shown(@PathVariable UUID id, @RequestParam By by, Viewer viewer) {
        if (by == By.PAGE || by == By.NOTIFICATION) {
            cards.shown(viewer.member().id(), id, "browser", by);
        }
        return ResponseEntity.noContent().build();
    }
}
