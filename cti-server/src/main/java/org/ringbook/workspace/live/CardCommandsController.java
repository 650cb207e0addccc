package org.ringbook.workspace.live;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.ringbook.agents.CardCommand;
import org.ringbook.agents.CardCommands;
import org.ringbook.agents.CardCommands.Wish;
import org.ringbook.agents.Colleagues;
import org.ringbook.agents.Declined;
import org.ringbook.agents.PopUp;
import org.ringbook.agents.PopUps;
import org.ringbook.control.Entrance;
import org.ringbook.workspace.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The buttons of a card that command its call. What is refused is answered in words; how the rest goes is seen on the card. */
@Controller
class CardCommandsController {

    private final CardCommands commands;
    private final Colleagues colleagues;
    private final PopUps popUps;

    CardCommandsController(CardCommands commands, Colleagues colleagues, PopUps popUps) {
        this.commands = commands;
        this.colleagues = colleagues;
        this.popUps = popUps;
    }

    /** Asks to whom. */
    @GetMapping("/live/cards/{id}/transfer")
    String askToWhom(Viewer viewer, @PathVariable UUID id, Model model) {
        PopUp card = popUps.open(viewer.member().id()).stream()
                .filter(open -> open.callId().equals(id))
                .findFirst()
                .orElse(null);
        model.addAttribute("card", card);
        model.addAttribute("offered", card == null ? List.of() : card.commands());
        model.addAttribute("colleagues", colleagues.of(viewer.member()));
        model.addAttribute("requestId", UUID.randomUUID());
        return "live/transfer";
    }

    /**
     * @param to a colleague's name, an extension or a number, where somebody else is needed
     * @param requestId what the page calls this: the same again is the same; may be left out
     */
    @PostMapping("/live/cards/{id}/{command:hang-up|transfer|consult|hold|pick-up}")
    String command(
            Viewer viewer,
            @PathVariable UUID id,
            @PathVariable String command,
            @RequestParam(required = false) String to,
            @RequestParam(required = false) String requestId,
            HttpServletResponse response,
            Model model) {
        return tell(viewer, new Wish(named(command), id, null, to, requestId), response, model);
    }

    /** @param id of the request that is followed up */
    @PostMapping("/live/requests/{id}/{command:complete|cancel}")
    String followUp(
            Viewer viewer,
            @PathVariable UUID id,
            @PathVariable String command,
            HttpServletResponse response,
            Model model) {
        return tell(viewer, new Wish(named(command), null, id, null, null), response, model);
    }

    private String tell(Viewer viewer, Wish wish, HttpServletResponse response, Model model) {
        model.addAttribute("command", wish.command());
        try {
            var request = commands.tell(
                    viewer.member(), Entrance.PAGE, wish, viewer.locale().getLanguage());
            model.addAttribute("request", request);
        } catch (Declined declined) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refused", declined.getMessage());
        }
        return "live/commanded";
    }

    private static CardCommand named(String address) {
        return CardCommand.valueOf(address.replace('-', '_').toUpperCase(Locale.ROOT));
    }
}
