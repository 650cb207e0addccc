package org.ringbook.workspace.campaigns;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.UUID;
import org.ringbook.campaigns.AgentWork;
import org.ringbook.campaigns.Attempt;
import org.ringbook.refusals.Refused;
import org.ringbook.scripts.ScriptRun;
import org.ringbook.scripts.ScriptRuns;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** An agent goes through the script of an attempt of theirs. What is typed is kept while it is typed. */
@Controller
class ScriptWorkScreen {

    private final AgentWork work;
    private final ScriptRuns runs;
    private final ScriptPanel panel;

    ScriptWorkScreen(AgentWork work, ScriptRuns runs, ScriptPanel panel) {
        this.work = work;
        this.runs = runs;
        this.panel = panel;
    }

    private Attempt own(UUID id, Viewer viewer) {
        return work.attempt(id)
                .filter(one -> viewer.member().id().equals(one.staffId()))
                .orElseThrow(NoSuchPage::new);
    }

    /** Keeps one answer as it stands in its field. 204: it is durable. */
    @PostMapping("/campaigns/attempts/{attempt}/answer")
    @ResponseBody
    ResponseEntity<Map<String, String>> answer(
            @PathVariable UUID attempt,
            @RequestParam String question,
            @RequestParam(required = false) String answer,
            Viewer viewer,
            Model model) {
        own(attempt, viewer);
        try {
            runs.answer(attempt, question, answer);
            return ResponseEntity.noContent().build();
        } catch (Refused refused) {
            return ResponseEntity.status(HttpStatus.UNPROCESSABLE_CONTENT)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(Map.of("words", ((Print) model.getAttribute("print")).why(refused)));
        }
    }

    /**
     * @param go {@code next} or {@code back}; with it come the answers that stand in the step's fields
     * @param part whether the page exchanges the step alone; a browser that sends the form itself gets the whole page
     */
    @PostMapping("/campaigns/attempts/{attempt}/script")
    String step(
            @PathVariable UUID attempt,
            @RequestParam(defaultValue = "next") String go,
            @RequestParam Map<String, String> sent,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean part,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        Attempt one = own(attempt, viewer);
        Map<String, String> answers = SentAnswers.of(sent);
        try {
            if (go.equals("back")) {
                runs.answer(attempt, answers);
                runs.back(attempt);
            } else {
                runs.next(attempt, answers);
            }
        } catch (Refused refused) {
            String why = ((Print) model.getAttribute("print")).why(refused);
            after.addFlashAttribute("scriptRefused", why);
            model.addAttribute("scriptRefused", why);
            if (part) {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            }
        }
        if (!part) {
            return "redirect:/campaigns/" + one.campaignId() + "/work";
        }
        ScriptRun run = runs.of(attempt).orElseThrow(NoSuchPage::new);
        model.addAttribute(
                "panel",
                panel.shown(
                        run,
                        work.entry(one.entryId()).orElseThrow(NoSuchPage::new),
                        viewer.member().name()));
        return "campaigns/panel :: panel";
    }
}
