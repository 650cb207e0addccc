package org.ringbook.workspace.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.ringbook.access.AccessToken;
import org.ringbook.access.AccessTokens;
import org.ringbook.access.OwnPassword;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One's own password and tokens, and for an administrator the tokens of everybody. */
@Controller
class AccountScreen {

    private static final List<Integer> DAYS = List.of(30, AccessTokens.USUAL_DAYS, 365);

    private final AccessTokens tokens;
    private final OwnPassword password;
    private final Staff staff;

    AccountScreen(AccessTokens tokens, OwnPassword password, Staff staff) {
        this.tokens = tokens;
        this.password = password;
        this.staff = staff;
    }

    /** @param ownerName null when nobody of that id is known any more */
    record Owned(UUID owner, String ownerName, AccessToken token) {}

    @GetMapping("/account")
    String show(Viewer viewer, Model model) {
        Instant now = Instant.now();
        model.addAttribute(
                "tokens",
                tokens.of(viewer.member().id()).stream()
                        .filter(token -> token.valid(now))
                        .toList());
        model.addAttribute("scopes", AccessToken.Scope.values());
        model.addAttribute("days", DAYS);
        model.addAttribute("usual", AccessTokens.USUAL_DAYS);
        return "account/index";
    }

    /** @param old the password of now */
    @PostMapping("/account/password")
    String changePassword(
            @RequestParam String old,
            @RequestParam String password,
            Viewer viewer,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes after) {
        try {
            this.password.change(viewer.member(), old, password, request, response);
        } catch (Refused refused) {
            return again("password", refused, viewer, model, response);
        }
        after.addFlashAttribute("done", print(model).say("account.password.done"));
        return "redirect:/account";
    }

    @PostMapping("/account/tokens")
    String make(
            @RequestParam String name,
            @RequestParam String scope,
            @RequestParam Integer days,
            Viewer viewer,
            Model model,
            HttpServletResponse response) {
        try {
            // On this answer alone: what is kept for a page that is asked for next could be shown to whoever asks next.
            model.addAttribute(
                    "secret",
                    tokens.make(viewer.member().id(), name, scope, days).secret());
            return show(viewer, model);
        } catch (Refused refused) {
            return again("token", refused, viewer, model, response);
        }
    }

    private String again(String form, Refused refused, Viewer viewer, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("form", form);
        model.addAttribute("field", refused.field());
        model.addAttribute("refused", print(model).why(refused));
        return show(viewer, model);
    }

    @DeleteMapping("/account/tokens/{id}")
    String revoke(@PathVariable UUID id, Viewer viewer, Model model, RedirectAttributes after) {
        if (!tokens.revoke(viewer.member().id(), id)) {
            throw new NoSuchPage();
        }
        after.addFlashAttribute("done", print(model).say("account.token.revoked"));
        return "redirect:/account";
    }

    @GetMapping("/staff/tokens")
    String ofEverybody(Viewer viewer, Model model) {
        viewer.require(Role.ADMINISTRATOR);
        model.addAttribute(
                "tokens",
                tokens.ofEverybody().stream()
                        .map(one -> new Owned(
                                one.owner(),
                                staff.find(one.owner()).map(StaffMember::name).orElse(null),
                                one.token()))
                        .sorted(Comparator.comparing(Owned::ownerName, Comparator.nullsLast(Comparator.naturalOrder())))
                        .toList());
        return "account/everybody";
    }

    @DeleteMapping("/staff/tokens/{id}")
    String revokeAnybodys(@PathVariable UUID id, Viewer viewer, Model model, RedirectAttributes after) {
        viewer.require(Role.ADMINISTRATOR);
        if (!tokens.revokeAnybodys(id)) {
            throw new NoSuchPage();
        }
        after.addFlashAttribute("done", print(model).say("account.token.revoked"));
        return "redirect:/staff/tokens";
    }

    private static Print print(Model model) {
        return (Print) model.getAttribute("print");
    }
}
