package org.ringbook.workspace.panels;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.ringbook.panels.Panel;
import org.ringbook.panels.PanelViews;
import org.ringbook.panels.Panels;
import org.ringbook.workspace.NoSuchPage;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** What hangs on a wall. Nobody is signed in here: whoever has the link may look at this one panel, and at nothing else. */
@Controller
class WallScreen {

    private final Panels panels;
    private final PanelViews views;
    private final PanelFrames frames;
    private final PanelStreams streams;

    WallScreen(Panels panels, PanelViews views, PanelFrames frames, PanelStreams streams) {
        this.panels = panels;
        this.views = views;
        this.frames = frames;
        this.streams = streams;
    }

    @GetMapping("/panel/{secret}")
    String show(@PathVariable String secret, HttpServletRequest request, HttpServletResponse response, Model model) {
        Panel panel = panels.read(secret, request.getRemoteAddr()).orElseThrow(NoSuchPage::new);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        model.addAllAttributes(frames.values(panel, views.of(panel)));
        model.addAttribute("stream", "/panel/" + secret + "/stream");
        return "panels/wall";
    }

    @GetMapping(path = "/panel/{secret}/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> stream(@PathVariable String secret, HttpServletRequest request) {
        String from = request.getRemoteAddr();
        if (panels.read(secret, from).isEmpty()) {
            return ResponseEntity.notFound().build();
        }
        SseEmitter emitter = streams.open(secret, from);
        return emitter == null
                ? ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                        .header("Retry-After", "5")
                        .build()
                : ResponseEntity.ok()
                        .header("Cache-Control", "no-store")
                        .header("X-Accel-Buffering", "no")
                        .body(emitter);
    }
}
