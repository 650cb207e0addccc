package org.ringbook.workspace.calls;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallRewrites;
import org.ringbook.calls.log.LegQualities;
import org.ringbook.calls.log.LegQuality;
import org.ringbook.derivation.DeriveAgain;
import org.ringbook.forms.CallOrigins;
import org.ringbook.scripts.ScriptRuns;
import org.ringbook.staff.Role;
import org.ringbook.workspace.FieldInWords;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One call: what happened, phone by phone, and why Ringbook says so. */
@Controller
class CallScreen {

    /** Who was tried, and how that went. */
    private static final Pattern ATTEMPT = Pattern.compile("(.+) ([a-z_]+)", Pattern.DOTALL);

    private final CallFinder finder;
    private final DeriveAgain derivations;
    private final CallAudio sound;
    private final LegQualities qualities;
    private final CallOrigins origins;
    private final ScriptRuns scripts;

    CallScreen(
            CallFinder finder,
            DeriveAgain derivations,
            CallAudio sound,
            LegQualities qualities,
            CallOrigins origins,
            ScriptRuns scripts) {
        this.scripts = scripts;
        this.qualities = qualities;
        this.origins = origins;
        this.sound = sound;
        this.finder = finder;
        this.derivations = derivations;
    }

    /** @param record "own" for what one source told, though another one's record stands for the call */
    @GetMapping("/calls/{id}")
    String show(@PathVariable UUID id, @RequestParam(required = false) String record, Viewer viewer, Model model) {
        boolean own = "own".equals(record);
        Call call = own ? finder.record(id, viewer) : finder.one(id, viewer);
        if (!call.id().equals(id)) {
            return "redirect:/calls/" + call.id();
        }
        Call standing = own ? finder.one(id, viewer) : call;
        model.addAttribute("standing", standing.id().equals(id) ? null : standing);
        Print print = (Print) model.getAttribute("print");
        model.addAttribute("call", call);
        model.addAttribute("sound", sound.of(call, viewer, print));
        model.addAttribute("script", scripts.ofCalls(List.of(call.id())).get(call.id()));
        model.addAttribute("candidates", print.whoIs(call.external()));
        model.addAttribute(
                "origin",
                origins.areTold() && call.direction() == Call.Direction.INBOUND
                        ? origins.of(call.external(), call.line(), call.startedAt())
                                .orElse(null)
                        : null);
        List<LegQuality> sounded = qualities.of(List.of(call.id())).getOrDefault(call.id(), List.of());
        model.addAttribute("lanes", Timeline.of(call, Instant.now(), sounded));
        model.addAttribute("seen", SeenAgain.of(finder.seenAgain(call), print));
        model.addAttribute("apart", finder.separations(call));
        model.addAttribute(
                "rules",
                call.rules().stream().map(rule -> inWords(rule, call, print)).toList());
        model.addAttribute(
                "rewrites",
                derivations.rewritesOf(call.id()).stream()
                        .map(one -> new RewriteInWords(one, FieldInWords.of(one.fields(), print)))
                        .toList());
        return "calls/one";
    }

    /** These are two calls, though numbers and times say that they are one. */
    @PutMapping("/calls/{id}/apart/{other}")
    String separate(@PathVariable UUID id, @PathVariable UUID other, Viewer viewer) {
        viewer.require(Role.SUPERVISOR);
        finder.separate(id, other, viewer);
        return "redirect:/calls/" + id;
    }

    @DeleteMapping("/calls/{id}/apart/{other}")
    String together(@PathVariable UUID id, @PathVariable UUID other, Viewer viewer) {
        viewer.require(Role.SUPERVISOR);
        finder.together(id, other, viewer);
        return "redirect:/calls/" + id;
    }

    /** A note that the call was derived again. */
    record RewriteInWords(CallRewrites.Rewritten rewrite, List<FieldInWords> fields) {}

    /**
     * @param words the rule's text; its key when there is none
     * @param detail what it saw, with names for numbers and words for outcomes where they are known
     */
    record Said(Call.FiredRule rule, String words, String detail) {}

    private static Said inWords(Call.FiredRule rule, Call call, Print print) {
        String words = print.sayIfKnown("rule." + rule.rule().toLowerCase(Locale.ROOT));
        String detail = rule.detail() == null
                ? null
                : Arrays.stream(rule.detail().split(", "))
                        .map(part -> seen(part, call, print))
                        .collect(Collectors.joining(", "));
        return new Said(rule, words == null ? rule.rule() : words, detail);
    }

    private static String seen(String part, Call call, Print print) {
        Matcher attempt = ATTEMPT.matcher(part);
        String outcome = attempt.matches() ? print.sayIfKnown("attempt." + attempt.group(2)) : null;
        return outcome == null
                ? print.partyInFull(call, part)
                : print.partyInFull(call, attempt.group(1)) + ": " + outcome;
    }
}
