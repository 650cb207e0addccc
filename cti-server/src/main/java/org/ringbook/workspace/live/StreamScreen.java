package org.ringbook.workspace.live;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.ringbook.workspace.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class StreamScreen {

    private final LiveStreams streams;

    StreamScreen(LiveStreams streams) {
        this.streams = streams;
    }

    /** @param at position that the page knows everything up to */
    @GetMapping("/stream")
    void open(
            Viewer viewer,
            @RequestParam(required = false) String at,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        // A proxy that gathers the answer before it passes it on would keep the card from popping.
        response.setHeader("X-Accel-Buffering", "no");
        response.setHeader("Cache-Control", "no-store");
        if (!streams.open(viewer, request, at)) {
            response.setContentType(MediaType.TEXT_PLAIN_VALUE);
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        }
    }
}
