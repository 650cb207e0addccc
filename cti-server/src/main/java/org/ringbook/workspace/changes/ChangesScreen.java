package org.ringbook.workspace.changes;

import java.util.List;
import java.util.UUID;
import org.ringbook.changes.ChangeHistory;
import org.ringbook.changes.FieldChange;
import org.ringbook.changes.FieldChange.Kind;
import org.ringbook.refusals.Refused;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The history of a card's fields, a part of its page; and the button that puts a field back. */
@Controller
class ChangesScreen {

    private static final int PAGE = 30;

    private final ChangeHistory history;
    private final ChangeWords words;

    ChangesScreen(ChangeHistory history, ChangeWords words) {
        this.history = history;
        this.words = words;
    }

    @GetMapping("/changes/{of}/{id}")
    String lines(
            @PathVariable String of,
            @PathVariable UUID id,
            @RequestParam(required = false) Long before,
            Viewer viewer,
            Model model) {
        Kind kind = Kind.of(of)
                .filter(one -> history.maySee(one, id, viewer.member()))
                .orElseThrow(NoSuchPage::new);
        List<FieldChange> found = history.of(kind, id, before, PAGE + 1);
        boolean more = found.size() > PAGE;
        List<FieldChange> shown = more ? found.subList(0, PAGE) : found;
        model.addAttribute("kind", kind);
        model.addAttribute("record", id);
        model.addAttribute("lines", words.of(shown, (Print) model.getAttribute("print")));
        model.addAttribute("next", more ? shown.get(PAGE - 1).id() : null);
        return before == null ? "changes/panel :: lines" : "changes/panel :: rows";
    }

    /** @param record the card whose page it was pressed on */
    @PostMapping("/changes/{id}/put-back")
    String putBack(
            @PathVariable long id, @RequestParam UUID record, Viewer viewer, Model model, RedirectAttributes after) {
        Print print = (Print) model.getAttribute("print");
        FieldChange change = history.find(id).orElseThrow(NoSuchPage::new);
        try {
            history.putBack(change, viewer.member());
            after.addFlashAttribute("done", print.say("changes.done", words.field(change, print)));
        } catch (Refused why) {
            after.addFlashAttribute("refused", print.why(why));
        }
        return "redirect:" + page(change.kind()) + record;
    }

    private static String page(Kind kind) {
        return switch (kind) {
            case CONTACT -> "/contacts/";
            case COMPANY -> "/companies/";
            case LEAD -> "/leads/";
            case TASK -> "/tasks/";
            case DEAL -> "/deals/";
        };
    }
}
