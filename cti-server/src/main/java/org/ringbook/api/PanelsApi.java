package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.panels.Panel;
import org.ringbook.panels.Panels;
import org.ringbook.staff.Staff;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "TV panels", description = "Pages for a television, each with a link that shows it and nothing else.")
class PanelsApi {

    /** @param path of the link, told this once */
    @Schema(name = "PanelMade")
    record Made(Panel panel, String path) {

        /** Never the secret. */
        @Override
        public String toString() {
            return "Made[" + panel.id() + "]";
        }
    }

    private final Panels panels;
    private final Staff staff;

    PanelsApi(Panels panels, Staff staff) {
        this.panels = panels;
        this.staff = staff;
    }

    @GetMapping("/api/panels")
    @Operation(operationId = "listPanels", summary = "All panels, by name, without their links")
    Page<Panel> list() {
        return new Page<>(List.copyOf(panels.all()), null);
    }

    @PostMapping("/api/panels")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "makePanel", summary = "Make a panel; its link is told this once")
    Made make(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @RequestBody Panel.Input input) {
        return made(panels.make(input, staff.find(me.id()).orElseThrow()));
    }

    private static Made made(Panel.Made made) {
        return new Made(made.panel(), "/panel/" + made.secret());
    }

    @PostMapping("/api/panels/{id}/link")
    @Operation(
            operationId = "newPanelLink",
            summary = "A new link in place of the old one, which shows nothing any more")
    Made link(@PathVariable UUID id) {
        return made(panels.newLink(id).orElseThrow(() -> NotDone.notFound("There is no panel " + id + ".")));
    }

    @DeleteMapping("/api/panels/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "revokePanel", summary = "Revoke a panel: its link shows nothing within seconds")
    void revoke(@PathVariable UUID id) {
        if (!panels.revoke(id)) {
            throw NotDone.notFound("There is no panel " + id + ".");
        }
    }
}
