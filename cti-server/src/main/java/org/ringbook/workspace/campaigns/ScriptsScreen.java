package org.ringbook.workspace.campaigns;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.campaigns.CampaignResults;
import org.ringbook.refusals.Refused;
import org.ringbook.scripts.Script;
import org.ringbook.scripts.ScriptContent;
import org.ringbook.scripts.ScriptTrial;
import org.ringbook.scripts.Scripts;
import org.ringbook.staff.Role;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Scripts of call lists: written step by step, tried beside it as they stand in the form, and kept in versions. */
@Controller
class ScriptsScreen {

    private final Scripts scripts;
    private final ScriptTrial trial;
    private final CampaignResults results;

    ScriptsScreen(Scripts scripts, ScriptTrial trial, CampaignResults results) {
        this.scripts = scripts;
        this.trial = trial;
        this.results = results;
    }

    @GetMapping("/campaigns/scripts")
    String list(@RequestParam(required = false) String show, Viewer viewer, Model model) {
        viewer.require(Role.SUPERVISOR);
        boolean archived = "archived".equals(show);
        model.addAttribute("archived", archived);
        model.addAttribute("scripts", scripts.list(archived));
        model.addAttribute("uses", scripts.uses());
        return "campaigns/scripts";
    }

    @GetMapping("/campaigns/scripts/new")
    String fresh(Viewer viewer, Model model) {
        viewer.require(Role.SUPERVISOR);
        return form(null, ScriptForm.empty(), model);
    }

    /** @param version one of its versions, to be looked at and put back; null for that of now */
    @GetMapping("/campaigns/scripts/{script}")
    String edit(
            @PathVariable UUID script, @RequestParam(required = false) Integer version, Viewer viewer, Model model) {
        viewer.require(Role.SUPERVISOR);
        Script now = scripts.find(script).orElseThrow(NoSuchPage::new);
        Script shown = version == null ? now : scripts.version(script, version).orElseThrow(NoSuchPage::new);
        model.addAttribute("shownVersion", version);
        ScriptForm form = ScriptForm.of(shown);
        return form(script, new ScriptForm(form.name(), now.version(), form.steps()), model);
    }

    private String form(UUID id, ScriptForm form, Model model) {
        model.addAttribute("id", id);
        model.addAttribute("form", form);
        model.addAttribute("kinds", ScriptContent.Kind.values());
        model.addAttribute("results", results.offered());
        if (id != null) {
            model.addAttribute("script", scripts.find(id).orElseThrow(NoSuchPage::new));
            model.addAttribute("versions", scripts.versions(id));
        }
        return "campaigns/script";
    }

    /** A step, question or answer more or less, in the form alone. */
    @PostMapping("/campaigns/scripts/form")
    String change(ScriptForm form, @RequestParam String act, Viewer viewer, Model model) {
        viewer.require(Role.SUPERVISOR);
        form(null, form.after(act), model);
        return "campaigns/script :: steps";
    }

    /**
     * What stands in the form, gone through as an agent would.
     *
     * @param path keys of the steps so far
     * @param go {@code next}, {@code back}, else from the beginning
     */
    @PostMapping("/campaigns/scripts/try")
    String attempt(
            ScriptForm form,
            @RequestParam(required = false) List<String> path,
            @RequestParam(required = false) String go,
            @RequestParam Map<String, String> sent,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        viewer.require(Role.SUPERVISOR);
        Print print = (Print) model.getAttribute("print");
        Map<String, String> answers = SentAnswers.of(sent);
        model.addAttribute("answers", answers);
        try {
            ScriptContent content = scripts.checked(form.content());
            List<String> way = path == null || go == null ? List.of() : path;
            ScriptTrial.Place place = trial.begin(content, way);
            model.addAttribute("place", place);
            if ("next".equals(go)) {
                place = trial.next(place, answers);
            } else if ("back".equals(go)) {
                place = place.back();
            }
            model.addAttribute("place", place);
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refused", print.why(refused));
        }
        ScriptTrial.Place place = (ScriptTrial.Place) model.getAttribute("place");
        model.addAttribute(
                "text",
                place == null
                        ? null
                        : FilledText.tried(
                                place.step().text(),
                                print.say("campaigns.script.somebody"),
                                print.say("campaigns.script.somewhere"),
                                print.say("campaigns.script.city"),
                                viewer.member().name()));
        model.addAttribute("results", results.all());
        return "campaigns/script-parts :: trial";
    }

    @PostMapping("/campaigns/scripts")
    String add(ScriptForm form, Viewer viewer, HttpServletResponse response, Model model, RedirectAttributes after) {
        return keep(null, form, viewer, response, model, after);
    }

    @PostMapping("/campaigns/scripts/{script}")
    String save(
            @PathVariable UUID script,
            ScriptForm form,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        return keep(script, form, viewer, response, model, after);
    }

    private String keep(
            UUID id,
            ScriptForm form,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        viewer.require(Role.SUPERVISOR);
        Print print = (Print) model.getAttribute("print");
        try {
            Script saved = scripts.save(id, form.version(), form.name(), form.content(), viewer.member());
            after.addFlashAttribute("done", print.say("campaigns.script.saved", saved.name(), saved.version()));
            return "redirect:/campaigns/scripts/" + saved.id();
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refused", print.why(refused));
            return form(id, form, model);
        }
    }

    @PostMapping("/campaigns/scripts/{script}/archived")
    String archive(
            @PathVariable UUID script,
            @RequestParam boolean archived,
            Viewer viewer,
            Model model,
            RedirectAttributes after) {
        viewer.require(Role.SUPERVISOR);
        try {
            scripts.archive(script, archived, viewer.member());
        } catch (Refused refused) {
            after.addFlashAttribute("refused", ((Print) model.getAttribute("print")).why(refused));
        }
        return "redirect:/campaigns/scripts/" + script;
    }
}
