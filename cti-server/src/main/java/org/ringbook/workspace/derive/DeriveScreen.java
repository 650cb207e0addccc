package org.ringbook.workspace.derive;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditKind;
import org.ringbook.calls.log.CallRewrites;
import org.ringbook.derivation.DerivationRun;
import org.ringbook.derivation.DerivationRun.Outcome;
import org.ringbook.derivation.DerivationRun.Wanted;
import org.ringbook.derivation.DeriveAgain;
import org.ringbook.staff.Role;
import org.ringbook.workspace.FieldInWords;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Calls of a period derived again: looked at first, written only when somebody has seen what would change, and undone. */
@Controller
class DeriveScreen {

    private static final int WRITTEN = 20;
    private static final List<Outcome> LEFT_ALONE =
            List.of(Outcome.GOES_ON, Outcome.CUT, Outcome.LOST, Outcome.HEALED, Outcome.NOTHING_KEPT, Outcome.STANDS);

    private final DeriveAgain derivations;
    private final ApplicationEventPublisher events;

    DeriveScreen(DeriveAgain derivations, ApplicationEventPublisher events) {
        this.events = events;
        this.derivations = derivations;
    }

    @GetMapping("/derive")
    String choose(Viewer viewer, Model model) {
        viewer.require(Role.ADMINISTRATOR);
        model.addAttribute("kept", derivations.kept());
        model.addAttribute("written", derivations.written(WRITTEN));
        if (!model.containsAttribute("from")) {
            model.addAttribute("from", viewer.today());
            model.addAttribute("to", viewer.today());
            model.addAttribute("source", "");
        }
        return "derive/index";
    }

    /** @param to last day, inclusive */
    @PostMapping("/derive")
    ModelAndView look(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
            @RequestParam(defaultValue = "") String source,
            Viewer viewer,
            Model model) {
        viewer.require(Role.ADMINISTRATOR);
        Print print = (Print) model.getAttribute("print");
        if (from == null || to == null || to.isBefore(from)) {
            model.addAttribute("refused", print.say(from == null || to == null ? "derive.days" : "derive.order"));
            model.addAttribute("from", from);
            model.addAttribute("to", to);
            model.addAttribute("source", source);
            var again = new ModelAndView(choose(viewer, model), model.asMap());
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        return goTo(derivations.start(new Wanted(
                viewer.startOf(from),
                viewer.startOf(to.plusDays(1)),
                source.isBlank() ? null : source,
                false,
                viewer.member().login())));
    }

    /** @param fields what is not the same, in words */
    record Row(DerivationRun.Change change, List<FieldInWords> fields) {}

    @GetMapping("/derive/{id}")
    String show(
            @PathVariable UUID id,
            @RequestHeader(name = "HX-Request", required = false) String fragment,
            Viewer viewer,
            Model model) {
        DerivationRun run = run(id, viewer);
        Print print = (Print) model.getAttribute("print");
        DerivationRun.Status status = run.status();
        model.addAttribute("run", run);
        model.addAttribute("status", status);
        model.addAttribute("lastDay", run.wanted().to().minusMillis(1));
        model.addAttribute("leftAlone", LEFT_ALONE);
        model.addAttribute(
                "rows",
                status.ended()
                        ? status.changes().stream()
                                .map(change -> new Row(change, FieldInWords.of(change.fields(), print)))
                                .toList()
                        : List.of());
        return fragment == null ? "derive/run" : "derive/run :: run";
    }

    @PostMapping("/derive/{id}/write")
    ModelAndView write(@PathVariable UUID id, Viewer viewer) {
        DerivationRun looked = run(id, viewer);
        Wanted wanted = looked.wanted();
        events.publishEvent(AuditEntry.of(AuditKind.CALLS, "derived")
                .on(wanted.source(), null)
                .with("period", null, wanted.from() + " – " + wanted.to()));
        return goTo(derivations.start(new Wanted(
                wanted.from(),
                wanted.to(),
                wanted.source(),
                true,
                viewer.member().login())));
    }

    @PostMapping("/derive/{id}/cancel")
    ModelAndView cancel(@PathVariable UUID id, Viewer viewer) {
        DerivationRun run = run(id, viewer);
        run.cancel();
        return goTo(run);
    }

    @PostMapping("/derive/written/{id}/undo")
    String undo(@PathVariable UUID id, Viewer viewer, Model model, RedirectAttributes after) {
        viewer.require(Role.ADMINISTRATOR);
        CallRewrites.Derivation written = derivations.written(Integer.MAX_VALUE).stream()
                .filter(one -> one.id().equals(id) && one.undoneAt() == null)
                .findFirst()
                .orElseThrow(NoSuchPage::new);
        events.publishEvent(AuditEntry.of(AuditKind.CALLS, "derive-undone").on(written.id(), null));
        CallRewrites.Undone undone = derivations.undo(written.id());
        Print print = (Print) model.getAttribute("print");
        after.addFlashAttribute(
                "done",
                undone.leftAlone() == 0
                        ? print.say("derive.undone", undone.calls())
                        : print.say("derive.undone.some", undone.calls(), undone.leftAlone()));
        return "redirect:/derive";
    }

    private DerivationRun run(UUID id, Viewer viewer) {
        viewer.require(Role.ADMINISTRATOR);
        return derivations.find(id).orElseThrow(NoSuchPage::new);
    }

    private static ModelAndView goTo(DerivationRun run) {
        return new ModelAndView("redirect:/derive/" + run.id());
    }
}
