package org.ringbook.workspace.live;

import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.ringbook.agents.Declined;
import org.ringbook.agents.RecordingPause;
import org.ringbook.workspace.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The button on the card of a call that is recorded. The answer is a word; the card changes when the exchange says so. */
@Controller
class PauseScreen {

    private final RecordingPause pause;

    PauseScreen(RecordingPause pause) {
        this.pause = pause;
    }

    @PostMapping("/live/cards/{id}/recording/pause")
    String pause(Viewer viewer, @PathVariable UUID id, HttpServletResponse response, Model model) {
        return tell(viewer, id, true, response, model);
    }

    @PostMapping("/live/cards/{id}/recording/resume")
    String resume(Viewer viewer, @PathVariable UUID id, HttpServletResponse response, Model model) {
        return tell(viewer, id, false, response, model);
    }

    private String tell(Viewer viewer, UUID id, boolean paused, HttpServletResponse response, Model model) {
        model.addAttribute("paused", paused);
        try {
            pause.pause(viewer.member(), id, paused, viewer.locale().getLanguage());
        } catch (Declined declined) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refused", declined.getMessage());
        }
        return "live/paused";
    }
}
