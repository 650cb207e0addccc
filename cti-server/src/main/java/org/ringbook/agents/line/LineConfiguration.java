package org.ringbook.agents.line;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ringbook.agents.ClickToCall;
import org.ringbook.agents.PopUps;
import org.ringbook.agents.Presence;
import org.ringbook.agents.RecordingPause;
import org.ringbook.staff.Staff;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;

@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class LineConfiguration {

    static final String PATH = "/agents/line";

    /** Pages of the workspace that a screen may open, so that no screen has to guess them. */
    private static final Map<String, String> LINKS = new LinkedHashMap<>();

    static {
        LINKS.put("contact", "/contacts/{id}");
        LINKS.put("company", "/companies/{id}");
        LINKS.put("call", "/calls/{id}");
        LINKS.put("number", "/contacts/new?number={number}");
    }

    @Bean
    LineWork lineWork() {
        return new LineWork();
    }

    @Bean
    WebSocketConfigurer line(
            Staff staff,
            PopUps popUps,
            Presence presence,
            ClickToCall clickToCall,
            RecordingPause recordingPause,
            LineWork lineWork) {
        var dialling = new Dialling(clickToCall, lineWork.dialling());
        var pausing = new Pausing(recordingPause, lineWork.dialling());
        var line = new Screen.Line(popUps, presence, dialling, pausing, LINKS, Clock.systemUTC());
        return registry -> register(registry, staff, new LineHandler(line, staff::find, lineWork.closing()));
    }

    /** Without an allowed origin the framework lets in same-origin pages and programs, and no page of another site. */
    private static void register(WebSocketHandlerRegistry registry, Staff staff, LineHandler handler) {
        registry.addHandler(handler, PATH).addInterceptors(new SignedIn(staff::byLogin));
    }
}
