package org.ringbook.workspace.live;

import org.ringbook.workspace.Viewer;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@Controller
class StreamScreen {

    private final LiveStreams streams;

    StreamScreen(LiveStreams streams) {
        this.streams = streams;
    }

    @GetMapping("/stream")
    ResponseEntity<SseEmitter> open(Viewer viewer) {
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                // A proxy that gathers the answer before it passes it on would keep the card from popping.
                .header("X-Accel-Buffering", "no")
                .header("Cache-Control", "no-store")
                .body(streams.open(viewer));
    }
}
