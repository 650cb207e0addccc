package org.ringbook.workspace.live;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.ringbook.agents.ClickToCall;
import org.ringbook.agents.Declined;
import org.ringbook.control.Asking;
import org.ringbook.control.Entrance;
import org.ringbook.control.HandGate;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.workspace.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Dialling at a click, from every page. The answer is a word for the person. */
@Controller
class DialScreen {

    private final ClickToCall clickToCall;
    private final NumberPlan plan;
    private final DialByName names;
    private final HandGate gate;

    DialScreen(ClickToCall clickToCall, NumberPlan plan, DialByName names, HandGate gate) {
        this.gate = gate;
        this.names = names;
        this.clickToCall = clickToCall;
        this.plan = plan;
    }

    /**
     * @param from one of the person's telephones; empty for their first
     * @param number in any way of writing, or a name: where it may be several, they are offered
     * @param requestId what the page calls this request: the same again is the same call; may be left out
     * @param override why a number of the do-not-call list is called all the same; may be left out
     */
    @PostMapping("/dials")
    String dial(
            Viewer viewer,
            @RequestParam(required = false) String from,
            @RequestParam String number,
            @RequestParam(required = false) String requestId,
            @RequestParam(required = false) String override,
            HttpServletResponse response,
            Model model) {
        try {
            String to = plan.parse(number).map(PhoneNumber::toString).orElse(number);
            List<DialByName.Named> named =
                    plan.parse(number).isPresent() ? List.of() : names.find(number, viewer.member());
            if (named.size() > 1) {
                model.addAttribute("named", named);
                return "live/dialled";
            }
            to = named.isEmpty() ? to : named.get(0).number();
            var asking = new Asking(viewer.member(), Entrance.PAGE, requestId, override);
            var dialled = clickToCall.dial(
                    asking, viewer.member(), from, to, viewer.locale().getLanguage());
            model.addAttribute("dialled", dialled);
        } catch (Declined refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refused", refused.getMessage());
            if (refused.code().equals("do_not_call") && gate.mayOverride(viewer.member())) {
                model.addAttribute("overridable", number);
            }
        }
        return "live/dialled";
    }
}
