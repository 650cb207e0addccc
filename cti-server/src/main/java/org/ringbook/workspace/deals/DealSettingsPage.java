package org.ringbook.workspace.deals;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ringbook.deals.DealType;
import org.ringbook.deals.DealTypes;
import org.ringbook.deals.LostReasons;
import org.ringbook.deals.Pipeline;
import org.ringbook.deals.Pipelines;
import org.ringbook.deals.Stage;
import org.ringbook.fields.FieldSubject;
import org.ringbook.fields.Fields;
import org.ringbook.staff.Role;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of the settings of deals: shown, and shown again with words where something typed on it or behind it was refused. */
@Component
class DealSettingsPage {

    static final String HOME = "/deals/settings";

    /** What a stage or a type can ask for, as in JSON; a deal without a title there is none. */
    private static final List<String> FIELDS =
            List.of("partyId", "entityId", "contactId", "responsibleId", "amount", "expectedClose", "competitor");

    private static final String OWN = "fields.";

    private final Pipelines pipelines;
    private final DealTypes types;
    private final LostReasons reasons;
    private final Fields fields;

    DealSettingsPage(Pipelines pipelines, DealTypes types, LostReasons reasons, Fields fields) {
        this.pipelines = pipelines;
        this.types = types;
        this.reasons = reasons;
        this.fields = fields;
    }

    record Way(Pipeline pipeline, List<Stage> stages) {}

    /** A field that can be asked for. */
    record Askable(String name, String label) {}

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

    /** Done by an administrator alone, and told, or this page with why not. @param work says how what it saved is called */
    String saved(
            Viewer viewer, HttpServletResponse response, Model model, RedirectAttributes after, Supplier<String> work) {
        return told(viewer, response, model, after, () -> said(work.get(), model));
    }

    /** As above. @param work says in words what it did */
    String told(
            Viewer viewer, HttpServletResponse response, Model model, RedirectAttributes after, Supplier<String> work) {
        return done(HOME, viewer, response, model, after, work, () -> show(viewer, model));
    }

    /**
     * As above, of a page of its own.
     *
     * @param next address where it goes on
     * @param again that page, with what was typed
     */
    String savedAt(
            String next,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after,
            Supplier<String> work,
            Supplier<String> again) {
        return done(next, viewer, response, model, after, () -> said(work.get(), model), again);
    }

    private static String done(
            String next,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after,
            Supplier<String> work,
            Supplier<String> again) {
        viewer.require(Role.ADMINISTRATOR);
        try {
            after.addFlashAttribute("done", work.get());
            return "redirect:" + next;
        } catch (IllegalArgumentException why) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refused", print(model).why(why));
            return again.get();
        }
    }

    private static String said(String name, Model model) {
        return print(model).say("deals.settings.saved", name);
    }

    private static Print print(Model model) {
        return (Print) model.getAttribute("print");
    }

    List<Askable> askables(Print print) {
        return Stream.concat(
                        FIELDS.stream().map(name -> new Askable(name, print.say("deals.field." + name))),
                        fields.active(FieldSubject.DEAL).stream()
                                .map(field -> new Askable(OWN + field.key(), field.name(print.locale()))))
                .toList();
    }
}
