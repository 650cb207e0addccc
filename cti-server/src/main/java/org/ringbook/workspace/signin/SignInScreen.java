package org.ringbook.workspace.signin;

import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class SignInScreen {

    /**
     * @param wrong present after a sign-in that failed
     * @param wait seconds until another try is taken, after too many that failed
     * @param busy present when so many sign in at once that this one was not looked at
     * @param out present after signing out
     */
    @GetMapping("/sign-in")
    String show(
            Viewer viewer,
            @RequestParam(required = false) String wrong,
            @RequestParam(required = false) Integer wait,
            @RequestParam(required = false) String busy,
            @RequestParam(required = false) String out,
            Model model) {
        if (viewer.signedIn()) {
            return "redirect:/";
        }
        model.addAttribute("wrong", wrong != null);
        model.addAttribute("wait", wait);
        model.addAttribute("busy", busy != null);
        model.addAttribute("out", out != null);
        return "signin/index";
    }
}
