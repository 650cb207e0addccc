package org.ringbook.workspace.deals;

import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ringbook.deals.By;
import org.ringbook.deals.DealType;
import org.ringbook.deals.DealTypes;
import org.ringbook.deals.EntryRule;
import org.ringbook.deals.LostReason;
import org.ringbook.deals.LostReasons;
import org.ringbook.deals.Pipeline;
import org.ringbook.deals.Pipelines;
import org.ringbook.deals.Stage;
import org.ringbook.deals.Stage.TaskTemplate;
import org.ringbook.fields.Field;
import org.ringbook.fields.FieldSubject;
import org.ringbook.fields.Fields;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** How the company's deals are led: pipelines with their stages, types, and why deals are lost. For administrators. */
@Controller
class DealSettingsScreen {

    private static final String HOME = "/deals/settings";
    /** What a stage or a type can ask for, as in JSON; a deal without a title there is none. */
    private static final List<String> FIELDS =
            List.of("partyId", "entityId", "contactId", "responsibleId", "amount", "expectedClose", "competitor");

    private static final List<String> DOCUMENTS =
            List.of("offer", "contract", "invoice", "act", "supplier_order", "other");
    private static final List<String> TASKS = List.of("call", "meeting", "mail", "other");
    private static final String OWN = "fields.";
    private static final int EMPTY_LINES = 2;

    private final Pipelines pipelines;
    private final DealTypes types;
    private final LostReasons reasons;
    private final Fields fields;

    DealSettingsScreen(Pipelines pipelines, DealTypes types, LostReasons reasons, Fields fields) {
        this.pipelines = pipelines;
        this.types = types;
        this.reasons = reasons;
        this.fields = fields;
    }

    record Way(Pipeline pipeline, List<Stage> stages) {}

    /** A field that can be asked for. */
    record Askable(String name, String label) {}

    @GetMapping(HOME)
    String show(Viewer viewer, Model model) {
        viewer.require(Role.ADMINISTRATOR);
        model.addAttribute(
                "ways",
                pipelines.all().stream()
                        .map(one -> new Way(one, pipelines.stages(one.id())))
                        .toList());
        model.addAttribute("types", types.all());
        model.addAttribute("reasons", reasons.all());
        model.addAttribute("kinds", Stage.Kind.values());
        model.addAttribute("controls", DealType.Control.values());
        return "deals/settings";
    }

    private String saved(
            Viewer viewer, HttpServletResponse response, Model model, RedirectAttributes after, Supplier<String> work) {
        viewer.require(Role.ADMINISTRATOR);
        Print print = (Print) model.getAttribute("print");
        try {
            after.addFlashAttribute("done", work.get());
            return "redirect:" + HOME;
        } catch (IllegalArgumentException why) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refused", print.why(why));
            return show(viewer, model);
        }
    }

    private static String done(String name, Model model) {
        return ((Print) model.getAttribute("print")).say("deals.settings.saved", name);
    }

    @PostMapping(HOME + "/pipelines")
    String addPipeline(
            @RequestParam(required = false) String name,
            @RequestParam(required = false) String nameEn,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        return saved(
                viewer,
                response,
                model,
                after,
                () -> done(
                        pipelines
                                .save(new Pipeline(null, name, nameEn, 0, false, 0))
                                .name(),
                        model));
    }

    @PutMapping(HOME + "/pipelines/{id}")
    String changePipeline(
            @PathVariable UUID id,
            @RequestParam(required = false) String name,
            @RequestParam(required = false) String nameEn,
            @RequestParam(defaultValue = "false") boolean archived,
            @RequestParam(defaultValue = "0") int version,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        return saved(
                viewer,
                response,
                model,
                after,
                () -> done(
                        pipelines
                                .save(new Pipeline(id, name, nameEn, 0, archived, version))
                                .name(),
                        model));
    }

    @PostMapping(HOME + "/pipelines/{id}/{way:up|down}")
    String movePipeline(@PathVariable UUID id, @PathVariable String way, Viewer viewer) {
        viewer.require(Role.ADMINISTRATOR);
        pipelines.move(id, way.equals("up"));
        return "redirect:" + HOME;
    }

    @PostMapping(HOME + "/pipelines/{id}/stages")
    String addStage(
            @PathVariable UUID id,
            @RequestParam(required = false) String name,
            @RequestParam(required = false) String nameEn,
            @RequestParam Stage.Kind kind,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        return saved(
                viewer,
                response,
                model,
                after,
                () -> done(
                        pipelines
                                .save(new Stage(
                                        null,
                                        id,
                                        name,
                                        nameEn,
                                        0,
                                        kind,
                                        new BigDecimal(50),
                                        null,
                                        null,
                                        null,
                                        List.of(),
                                        List.of(),
                                        false,
                                        0))
                                .name(),
                        model));
    }

    private Stage stage(UUID id) {
        return pipelines.stage(id).orElseThrow(NoSuchPage::new);
    }

    /** What stands in the row of a stage; its rules stay. */
    @PutMapping(HOME + "/stages/{id}")
    String changeStage(
            @PathVariable UUID id,
            @RequestParam(required = false) String name,
            @RequestParam(required = false) String nameEn,
            @RequestParam Stage.Kind kind,
            @RequestParam(required = false) BigDecimal probability,
            @RequestParam(required = false) Integer rotsAfterDays,
            @RequestParam(required = false) String colour,
            @RequestParam(defaultValue = "0") int version,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        Stage was = stage(id);
        return saved(
                viewer,
                response,
                model,
                after,
                () -> done(
                        pipelines
                                .save(new Stage(
                                        id,
                                        was.pipelineId(),
                                        name,
                                        nameEn,
                                        was.position(),
                                        kind,
                                        probability,
                                        rotsAfterDays,
                                        colour,
                                        was.help(),
                                        was.entryRules(),
                                        was.taskTemplates(),
                                        was.archived(),
                                        version))
                                .name(),
                        model));
    }

    @PostMapping(HOME + "/stages/{id}/{way:up|down}")
    String moveStage(@PathVariable UUID id, @PathVariable String way, Viewer viewer) {
        viewer.require(Role.ADMINISTRATOR);
        stage(id);
        pipelines.moveStage(id, way.equals("up"));
        return "redirect:" + HOME;
    }

    /** @param moveTo where its open deals go; null where there are none */
    @PostMapping(HOME + "/stages/{id}/archive")
    String archive(
            @PathVariable UUID id,
            @RequestParam(required = false) UUID moveTo,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        stage(id);
        return saved(viewer, response, model, after, () -> {
            int moved = pipelines.archive(id, moveTo, By.user(viewer.member()));
            return ((Print) model.getAttribute("print")).say("deals.settings.archived", moved);
        });
    }

    @PostMapping(HOME + "/stages/{id}/restore")
    String restore(
            @PathVariable UUID id, Viewer viewer, HttpServletResponse response, Model model, RedirectAttributes after) {
        stage(id);
        return saved(
                viewer, response, model, after, () -> done(pipelines.restore(id).name(), model));
    }

    /** What a stage asks, helps with and makes. */
    @GetMapping(HOME + "/stages/{id}")
    String rules(@PathVariable UUID id, Viewer viewer, Model model) {
        viewer.require(Role.ADMINISTRATOR);
        return rules(stage(id), viewer, model);
    }

    private String rules(Stage stage, Viewer viewer, Model model) {
        Print print = (Print) model.getAttribute("print");
        model.addAttribute("stage", stage);
        model.addAttribute(
                "asked",
                Set.copyOf(stage.entryRules().stream()
                        .map(DealSettingsScreen::word)
                        .toList()));
        List<Askable> askables = askables(print);
        model.addAttribute("askables", askables);
        model.addAttribute("others", others(stage, askables, print));
        model.addAttribute("documents", DOCUMENTS);
        model.addAttribute("tasks", TASKS);
        var templates = new ArrayList<>(stage.taskTemplates());
        for (int i = 0; i < EMPTY_LINES; i++) {
            templates.add(new TaskTemplate("call", null, null));
        }
        model.addAttribute("templates", templates);
        return "deals/stage";
    }

    /** What the stage asks by a rule that this page does not offer: it stays until somebody takes it away. */
    private static List<Askable> others(Stage stage, List<Askable> askables, Print print) {
        var offered = new HashSet<>(List.of("amount", "parts"));
        askables.stream()
                .filter(one -> !one.name().equals("amount"))
                .forEach(one -> offered.add("field:" + one.name()));
        DOCUMENTS.forEach(one -> offered.add("document:" + one));
        TASKS.forEach(one -> offered.add("task:" + one));
        return stage.entryRules().stream()
                .filter(rule -> !offered.contains(word(rule)))
                .map(rule -> new Askable(word(rule), label(rule, print)))
                .toList();
    }

    private static String label(EntryRule rule, Print print) {
        String named = rule.name() == null ? "" : rule.name();
        return switch (rule.rule()) {
            case TASK -> print.say("deals.settings.asks.task.any");
            case DOCUMENT ->
                print.say("deals.document." + named)
                        + (rule.state() == null ? "" : ", " + print.say("deals.document-state." + rule.state()));
            case AMOUNT -> print.say("deals.settings.asks.amount");
            case PARTS -> print.say("deals.settings.asks.parts");
            case FIELD -> {
                String known = print.sayIfKnown("deals.field." + named);
                yield known == null ? named : known;
            }
        };
    }

    private List<Askable> askables(Print print) {
        return Stream.concat(
                        FIELDS.stream().map(name -> new Askable(name, print.say("deals.field." + name))),
                        fields.active(FieldSubject.DEAL).stream()
                                .map(field -> new Askable(OWN + field.key(), named(field, print))))
                .toList();
    }

    private static String named(Field field, Print print) {
        return field.name(print.locale());
    }

    /** As a checkbox sends it: {@code field:amount}, {@code document:offer:sent}, {@code parts}. */
    private static String word(EntryRule rule) {
        return Stream.of(rule.rule().word(), rule.name(), rule.state())
                .filter(part -> part != null)
                .reduce((one, other) -> one + ":" + other)
                .orElseThrow();
    }

    private static Optional<EntryRule> rule(String word) {
        String[] parts = word.split(":", 3);
        return EntryRule.Kind.of(parts[0])
                .map(kind ->
                        new EntryRule(kind, parts.length > 1 ? parts[1] : null, parts.length > 2 ? parts[2] : null));
    }

    @PutMapping(HOME + "/stages/{id}/rules")
    String changeRules(
            @PathVariable UUID id,
            @RequestParam(required = false) List<String> ask,
            @RequestParam(required = false) String help,
            @RequestParam(required = false) List<String> taskWhat,
            @RequestParam(required = false) List<String> taskTitle,
            @RequestParam(required = false) List<String> taskDays,
            @RequestParam(defaultValue = "0") int version,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        viewer.require(Role.ADMINISTRATOR);
        Stage was = stage(id);
        Print print = (Print) model.getAttribute("print");
        Stage typed = new Stage(
                id,
                was.pipelineId(),
                was.name(),
                was.nameEn(),
                was.position(),
                was.kind(),
                was.probability(),
                was.rotsAfterDays(),
                was.colour(),
                help,
                rulesOf(ask),
                templates(taskWhat, taskTitle, taskDays),
                was.archived(),
                version);
        try {
            requireDays(taskDays, print);
            Stage saved = pipelines.save(typed);
            after.addFlashAttribute("done", done(saved.name(), model));
            return "redirect:" + HOME + "/stages/" + id;
        } catch (IllegalArgumentException why) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refused", print.why(why));
            return rules(typed, viewer, model);
        }
    }

    private static List<EntryRule> rulesOf(List<String> ask) {
        return (ask == null ? List.<String>of() : ask)
                .stream()
                        .map(DealSettingsScreen::rule)
                        .flatMap(Optional::stream)
                        .toList();
    }

    /** Lines without a title are none; days that nobody can read are none either. */
    private static List<TaskTemplate> templates(List<String> whats, List<String> titles, List<String> days) {
        var templates = new ArrayList<TaskTemplate>();
        for (int i = 0; titles != null && i < titles.size(); i++) {
            if (DealQuery.text(titles.get(i)) != null) {
                templates.add(new TaskTemplate(at(whats, i), titles.get(i), days(at(days, i))));
            }
        }
        return templates;
    }

    private static Integer days(String typed) {
        try {
            return typed == null ? null : Integer.valueOf(typed);
        } catch (NumberFormatException unreadable) {
            return null;
        }
    }

    private static void requireDays(List<String> days, Print print) {
        for (int i = 0; days != null && i < days.size(); i++) {
            if (at(days, i) != null && days(at(days, i)) == null) {
                throw new IllegalArgumentException(print.say("deals.settings.task.days.unreadable"));
            }
        }
    }

    private static String at(List<String> values, int place) {
        return values == null || place >= values.size() ? null : DealQuery.text(values.get(place));
    }

    @PostMapping(HOME + "/types")
    String addType(
            @RequestParam(required = false) String name,
            @RequestParam(required = false) String nameEn,
            @RequestParam UUID pipeline,
            @RequestParam DealType.Control control,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        return saved(viewer, response, model, after, () -> {
            // Its orders go through the states of the first type until somebody changes that.
            List<DealType.PartState> states =
                    types.all().stream().findFirst().map(DealType::partStates).orElse(List.of());
            DealType added = types.save(
                    new DealType(null, name, nameEn, pipeline, control, List.of(), states, false, 0, false, 0));
            return done(added.name(), model);
        });
    }

    private DealType type(UUID id) {
        return types.find(id).orElseThrow(NoSuchPage::new);
    }

    @GetMapping(HOME + "/types/{id}")
    String type(@PathVariable UUID id, Viewer viewer, Model model) {
        viewer.require(Role.ADMINISTRATOR);
        return type(type(id), model);
    }

    private String type(DealType type, Model model) {
        Print print = (Print) model.getAttribute("print");
        model.addAttribute("type", type);
        model.addAttribute(
                "pipelines",
                pipelines.all().stream()
                        .filter(one -> !one.archived() || one.id().equals(type.pipelineId()))
                        .toList());
        model.addAttribute("controls", DealType.Control.values());
        model.addAttribute("askables", askables(print));
        return "deals/type";
    }

    @PutMapping(HOME + "/types/{id}")
    String changeType(
            @PathVariable UUID id,
            @RequestParam(required = false) String name,
            @RequestParam(required = false) String nameEn,
            @RequestParam UUID pipeline,
            @RequestParam DealType.Control control,
            @RequestParam(required = false) List<String> required,
            @RequestParam(defaultValue = "false") boolean partsFinished,
            @RequestParam(defaultValue = "false") boolean archived,
            @RequestParam(defaultValue = "0") int version,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        viewer.require(Role.ADMINISTRATOR);
        DealType was = type(id);
        var names = new LinkedHashSet<>(required == null ? List.of() : required);
        // What this page does not offer stays asked for.
        List<Askable> askables = askables((Print) model.getAttribute("print"));
        was.requiredFields().stream()
                .filter(one ->
                        askables.stream().noneMatch(offered -> offered.name().equals(one)))
                .forEach(names::add);
        var typed = new DealType(
                id,
                name,
                nameEn,
                pipeline,
                control,
                List.copyOf(names),
                was.partStates(),
                partsFinished,
                was.position(),
                archived,
                version);
        try {
            DealType saved = types.save(typed);
            after.addFlashAttribute("done", done(saved.name(), model));
            return "redirect:" + HOME;
        } catch (IllegalArgumentException why) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refused", ((Print) model.getAttribute("print")).why(why));
            return type(typed, model);
        }
    }

    @PostMapping(HOME + "/reasons")
    String addReason(
            @RequestParam(required = false) String name,
            @RequestParam(required = false) String nameEn,
            @RequestParam(defaultValue = "false") boolean demand,
            @RequestParam(defaultValue = "false") boolean note,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        return saved(
                viewer,
                response,
                model,
                after,
                () -> done(
                        reasons.save(new LostReason(null, name, nameEn, demand, note, 0, false))
                                .name(),
                        model));
    }

    @PutMapping(HOME + "/reasons/{id}")
    String changeReason(
            @PathVariable UUID id,
            @RequestParam(required = false) String name,
            @RequestParam(required = false) String nameEn,
            @RequestParam(defaultValue = "false") boolean demand,
            @RequestParam(defaultValue = "false") boolean note,
            @RequestParam(defaultValue = "false") boolean offered,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        LostReason was = reasons.find(id).orElseThrow(NoSuchPage::new);
        return saved(
                viewer,
                response,
                model,
                after,
                () -> done(
                        reasons.save(new LostReason(id, name, nameEn, demand, note, was.position(), !offered))
                                .name(),
                        model));
    }
}
