package org.ringbook.workspace.connections;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.ringbook.notices.Notice;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Role;
import org.ringbook.telephony.ConnectionForm;
import org.ringbook.telephony.connections.Connection;
import org.ringbook.telephony.connections.Connections;
import org.ringbook.telephony.connections.Trial;
import org.ringbook.telephony.connections.Trials;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Telephone systems connected, changed and disconnected on a page. For administrators. */
@Controller
class ConnectionsScreen {

    private final Connections connections;
    private final Trials trials;

    ConnectionsScreen(Connections connections, Trials trials) {
        this.connections = connections;
        this.trials = trials;
    }

    /** A kind to choose. */
    record Kind(String kind, Notice name, Notice about) {}

    @GetMapping("/connections/new")
    String choose(Viewer viewer, Model model) {
        viewer.require(Role.ADMINISTRATOR);
        model.addAttribute(
                "kinds",
                connections.forms().stream()
                        .map(ConnectionForm::kind)
                        .map(kind -> new Kind(kind, words(kind, ""), words(kind, ".about")))
                        .toList());
        return "connections/kinds";
    }

    private static Notice words(String kind, String what) {
        return Notice.known("connection." + kind + what).orElseGet(() -> Notice.plain(kind));
    }

    @GetMapping("/connections/new/{kind}")
    String blank(@PathVariable String kind, Viewer viewer, HttpServletRequest request, Model model) {
        viewer.require(Role.ADMINISTRATOR);
        ConnectionForm form = form(kind);
        return form(form, null, "", Map.of(), Set.of(), request, model);
    }

    private ConnectionForm form(String kind) {
        try {
            return connections.form(kind);
        } catch (Refused unknown) {
            throw new NoSuchPage();
        }
    }

    @GetMapping("/connections/{name}/edit")
    String edit(@PathVariable String name, Viewer viewer, HttpServletRequest request, Model model) {
        viewer.require(Role.ADMINISTRATOR);
        Connection known = connections.find(name).orElseThrow(NoSuchPage::new);
        model.addAttribute("unreadable", !known.readable());
        return form(form(known.kind()), name, name, known.values(), known.secrets(), request, model);
    }

    private String form(
            ConnectionForm form,
            String known,
            String name,
            Map<String, String> values,
            Set<String> kept,
            HttpServletRequest request,
            Model model) {
        List<FormField> fields = form.fields().stream()
                .map(field -> FormField.of(form.kind(), field, values.get(field.key()), kept.contains(field.key())))
                .toList();
        model.addAttribute("kind", form.kind());
        model.addAttribute("kindName", words(form.kind(), ""));
        model.addAttribute(
                "where", Notice.known("connection." + form.kind() + ".where").orElse(null));
        model.addAttribute("copies", connections.copies(form.kind(), values));
        model.addAttribute("hook", connections.hasAddress(form.kind()));
        model.addAttribute(
                "here",
                ServletUriComponentsBuilder.fromContextPath(request).build().toUriString());
        model.addAttribute("known", known);
        model.addAttribute("name", name);
        model.addAttribute("fields", fields);
        return "connections/form";
    }

    private static Map<String, String> typed(Map<String, String> sent) {
        var typed = new LinkedHashMap<String, String>();
        sent.forEach((name, value) -> {
            if (name.startsWith(FormField.PREFIX)) {
                typed.put(name.substring(FormField.PREFIX.length()), value);
            }
        });
        typed.replaceAll((key, value) -> value.isBlank() && sent.containsKey(FormField.ENDS + key) ? null : value);
        return typed;
    }

    @PostMapping("/connections/new/{kind}")
    ModelAndView add(
            @PathVariable String kind,
            @RequestParam Map<String, String> sent,
            Viewer viewer,
            HttpServletRequest request,
            Model model,
            RedirectAttributes after) {
        viewer.require(Role.ADMINISTRATOR);
        ConnectionForm form = form(kind);
        return save(
                form,
                null,
                sent,
                Set.of(),
                request,
                model,
                after,
                () -> connections.add(kind, sent.get("name"), typed(sent)).name());
    }

    @PutMapping("/connections/{name}")
    ModelAndView change(
            @PathVariable String name,
            @RequestParam Map<String, String> sent,
            Viewer viewer,
            HttpServletRequest request,
            Model model,
            RedirectAttributes after) {
        viewer.require(Role.ADMINISTRATOR);
        Connection known = connections.find(name).orElseThrow(NoSuchPage::new);
        return save(
                form(known.kind()),
                name,
                sent,
                known.secrets(),
                request,
                model,
                after,
                () -> connections
                        .change(name, typed(sent))
                        .orElseThrow(NoSuchPage::new)
                        .name());
    }

    private ModelAndView save(
            ConnectionForm form,
            String known,
            Map<String, String> sent,
            Set<String> kept,
            HttpServletRequest request,
            Model model,
            RedirectAttributes after,
            Supplier<String> saving) {
        Print print = (Print) model.getAttribute("print");
        try {
            String name = saving.get();
            after.addFlashAttribute("done", print.say("connections.saved", name));
            after.addAttribute("name", name);
            return new ModelAndView("redirect:/sources/{name}");
        } catch (Refused refused) {
            model.addAttribute("refused", print.why(refused));
            model.addAttribute("field", refused.field());
            String name = known == null ? sent.getOrDefault("name", "") : known;
            var again = new ModelAndView(form(form, known, name, typed(sent), kept, request, model), model.asMap());
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }

    @DeleteMapping("/connections/{name}")
    String remove(@PathVariable String name, Viewer viewer, Model model, RedirectAttributes after) {
        viewer.require(Role.ADMINISTRATOR);
        if (!connections.remove(name)) {
            throw new NoSuchPage();
        }
        after.addFlashAttribute("done", ((Print) model.getAttribute("print")).say("connections.removed", name));
        return "redirect:/sources";
    }

    /** Tries what is typed; nothing is saved. The form of a known connection is sent as it is: as PUT. */
    @RequestMapping(
            path = "/connections/trials",
            method = {RequestMethod.POST, RequestMethod.PUT})
    ModelAndView tryIt(
            @RequestParam String kind,
            @RequestParam(required = false) String known,
            @RequestParam Map<String, String> sent,
            Viewer viewer,
            HttpServletRequest request,
            Model model) {
        viewer.require(Role.ADMINISTRATOR);
        String changed = known == null || known.isEmpty() ? null : known;
        try {
            Trial trial = trials.start(kind, changed, sent.get("name"), typed(sent));
            return new ModelAndView(shown(trial.result(), request, model), model.asMap());
        } catch (Refused refused) {
            Print print = (Print) model.getAttribute("print");
            String label = refused.field() == null || refused.field().equals("name")
                    ? null
                    : words(kind, "." + refused.field()).in(viewer.locale());
            model.addAttribute("refused", label == null ? print.why(refused) : label + ": " + print.why(refused));
            var page = new ModelAndView("connections/trial :: trial", model.asMap());
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
    }

    @GetMapping("/connections/trials/{id}")
    String trial(@PathVariable UUID id, Viewer viewer, HttpServletRequest request, Model model) {
        viewer.require(Role.ADMINISTRATOR);
        return shown(trials.find(id).orElseThrow(NoSuchPage::new), request, model);
    }

    private static String shown(Trial.Result result, HttpServletRequest request, Model model) {
        model.addAttribute("trial", result);
        model.addAttribute(
                "here",
                ServletUriComponentsBuilder.fromContextPath(request).build().toUriString());
        return "connections/trial :: trial";
    }
}
