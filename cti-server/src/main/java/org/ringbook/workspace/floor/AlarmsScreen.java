package org.ringbook.workspace.floor;

import java.time.Instant;
import java.util.UUID;
import org.ringbook.alarms.Alarms;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The alarms that last stand on the floor; all that were, on a page of their own. */
@Controller
class AlarmsScreen {

    private static final int PAGE = 100;

    private final Alarms alarms;

    AlarmsScreen(Alarms alarms) {
        this.alarms = alarms;
    }

    @GetMapping("/floor/alarms")
    String list(@RequestParam(required = false) Instant before, Model model) {
        var all = alarms.list(before, PAGE + 1);
        model.addAttribute("all", all.size() > PAGE ? all.subList(0, PAGE) : all);
        model.addAttribute("words", FloorScreen.words(model));
        model.addAttribute("next", all.size() > PAGE ? all.get(PAGE - 1).beganAt() : null);
        return "floor/alarms";
    }

    @PostMapping("/floor/alarms/{id}/seen")
    String seen(@PathVariable UUID id, Viewer viewer, Model model) {
        alarms.see(id, viewer.member().id()).orElseThrow(NoSuchPage::new);
        model.addAttribute("alarms", alarms.open());
        model.addAttribute("words", FloorScreen.words(model));
        return "floor/parts :: alarms";
    }
}
