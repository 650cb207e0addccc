package org.ringbook.workspace.fields;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.UUID;
import org.ringbook.fields.Field;
import org.ringbook.fields.Field.Choice;
import org.ringbook.fields.FieldKind;
import org.ringbook.fields.FieldSubject;
import org.ringbook.fields.Fields;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Role;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The company's own fields: what they are called, what can stand in them, in which order they are shown. */
@Controller
class FieldsScreen {

    private final Fields fields;

    FieldsScreen(Fields fields) {
        this.fields = fields;
    }

    /**
     * A field as it is typed.
     *
     * @param newChoices a line each
     */
    record Form(
            FieldKind kind,
            String name,
            String nameEn,
            Boolean required,
            Boolean listed,
            Boolean active,
            String newChoices,
            Integer version) {

        /**
         * @param known as it is; null for a new one
         * @param request with the choices that there are, whose lists Spring would cut at their commas: {@code choiceKey} by place beside
         *     {@code choiceName}; an empty name hides one
         */
        Field field(Field known, FieldSubject subject, HttpServletRequest request) {
            String[] keys = values(request, "choiceKey");
            String[] names = values(request, "choiceName");
            UUID id = known == null ? null : known.id();
            var choices = new ArrayList<Choice>();
            for (int i = 0; i < Math.min(keys.length, names.length); i++) {
                if (!names[i].isBlank()) {
                    choices.add(new Choice(keys[i], names[i], english(known, keys[i]), true));
                }
            }
            if (newChoices != null) {
                newChoices
                        .lines()
                        .filter(line -> !line.isBlank())
                        .forEach(line -> choices.add(new Choice(null, line.strip(), null, true)));
            }
            return new Field(
                    id,
                    subject,
                    null,
                    kind,
                    name,
                    nameEn,
                    0,
                    Boolean.TRUE.equals(required),
                    Boolean.TRUE.equals(listed),
                    id == null || Boolean.TRUE.equals(active),
                    choices,
                    version == null ? 0 : version);
        }
    }

    private static String[] values(HttpServletRequest request, String name) {
        String[] typed = request.getParameterValues(name);
        return typed == null ? new String[0] : typed;
    }

    /** The page does not ask for it. */
    private static String english(Field known, String choice) {
        return known == null ? null : known.choice(choice).map(Choice::nameEn).orElse(null);
    }

    @GetMapping("/fields")
    String list(@RequestParam(defaultValue = "PERSON") FieldSubject subject, Viewer viewer, Model model) {
        viewer.require(Role.ADMINISTRATOR);
        model.addAttribute("subject", subject);
        model.addAttribute("subjects", FieldSubject.values());
        model.addAttribute("kinds", FieldKind.values());
        model.addAttribute("fields", fields.all(subject));
        return "fields/index";
    }

    @PostMapping("/fields")
    String add(
            @RequestParam FieldSubject subject,
            @ModelAttribute("typed") Form form,
            HttpServletRequest request,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        return save(form.field(null, subject, request), viewer, response, model, after);
    }

    @PutMapping("/fields/{id}")
    String change(
            @PathVariable UUID id,
            @ModelAttribute("changed") Form form,
            HttpServletRequest request,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        Field known = fields.find(id).orElseThrow(NoSuchPage::new);
        return save(form.field(known, known.subject(), request), viewer, response, model, after);
    }

    private String save(
            Field field, Viewer viewer, HttpServletResponse response, Model model, RedirectAttributes after) {
        viewer.require(Role.ADMINISTRATOR);
        Print print = (Print) model.getAttribute("print");
        try {
            Field saved = fields.save(field, viewer.member().id());
            after.addFlashAttribute("done", print.say("fields.saved", saved.name(viewer.locale())));
            return "redirect:/fields?subject=" + saved.subject();
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refused", print.why(refused));
            return list(field.subject(), viewer, model);
        }
    }

    @PostMapping("/fields/{id}/{way:up|down}")
    String move(@PathVariable UUID id, @PathVariable String way, Viewer viewer) {
        viewer.require(Role.ADMINISTRATOR);
        Field moved = fields.find(id).orElseThrow(NoSuchPage::new);
        fields.move(id, way.equals("up"));
        return "redirect:/fields?subject=" + moved.subject();
    }
}
