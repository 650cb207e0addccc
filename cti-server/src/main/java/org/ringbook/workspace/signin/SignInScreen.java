package org.ringbook.workspace.signin;

import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class SignInScreen {

    /**
     * @param error present after a sign-in that failed
     * @param out present after signing out
     */
    @GetMapping("/sign-in")
    String show(
            Viewer viewer,
            @RequestParam(required = false) String error,
            @RequestParam(required = false) String out,
            Model model) {
        if (viewer.signedIn() && error == null) {
            return "redirect:/";
        }
        model.addAttribute("wrong", error != null);
        model.addAttribute("out", out != null);
        return "signin/index";
    }
}
