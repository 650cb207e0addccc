package org.ringbook.workspace.live;

import org.ringbook.agents.Pauses;
import org.ringbook.agents.Presence;
import org.ringbook.agents.PresenceState;
import org.ringbook.control.Entrance;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Whether one can be reached, on every page: ready, on a pause and why, or not to be disturbed. */
@Controller
class PresenceScreen {

    private final Presence presence;
    private final Pauses pauses;

    PresenceScreen(Presence presence, Pauses pauses) {
        this.presence = presence;
        this.pauses = pauses;
    }

    @GetMapping("/presence")
    String show(Viewer viewer, Model model) {
        model.addAttribute("status", presence.of(viewer.member().id()));
        model.addAttribute("reasons", pauses.reasons());
        return "live/presence :: presence";
    }

    /** @param reason of a pause; empty for none */
    @PostMapping("/presence")
    String choose(
            @RequestParam PresenceState state,
            @RequestParam(required = false) String reason,
            Viewer viewer,
            Model model) {
        String why = reason == null || reason.isBlank() ? null : reason;
        model.addAttribute("queues", pauses.choose(viewer.member(), state, why, Entrance.PAGE));
        return show(viewer, model);
    }
}
