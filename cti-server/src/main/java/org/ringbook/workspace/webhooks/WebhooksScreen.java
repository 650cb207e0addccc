package org.ringbook.workspace.webhooks;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.ringbook.feed.Feed;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Role;
import org.ringbook.webhooks.Attempt;
import org.ringbook.webhooks.Delivery;
import org.ringbook.webhooks.Webhook;
import org.ringbook.webhooks.Webhooks;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Which other systems are told what becomes of calls, and what came of telling them. For administrators. */
@Controller
class WebhooksScreen {

    private static final int DELIVERIES = 50;

    private final Webhooks webhooks;
    private final Feed feed;

    WebhooksScreen(Webhooks webhooks, Feed feed) {
        this.webhooks = webhooks;
        this.feed = feed;
    }

    @GetMapping("/webhooks")
    String list(Viewer viewer, Model model) {
        viewer.require(Role.ADMINISTRATOR);
        model.addAttribute("states", webhooks.states());
        return "webhooks/index";
    }

    @GetMapping("/webhooks/new")
    String blank(Viewer viewer, Model model) {
        viewer.require(Role.ADMINISTRATOR);
        return form(WebhookForm.empty(), null, model);
    }

    @GetMapping("/webhooks/{id}")
    String one(
            @PathVariable UUID id,
            @RequestParam(required = false) Delivery.State state,
            @RequestParam(required = false) Long before,
            Viewer viewer,
            Model model) {
        viewer.require(Role.ADMINISTRATOR);
        model.addAttribute("state", webhooks.state(id).orElseThrow(NoSuchPage::new));
        List<Delivery> found = webhooks.deliveries(id, state, before, DELIVERIES + 1);
        boolean more = found.size() > DELIVERIES;
        model.addAttribute("deliveries", more ? found.subList(0, DELIVERIES) : found);
        model.addAttribute("more", more ? found.get(DELIVERIES - 1).number() : null);
        model.addAttribute("wanted", state);
        model.addAttribute("deliveryStates", Delivery.State.values());
        return "webhooks/one";
    }

    @GetMapping("/webhooks/{id}/edit")
    String edit(@PathVariable UUID id, Viewer viewer, Model model) {
        viewer.require(Role.ADMINISTRATOR);
        return form(WebhookForm.of(webhooks.find(id).orElseThrow(NoSuchPage::new)), id, model);
    }

    private static String form(WebhookForm form, UUID id, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("id", id);
        model.addAttribute("events", Webhooks.events());
        return "webhooks/form";
    }

    @PostMapping("/webhooks")
    ModelAndView make(@ModelAttribute("form") WebhookForm form, Viewer viewer, Model model, RedirectAttributes after) {
        viewer.require(Role.ADMINISTRATOR);
        return save(form, null, model, login -> {
            Webhook.Made made = webhooks.make(form.input(), viewer.member().login());
            after.addFlashAttribute("secret", made.secret());
            return made.webhook();
        });
    }

    @PutMapping("/webhooks/{id}")
    ModelAndView change(
            @PathVariable UUID id,
            @ModelAttribute("form") WebhookForm form,
            Viewer viewer,
            Model model,
            RedirectAttributes after) {
        viewer.require(Role.ADMINISTRATOR);
        return save(form, id, model, login -> {
            Webhook changed =
                    webhooks.change(id, form.input(), viewer.member().login()).orElseThrow(NoSuchPage::new);
            after.addFlashAttribute("done", print(model).say("webhooks.saved"));
            return changed;
        });
    }

    private static ModelAndView save(WebhookForm form, UUID id, Model model, Function<UUID, Webhook> saving) {
        try {
            return new ModelAndView("redirect:/webhooks/" + saving.apply(id).id());
        } catch (Refused refused) {
            model.addAttribute("refused", print(model).why(refused));
            model.addAttribute("field", refused.field());
            var again = new ModelAndView(form(form, id, model), model.asMap());
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }

    @PostMapping("/webhooks/{id}/secret")
    String secret(@PathVariable UUID id, Viewer viewer, RedirectAttributes after) {
        viewer.require(Role.ADMINISTRATOR);
        Webhook.Made made = webhooks.newSecret(id, viewer.member().login()).orElseThrow(NoSuchPage::new);
        after.addFlashAttribute("secret", made.secret());
        return "redirect:/webhooks/" + id;
    }

    @PostMapping("/webhooks/{id}/test")
    String test(@PathVariable UUID id, Viewer viewer, RedirectAttributes after) {
        viewer.require(Role.ADMINISTRATOR);
        Attempt attempt = webhooks.test(id).orElseThrow(NoSuchPage::new);
        after.addFlashAttribute("tested", attempt);
        return "redirect:/webhooks/" + id;
    }

    @PostMapping("/webhooks/{id}/deliveries/{number}/replay")
    String replay(
            @PathVariable UUID id, @PathVariable long number, Viewer viewer, Model model, RedirectAttributes after) {
        viewer.require(Role.ADMINISTRATOR);
        if (!webhooks.replay(id, number)) {
            throw new NoSuchPage();
        }
        after.addFlashAttribute("done", print(model).say("webhooks.replayed", 1));
        return "redirect:/webhooks/" + id;
    }

    @PostMapping("/webhooks/{id}/replay")
    String replay(
            @PathVariable UUID id,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) LocalDateTime from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) LocalDateTime to,
            Viewer viewer,
            Model model,
            RedirectAttributes after) {
        viewer.require(Role.ADMINISTRATOR);
        try {
            Optional<Integer> count = webhooks.replay(
                    id,
                    from == null ? null : from.atZone(viewer.zone()).toInstant(),
                    to == null ? null : to.atZone(viewer.zone()).toInstant());
            after.addFlashAttribute("done", print(model).say("webhooks.replayed", count.orElseThrow(NoSuchPage::new)));
        } catch (Refused refused) {
            after.addFlashAttribute("refused", print(model).why(refused));
        }
        return "redirect:/webhooks/" + id;
    }

    @DeleteMapping("/webhooks/{id}")
    String delete(@PathVariable UUID id, Viewer viewer, Model model, RedirectAttributes after) {
        viewer.require(Role.ADMINISTRATOR);
        if (!webhooks.delete(id, viewer.member().login())) {
            throw new NoSuchPage();
        }
        after.addFlashAttribute("done", print(model).say("webhooks.deleted"));
        return "redirect:/webhooks";
    }

    /** On the page of the telephone systems, where it is told that a follower cannot take a change. */
    @PostMapping("/feed/{follower}/skip")
    String skip(
            @PathVariable String follower,
            @RequestParam long number,
            Viewer viewer,
            Model model,
            RedirectAttributes after) {
        viewer.require(Role.ADMINISTRATOR);
        boolean skipped = feed.skip(follower, number, viewer.member().login());
        after.addFlashAttribute("done", print(model).say(skipped ? "feed.skipped" : "feed.elsewhere"));
        return "redirect:/sources";
    }

    private static Print print(Model model) {
        return (Print) model.getAttribute("print");
    }
}
