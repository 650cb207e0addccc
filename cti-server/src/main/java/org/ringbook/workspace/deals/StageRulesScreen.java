package org.ringbook.workspace.deals;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.ringbook.deals.EntryRule;
import org.ringbook.deals.Pipelines;
import org.ringbook.deals.Stage;
import org.ringbook.deals.Stage.TaskTemplate;
import org.ringbook.staff.Role;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.ringbook.workspace.deals.DealSettingsPage.Askable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a stage asks of deals, helps with and makes. For administrators. */
@Controller
class StageRulesScreen {

    private static final String HOME = DealSettingsPage.HOME;

    private static final List<String> DOCUMENTS =
            List.of("offer", "contract", "invoice", "act", "supplier_order", "other");
    private static final List<String> TASKS = List.of("call", "meeting", "mail", "other");
    private static final int EMPTY_LINES = 2;

    private final DealSettingsPage page;
    private final Pipelines pipelines;

    StageRulesScreen(DealSettingsPage page, Pipelines pipelines) {
        this.page = page;
        this.pipelines = pipelines;
    }

    private Stage stage(UUID id) {
        return pipelines.stage(id).orElseThrow(NoSuchPage::new);
    }

    /** What a stage asks, helps with and makes. */
    @GetMapping(HOME + "/stages/{id}")
    String rules(@PathVariable UUID id, Viewer viewer, Model model) {
        viewer.require(Role.ADMINISTRATOR);
        return rules(stage(id), model);
    }

    private String rules(Stage stage, Model model) {
        Print print = (Print) model.getAttribute("print");
        model.addAttribute("stage", stage);
        model.addAttribute(
                "asked",
                Set.copyOf(
                        stage.entryRules().stream().map(StageRulesScreen::word).toList()));
        List<Askable> askables = page.askables(print);
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
        return page.savedAt(
                HOME + "/stages/" + id,
                viewer,
                response,
                model,
                after,
                () -> {
                    requireDays(taskDays, print);
                    return pipelines.save(typed).name();
                },
                () -> rules(typed, model));
    }

    private static List<EntryRule> rulesOf(List<String> ask) {
        return (ask == null ? List.<String>of() : ask)
                .stream().map(StageRulesScreen::rule).flatMap(Optional::stream).toList();
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
}
