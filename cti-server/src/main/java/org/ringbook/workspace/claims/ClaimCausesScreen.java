package org.ringbook.workspace.claims;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.ringbook.claims.ClaimCause;
import org.ringbook.claims.ClaimCause.Step;
import org.ringbook.claims.ClaimCauses;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Role;
import org.ringbook.tasks.Task;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Why clients complain: the tree, and each cause with the plan that is made by it. For administrators. */
@Controller
class ClaimCausesScreen {

    private final ClaimCauses causes;
    private final ClaimPages pages;

    ClaimCausesScreen(ClaimCauses causes, ClaimPages pages) {
        this.causes = causes;
        this.pages = pages;
    }

    @GetMapping("/claims/causes")
    String tree(Viewer viewer, Model model) {
        viewer.require(Role.ADMINISTRATOR);
        model.addAttribute("tree", causes.tree());
        return "claims/causes";
    }

    @GetMapping("/claims/causes/new")
    String blank(Viewer viewer, Model model) {
        viewer.require(Role.ADMINISTRATOR);
        return form(
                new ClaimCause(null, null, null, null, 0, null, null, ClaimCause.USUAL_HOURS, List.of(), true, 0),
                viewer,
                model);
    }

    @GetMapping("/claims/causes/{id}")
    String edit(@PathVariable UUID id, Viewer viewer, Model model) {
        viewer.require(Role.ADMINISTRATOR);
        return form(causes.find(id).orElseThrow(NoSuchPage::new), viewer, model);
    }

    private String form(ClaimCause cause, Viewer viewer, Model model) {
        model.addAttribute("cause", cause);
        model.addAttribute(
                "above",
                pages.causes(cause.parentId(), viewer).stream()
                        .filter(one -> !one.id().equals(cause.id()))
                        .toList());
        model.addAttribute("people", pages.people());
        model.addAttribute("teams", pages.teams(viewer));
        model.addAttribute("whats", Task.What.values());
        return "claims/cause";
    }

    @PostMapping("/claims/causes")
    String add(
            HttpServletRequest request,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        return save(null, request, viewer, response, model, after);
    }

    @PutMapping("/claims/causes/{id}")
    String change(
            @PathVariable UUID id,
            HttpServletRequest request,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        return save(id, request, viewer, response, model, after);
    }

    private String save(
            UUID id,
            HttpServletRequest request,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        viewer.require(Role.ADMINISTRATOR);
        ClaimCause typed = typed(id, request);
        try {
            causes.save(typed);
            after.addFlashAttribute("done", ((Print) model.getAttribute("print")).say("claims.causes.saved"));
            return "redirect:/claims/causes";
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refused", ((Print) model.getAttribute("print")).why(refused));
            return form(typed, viewer, model);
        }
    }

    private static ClaimCause typed(UUID id, HttpServletRequest request) {
        return new ClaimCause(
                id,
                id(request.getParameter("parent")),
                request.getParameter("name"),
                request.getParameter("nameEn"),
                0,
                request.getParameter("team"),
                id(request.getParameter("responsible")),
                number(request.getParameter("hours")),
                steps(request.getParameterMap()),
                request.getParameter("active") != null,
                number(request.getParameter("version")));
    }

    /** A line without a title is none. */
    private static List<Step> steps(Map<String, String[]> typed) {
        String[] titles = typed.getOrDefault("stepTitle", new String[0]);
        var steps = new ArrayList<Step>();
        for (int i = 0; i < titles.length; i++) {
            if (!titles[i].isBlank()) {
                steps.add(new Step(
                        what(at(typed, "stepWhat", i)),
                        titles[i],
                        at(typed, "stepTitleEn", i),
                        id(at(typed, "stepPerson", i)),
                        at(typed, "stepTeam", i),
                        number(at(typed, "stepHours", i))));
            }
        }
        return steps;
    }

    private static String at(Map<String, String[]> typed, String name, int place) {
        String[] values = typed.getOrDefault(name, new String[0]);
        return place < values.length ? values[place] : null;
    }

    private static Task.What what(String typed) {
        try {
            return typed == null ? Task.What.OTHER : Task.What.valueOf(typed.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException none) {
            return Task.What.OTHER;
        }
    }

    /** What is no number is refused as 0 is. */
    private static int number(String typed) {
        try {
            return typed == null ? 0 : Integer.parseInt(typed.strip());
        } catch (NumberFormatException none) {
            return 0;
        }
    }

    private static UUID id(String typed) {
        try {
            return typed == null || typed.isBlank() ? null : UUID.fromString(typed);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }
}
