package org.ringbook.workspace.softphones;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ringbook.refusals.Refused;
import org.ringbook.softphones.SipAccounts;
import org.ringbook.softphones.SipPbx;
import org.ringbook.staff.Role;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** With what the agent program is a telephone: the PBX, and each telephone's secret. No secret is ever shown. For administrators. */
@Controller
class SoftphonesScreen {

    private static final SipPbx NONE = new SipPbx("", "udp", "rtp");

    private final SipAccounts accounts;

    SoftphonesScreen(SipAccounts accounts) {
        this.accounts = accounts;
    }

    @GetMapping("/softphones")
    String show(Viewer viewer, Model model) {
        viewer.require(Role.ADMINISTRATOR);
        return page(accounts.pbx().orElse(NONE), model);
    }

    private String page(SipPbx pbx, Model model) {
        model.addAttribute("pbx", pbx);
        model.addAttribute("telephones", accounts.telephones());
        return "softphones/index";
    }

    /** @param typed of each telephone {@code login-101}, {@code secret-101}, {@code forget-101} */
    @PostMapping("/softphones")
    ModelAndView save(
            @RequestParam Map<String, String> typed,
            @RequestParam(defaultValue = "") String address,
            @RequestParam(defaultValue = "udp") String transport,
            @RequestParam(defaultValue = "rtp") String digits,
            Viewer viewer,
            Model model,
            RedirectAttributes after) {
        viewer.require(Role.ADMINISTRATOR);
        Print print = (Print) model.getAttribute("print");
        try {
            accounts.save(address, transport, digits, telephones(typed));
            after.addFlashAttribute("done", print.say("softphones.saved"));
            return new ModelAndView("redirect:/softphones");
        } catch (Refused refused) {
            model.addAttribute("refused", print.why(refused));
            model.addAttribute("field", refused.field());
            var again = new ModelAndView(page(new SipPbx(address, transport, digits), model), model.asMap());
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }

    private Map<String, SipAccounts.Typed> telephones(Map<String, String> typed) {
        Map<String, SipAccounts.Typed> all = new LinkedHashMap<>();
        accounts.telephones().stream().map(SipAccounts.Telephone::extension).forEach(extension -> {
            String login = typed.get("login-" + extension);
            String secret = typed.get("secret-" + extension);
            boolean forget = typed.containsKey("forget-" + extension);
            if (login != null || secret != null || forget) {
                all.put(extension, new SipAccounts.Typed(login, secret, forget));
            }
        });
        return all;
    }
}
