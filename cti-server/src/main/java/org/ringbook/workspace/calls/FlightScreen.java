package org.ringbook.workspace.calls;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.flights.Flight;
import org.ringbook.flights.FlightFile;
import org.ringbook.flights.FlightRecorder;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Role;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** "Download this call": all that makes it what it is, in one file. */
@Controller
class FlightScreen {

    private final CallFinder finder;
    private final FlightRecorder recorder;

    FlightScreen(CallFinder finder, FlightRecorder recorder) {
        this.finder = finder;
        this.recorder = recorder;
    }

    /** @param mask "digits" to hide numbers and names */
    @GetMapping("/calls/{id}/flight")
    String download(
            @PathVariable UUID id,
            @RequestParam(required = false) String mask,
            Viewer viewer,
            HttpServletResponse response,
            RedirectAttributes after)
            throws IOException {
        viewer.require(Role.SUPERVISOR);
        Call call = finder.record(id, viewer);
        try {
            Flight flight = recorder.record(call, "digits".equals(mask));
            response.setContentType("application/jsonl; charset=UTF-8");
            response.setHeader("Content-Disposition", "attachment; filename=\"" + FlightFile.nameOf(call) + "\"");
            FlightFile.write(flight, response.getWriter());
            return null;
        } catch (Refused why) {
            after.addFlashAttribute("refused", why.words(viewer.locale()));
            return "redirect:/calls/" + call.id();
        }
    }
}
