package org.ringbook.workspace.floor;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.ringbook.agents.Pauses;
import org.ringbook.calls.fold.Calls;
import org.ringbook.control.Asking;
import org.ringbook.control.CallControl;
import org.ringbook.control.CallRequest;
import org.ringbook.control.Entrance;
import org.ringbook.control.RequestState;
import org.ringbook.control.SupervisionSwitch;
import org.ringbook.floor.Board.Tile;
import org.ringbook.floor.Floor;
import org.ringbook.notices.Notice;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.telephony.CallCommands.Supervision;
import org.ringbook.telephony.PbxSource.CommandRefused;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a supervisor does from the floor, all of it through call control: it decides who may, and notes who did. */
@Controller
class FloorCommands {

    private final Floor floor;
    private final CallControl control;
    private final SupervisionSwitch supervision;
    private final Pauses pauses;
    private final Staff staff;
    private final Calls calls;

    FloorCommands(
            Floor floor, CallControl control, SupervisionSwitch supervision, Pauses pauses, Staff staff, Calls calls) {
        this.floor = floor;
        this.control = control;
        this.supervision = supervision;
        this.pauses = pauses;
        this.staff = staff;
        this.calls = calls;
    }

    private static Asking asking(Viewer viewer) {
        return new Asking(viewer.member(), Entrance.PAGE, UUID.randomUUID().toString());
    }

    /** @param id the colleague whose telephone speaks */
    @PostMapping("/floor/people/{id}/{how:listen|whisper|barge}")
    String listen(
            @PathVariable UUID id, @PathVariable String how, Viewer viewer, HttpServletResponse response, Model model) {
        return told(id, viewer, response, model, () -> {
            var tile = floor.tile(id).orElseThrow(NoSuchPage::new);
            return control.supervise(asking(viewer), tile.callId(), telephone(tile), null, read(how));
        });
    }

    /** The one of theirs that is in the call of the tile. */
    private static String telephone(Tile tile) {
        return tile.now().evidence().parts().stream()
                .filter(part -> part.callId().equals(tile.callId()))
                .findFirst()
                .orElseThrow(NoSuchPage::new)
                .telephone();
    }

    private static Supervision read(String how) {
        return Supervision.valueOf(how.toUpperCase(Locale.ROOT));
    }

    /** From listening to whispering, and back. */
    @PostMapping("/floor/people/{id}/supervision/{request}/{how:listen|whisper|barge}")
    String change(
            @PathVariable UUID id,
            @PathVariable UUID request,
            @PathVariable String how,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        return told(id, viewer, response, model, () -> {
            boolean toThem = floor.tile(id).orElseThrow(NoSuchPage::new).supervisedBy().stream()
                    .anyMatch(one -> one.request().equals(request));
            if (!toThem) {
                throw new CommandRefused(Notice.of("floor.listens.elsewhere"));
            }
            CallRequest now = supervision.change(asking(viewer), request, read(how));
            floor.switched(request, how);
            return now;
        });
    }

    @PostMapping("/floor/people/{id}/supervision/{request}/stop")
    String stop(
            @PathVariable UUID id,
            @PathVariable UUID request,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        return told(id, viewer, response, model, () -> control.cancel(asking(viewer), request));
    }

    /** @param to a telephone of ours or a number; of a transfer alone */
    @PostMapping("/floor/people/{id}/{command:pick-up|hang-up|transfer}")
    String command(
            @PathVariable UUID id,
            @PathVariable String command,
            @RequestParam(required = false) String to,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        return told(id, viewer, response, model, () -> {
            var tile = floor.tile(id).orElseThrow(NoSuchPage::new);
            if (tile.callId() == null) {
                throw new NoSuchPage();
            }
            return switch (command) {
                case "pick-up" -> control.pickUp(asking(viewer), tile.callId(), null);
                case "hang-up" -> control.hangUp(asking(viewer), tile.callId(), telephone(tile));
                default -> control.transfer(asking(viewer), tile.callId(), telephone(tile), number(to), false);
            };
        });
    }

    private static String number(String to) {
        String digits = to == null ? "" : to.replaceAll("[\\s()-]", "");
        if (!digits.matches("\\+?\\d{2,20}")) {
            throw new CommandRefused(Notice.of("floor.transfer.number"));
        }
        return digits;
    }

    /** @param reason one of the company's; empty for none */
    @PostMapping("/floor/people/{id}/{what:pause|resume}")
    String pause(
            @PathVariable UUID id,
            @PathVariable String what,
            @RequestParam(required = false) String reason,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        StaffMember person = staff.find(id).filter(StaffMember::active).orElseThrow(NoSuchPage::new);
        return told(id, viewer, response, model, () -> {
            pauses.set(viewer.member(), person, what.equals("pause"), blank(reason) ? null : reason, Entrance.PAGE);
            return null;
        });
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }

    private String told(
            UUID id, Viewer viewer, HttpServletResponse response, Model model, Supplier<CallRequest> command) {
        if (!viewer.seesCallsOf(id)) {
            throw new NoSuchPage();
        }
        Print print = (Print) model.getAttribute("print");
        try {
            CallRequest request = command.get();
            boolean refused = request != null && request.state() == RequestState.REFUSED;
            model.addAttribute("said", refused ? print.notice(request.words()) : null);
        } catch (CommandRefused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("said", print.notice(refused.notice()));
        }
        FloorScreen.person(id, viewer, model, floor, calls, control);
        model.addAttribute("reasons", pauses.reasons());
        return "floor/person";
    }
}
