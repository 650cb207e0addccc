package org.ringbook.workspace.campaigns;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ringbook.campaigns.CampaignResult.Effect;
import org.ringbook.campaigns.CampaignResults;
import org.ringbook.campaigns.CampaignResults.Meaning;
import org.ringbook.events.Dispositions;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Role;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What each disposition means for call lists: what becomes of the entry, when it is called again, and its key. */
@Controller
class ResultsScreen {

    private final CampaignResults results;
    private final Dispositions dispositions;

    ResultsScreen(CampaignResults results, Dispositions dispositions) {
        this.results = results;
        this.dispositions = dispositions;
    }

    @GetMapping("/campaigns/results")
    String show(Viewer viewer, Model model) {
        viewer.require(Role.SUPERVISOR);
        Map<UUID, Meaning> meanings = results.all().stream()
                .map(one -> new Meaning(one.id(), one.effect(), one.isFinal(), one.againAfter(), one.key()))
                .collect(Collectors.toMap(Meaning::disposition, Function.identity()));
        return page(meanings, model);
    }

    private String page(Map<UUID, Meaning> meanings, Model model) {
        model.addAttribute("dispositions", dispositions.offered());
        model.addAttribute("meanings", meanings);
        model.addAttribute("effects", Effect.values());
        return "campaigns/results";
    }

    /** All rows at once: their ids in {@code disposition}, and of each its fields with the id behind them. */
    @PutMapping("/campaigns/results")
    String save(
            @RequestParam List<UUID> disposition,
            @RequestParam Map<String, String> sent,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        viewer.require(Role.SUPERVISOR);
        Print print = (Print) model.getAttribute("print");
        List<Meaning> meanings =
                disposition.stream().distinct().map(id -> meaning(id, sent)).toList();
        try {
            results.save(meanings);
            after.addFlashAttribute("done", print.say("campaigns.meanings.saved"));
            return "redirect:/campaigns/results";
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refused", print.why(refused));
            return page(meanings.stream().collect(Collectors.toMap(Meaning::disposition, Function.identity())), model);
        }
    }

    private static Meaning meaning(UUID id, Map<String, String> sent) {
        String key = sent.getOrDefault("key-" + id, "").strip().toLowerCase(java.util.Locale.ROOT);
        return new Meaning(
                id,
                Effect.of(sent.get("effect-" + id)).orElse(null),
                sent.containsKey("final-" + id),
                hours(sent.get("again-" + id)),
                key.isEmpty() ? null : key);
    }

    /** Null for none; what is no number is refused as one that is too long would be. */
    private static Duration hours(String typed) {
        String plain = typed == null ? "" : typed.strip();
        if (plain.isEmpty()) {
            return null;
        }
        return plain.matches("\\d{1,5}") ? Duration.ofHours(Long.parseLong(plain)) : Duration.ofHours(-1);
    }
}
