package org.ringbook.workspace.bin;

import java.util.UUID;
import org.ringbook.bin.Bin;
import org.ringbook.bin.BinItem;
import org.ringbook.refusals.Refused;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What was deleted and can be put back. */
@Controller
class BinScreen {

    private static final int PAGE = 50;

    private final Bin bin;

    BinScreen(Bin bin) {
        this.bin = bin;
    }

    @GetMapping("/bin")
    String list(
            @RequestParam(required = false) String kind,
            @RequestParam(required = false) String after,
            Viewer viewer,
            Model model) {
        BinItem.Kind wanted = kind == null ? null : BinItem.Kind.of(kind).orElseThrow(NoSuchPage::new);
        Bin.Page page = bin.list(wanted, viewer.member(), after, PAGE);
        model.addAttribute("kind", wanted);
        model.addAttribute("kinds", BinItem.Kind.values());
        model.addAttribute("items", page.items());
        model.addAttribute("next", page.next());
        return after == null ? "bin/index" : "bin/index :: rows";
    }

    @PostMapping("/bin/{id}/restore")
    String restore(@PathVariable UUID id, Viewer viewer, Model model, RedirectAttributes after) {
        Print print = (Print) model.getAttribute("print");
        try {
            Bin.Restored back = bin.restore(id, viewer.member());
            after.addFlashAttribute(
                    "done",
                    back.left() == 0
                            ? print.say("bin.restored", back.item().name())
                            : print.say("bin.restored.left", back.item().name(), back.left()));
            return "redirect:" + back.item().kind().address(back.item().record());
        } catch (Refused why) {
            after.addFlashAttribute("refused", print.why(why));
            return "redirect:/bin";
        }
    }

    @DeleteMapping("/bin/{id}")
    String forGood(@PathVariable UUID id, Viewer viewer, Model model, RedirectAttributes after) {
        Print print = (Print) model.getAttribute("print");
        try {
            bin.deleteForGood(id, viewer.member());
            after.addFlashAttribute("done", print.say("bin.deleted-for-good"));
        } catch (Refused why) {
            after.addFlashAttribute("refused", print.why(why));
        }
        return "redirect:/bin";
    }
}
