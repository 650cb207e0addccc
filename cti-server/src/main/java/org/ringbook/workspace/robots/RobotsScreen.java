package org.ringbook.workspace.robots;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ringbook.calls.Call;
import org.ringbook.deals.Pipelines;
import org.ringbook.deals.Stage;
import org.ringbook.fields.FieldKind;
import org.ringbook.refusals.Refused;
import org.ringbook.robots.Definition;
import org.ringbook.robots.Definition.When;
import org.ringbook.robots.RecordKind;
import org.ringbook.robots.Robot;
import org.ringbook.robots.RobotTemplates;
import org.ringbook.robots.Robots;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.Task;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Robots: which there are, what they do, what they would do, and why they did or did not. For administrators. */
@Controller
class RobotsScreen {

    private static final int LINES = 50;

    private final Robots robots;
    private final Pipelines pipelines;
    private final Staff staff;
    private final RobotChoices choices;
    private final RecordPages pages;

    RobotsScreen(Robots robots, Pipelines pipelines, Staff staff, RobotChoices choices, RecordPages pages) {
        this.robots = robots;
        this.pipelines = pipelines;
        this.staff = staff;
        this.choices = choices;
        this.pages = pages;
    }

    @GetMapping("/robots")
    String list(Viewer viewer, Model model) {
        viewer.require(Role.ADMINISTRATOR);
        model.addAttribute("robots", robots.all());
        model.addAttribute("templates", RobotTemplates.all(viewer.locale()));
        model.addAttribute("whens", When.values());
        return "robots/index";
    }

    /** @param template key of one that the program brings; null for an empty form */
    @GetMapping("/robots/new")
    String blank(
            @RequestParam(required = false) String when,
            @RequestParam(required = false) String template,
            Viewer viewer,
            Model model) {
        viewer.require(Role.ADMINISTRATOR);
        RobotForm form = RobotTemplates.all(viewer.locale()).stream()
                .filter(one -> one.key().equals(template))
                .findFirst()
                .map(one -> RobotForm.of(one.name(), null, one.definition()))
                .orElseGet(() -> RobotForm.empty(When.of(when).orElse(When.DEAL_STAGE_ENTERED)));
        return form(null, form, viewer, model);
    }

    /** @param version one of its versions, to be looked at and put back; null for that of now */
    @GetMapping("/robots/{id}")
    String edit(@PathVariable UUID id, @RequestParam(required = false) Integer version, Viewer viewer, Model model) {
        viewer.require(Role.ADMINISTRATOR);
        Robot robot = robots.find(id).orElseThrow(NoSuchPage::new).robot();
        Definition shown = version == null
                ? robot.definition()
                : robots.versions(id).stream()
                        .filter(one -> one.version() == version)
                        .findFirst()
                        .orElseThrow(NoSuchPage::new)
                        .definition();
        model.addAttribute("shownVersion", version);
        return form(id, RobotForm.of(robot.name(), robot.version(), shown), viewer, model);
    }

    private String form(UUID id, RobotForm form, Viewer viewer, Model model) {
        model.addAttribute("id", id);
        model.addAttribute("form", form);
        model.addAttribute("labels", labels(form.kind(), robots.fields(form.kind()), viewer, model));
        model.addAttribute("writable", labels(RecordKind.DEAL, robots.writableFields(), viewer, model));
        model.addAttribute("dates", dates(viewer, model));
        model.addAttribute("stages", stages(viewer.locale()));
        model.addAttribute("receivers", robots.receivers());
        model.addAttribute(
                "people", staff.all().stream().filter(StaffMember::active).toList());
        model.addAttribute(
                "results",
                Arrays.stream(Call.Result.values())
                        .map(one -> one.name().toLowerCase(Locale.ROOT))
                        .toList());
        model.addAttribute("asks", Definition.Asks.values());
        model.addAttribute("ops", Definition.Op.values());
        model.addAttribute("whos", Definition.Who.values());
        model.addAttribute("whats", Task.What.values());
        choices.addTo(model, form.trigger().when(), viewer.locale());
        if (id != null) {
            Robots.State state = robots.find(id).orElseThrow(NoSuchPage::new);
            model.addAttribute("robot", state.robot());
            model.addAttribute(
                    "broken", state.broken() == null ? null : state.broken().words(viewer.locale()));
            model.addAttribute("versions", robots.versions(id));
        }
        return "robots/form";
    }

    private Map<String, String> labels(RecordKind kind, List<String> names, Viewer viewer, Model model) {
        Map<String, String> own = robots.own(kind).stream()
                .collect(Collectors.toMap(field -> "fields." + field.key(), field -> field.name(viewer.locale())));
        var labels = new LinkedHashMap<String, String>();
        names.forEach(name -> labels.put(
                name, own.containsKey(name) ? own.get(name) : print(model).say("robots.field." + name)));
        return labels;
    }

    private Map<String, String> dates(Viewer viewer, Model model) {
        List<String> names = new ArrayList<>(List.of("expectedClose"));
        robots.own(RecordKind.DEAL).stream()
                .filter(field -> field.kind() == FieldKind.DATE)
                .forEach(field -> names.add("fields." + field.key()));
        return labels(RecordKind.DEAL, names, viewer, model);
    }

    /** A stage with its pipeline before it. */
    record StageName(UUID id, String name, Stage.Kind kind) {}

    private List<StageName> stages(Locale reader) {
        return pipelines.all().stream()
                .flatMap(pipeline -> pipelines.stages(pipeline.id()).stream()
                        .filter(stage -> !stage.archived())
                        .map(stage ->
                                new StageName(stage.id(), pipeline.name() + " · " + stage.name(reader), stage.kind())))
                .toList();
    }

    /** A condition or a step more or less, in the form alone. */
    @PostMapping("/robots/form")
    String change(
            RobotForm form,
            @RequestParam String act,
            @RequestParam(required = false) UUID id,
            Viewer viewer,
            Model model) {
        viewer.require(Role.ADMINISTRATOR);
        return form(id, form.after(act), viewer, model);
    }

    /** What stands in the form would do that with the last records; nothing is written. */
    @PostMapping("/robots/trial")
    String trial(
            RobotForm form,
            @RequestParam(required = false) UUID id,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        viewer.require(Role.ADMINISTRATOR);
        try {
            model.addAttribute("trials", robots.dryRun(form.definition()));
        } catch (Refused refused) {
            refused(refused, response, model);
        }
        return form(id, form, viewer, model);
    }

    private static void refused(Refused refused, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("refused", print(model).why(refused));
        model.addAttribute("field", refused.field());
    }

    @PostMapping("/robots")
    String add(RobotForm form, Viewer viewer, HttpServletResponse response, Model model, RedirectAttributes after) {
        return keep(null, form, viewer, response, model, after);
    }

    @PostMapping("/robots/{id}")
    String save(
            @PathVariable UUID id,
            RobotForm form,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        return keep(id, form, viewer, response, model, after);
    }

    private String keep(
            UUID id,
            RobotForm form,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        viewer.require(Role.ADMINISTRATOR);
        try {
            UUID by = viewer.member().id();
            Robot saved = id == null
                    ? robots.create(form.name(), form.definition(), by)
                    : robots.change(id, form.version(), form.name(), form.definition(), by);
            after.addFlashAttribute("done", print(model).say("robots.saved", saved.version()));
            return "redirect:/robots/" + saved.id() + (saved.active() ? "" : "/trial");
        } catch (Refused refused) {
            refused(refused, response, model);
            return form(id, form, viewer, model);
        }
    }

    /** Before it is switched on. */
    @GetMapping("/robots/{id}/trial")
    String trial(@PathVariable UUID id, Viewer viewer, Model model) {
        viewer.require(Role.ADMINISTRATOR);
        Robot robot = robots.find(id).orElseThrow(NoSuchPage::new).robot();
        model.addAttribute("robot", robot);
        try {
            model.addAttribute("trials", robots.dryRun(robot.definition()));
        } catch (Refused refused) {
            model.addAttribute("refused", print(model).why(refused));
        }
        return "robots/trial";
    }

    @PostMapping("/robots/{id}/active")
    String active(
            @PathVariable UUID id, @RequestParam boolean on, Viewer viewer, Model model, RedirectAttributes after) {
        viewer.require(Role.ADMINISTRATOR);
        try {
            Robot robot = robots.switched(id, on);
            after.addFlashAttribute("done", print(model).say(on ? "robots.is-on" : "robots.is-off", robot.name()));
        } catch (Refused refused) {
            after.addFlashAttribute("refused", print(model).why(refused));
        }
        return "redirect:/robots";
    }

    @DeleteMapping("/robots/{id}")
    String delete(@PathVariable UUID id, Viewer viewer, Model model, RedirectAttributes after) {
        viewer.require(Role.ADMINISTRATOR);
        if (!robots.delete(id)) {
            throw new NoSuchPage();
        }
        after.addFlashAttribute("done", print(model).say("robots.deleted"));
        return "redirect:/robots";
    }

    @GetMapping("/robots/{id}/log")
    String log(@PathVariable UUID id, @RequestParam(required = false) Long before, Viewer viewer, Model model) {
        viewer.require(Role.ADMINISTRATOR);
        model.addAttribute("robot", robots.find(id).orElseThrow(NoSuchPage::new).robot());
        List<Robot.Line> found = robots.log(id, before, LINES + 1);
        boolean more = found.size() > LINES;
        model.addAttribute("lines", more ? found.subList(0, LINES) : found);
        model.addAttribute("more", more ? found.get(LINES - 1).id() : null);
        model.addAttribute("offs", robots.offs(id));
        return "robots/log";
    }

    /** The page on which a record stands. */
    @GetMapping("/robots/records/{kind}/{id}")
    String record(@PathVariable String kind, @PathVariable UUID id, Viewer viewer) {
        viewer.require(Role.ADMINISTRATOR);
        return "redirect:" + pages.of(kind, id).orElseThrow(NoSuchPage::new);
    }

    @PostMapping("/robots/{id}/on-again")
    String onAgain(
            @PathVariable UUID id, @RequestParam UUID record, Viewer viewer, Model model, RedirectAttributes after) {
        viewer.require(Role.ADMINISTRATOR);
        if (robots.onAgain(id, record)) {
            after.addFlashAttribute("done", print(model).say("robots.on-again.done"));
        }
        return "redirect:/robots/" + id + "/log";
    }

    private static Print print(Model model) {
        return (Print) model.getAttribute("print");
    }
}
