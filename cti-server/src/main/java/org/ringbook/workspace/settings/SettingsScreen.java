package org.ringbook.workspace.settings;

import org.ringbook.staff.Role;
import org.ringbook.workspace.SettingsMenu;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Where everything is that is set up once and seldom looked at. */
@Controller
class SettingsScreen {

    @GetMapping("/settings")
    String show(Viewer viewer, Model model) {
        viewer.require(Role.SUPERVISOR);
        model.addAttribute("groups", SettingsMenu.of(viewer));
        return "settings/index";
    }
}
