package org.ringbook.workspace.start;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** While something is missing, the menu of administrators leads to what. */
@ControllerAdvice(basePackages = "org.ringbook.workspace")
class StartInTheMenu {

    private final GuidedStart start;

    StartInTheMenu(GuidedStart start) {
        this.start = start;
    }

    @ModelAttribute("startOpen")
    boolean open(HttpServletRequest request) {
        Principal who = request.getUserPrincipal();
        return who != null && start.isOpenFor(start.member(who.getName()).orElse(null));
    }
}
