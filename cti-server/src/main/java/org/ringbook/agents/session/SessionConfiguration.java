package org.ringbook.agents.session;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.ringbook.access.ResumeTickets;
import org.ringbook.agents.CardCommands;
import org.ringbook.agents.ClickToCall;
import org.ringbook.agents.Colleagues;
import org.ringbook.agents.Pauses;
import org.ringbook.agents.PopUps;
import org.ringbook.agents.Presence;
import org.ringbook.agents.RecordingPause;
import org.ringbook.calls.log.LegQualities;
import org.ringbook.followups.FollowUps;
import org.ringbook.rights.Rights;
import org.ringbook.softphones.SipAccounts;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.Tasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.ServletWebSocketHandlerRegistry;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;

@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class SessionConfiguration {

    private static final int BEFORE_PAGES = -1;
    private static final long WATCH_SECONDS = 10;
    private static final long TICKETS_SECONDS = 120;
    private static final long TO_DO_SECONDS = 10;
    private static final long SOUNDS_SECONDS = 5;
    static final String PATH = "/agents/session";
    /** Where agent programs of the version before connect; goes with the next one. */
    static final String FORMER_PATH = "/agents/line";

    /** Pages of the workspace that a client may open, so that none has to guess them. */
    private static final Map<String, String> LINKS = new LinkedHashMap<>();

    static {
        LINKS.put("contact", "/contacts/{id}");
        LINKS.put("company", "/companies/{id}");
        LINKS.put("call", "/calls/{id}");
        LINKS.put("number", "/contacts/new?number={number}");
    }

    @Bean
    SessionThreads sessionThreads() {
        return new SessionThreads();
    }

    @Bean
    CallQualityReports soundReports(LegQualities qualities, SessionThreads sessionThreads) {
        var sounds = new CallQualityReports(qualities, sessionThreads.dialling(), Clock.systemUTC());
        sessionThreads
                .watching()
                .scheduleWithFixedDelay(sounds::look, SOUNDS_SECONDS, SOUNDS_SECONDS, TimeUnit.SECONDS);
        return sounds;
    }

    @Bean
    SessionHandler sessionHandler(
            Staff staff,
            PopUps popUps,
            Presence presence,
            Pauses pauses,
            ClickToCall clickToCall,
            RecordingPause recordingPause,
            CardCommands cardCommands,
            Colleagues colleagues,
            SipAccounts accounts,
            ResumeTickets tickets,
            CallQualityReports sounds,
            SessionThreads sessionThreads) {
        var telephones = new TelephoneAccounts(accounts::of, sessionThreads.dialling());
        var dialling = new Dialling(clickToCall, sessionThreads.dialling());
        var pausing = new Pausing(recordingPause, sessionThreads.dialling());
        var commanding = new Commanding(cardCommands, sessionThreads.dialling());
        var shared = new AgentConnection.Shared(
                popUps,
                presence,
                pauses,
                dialling,
                pausing,
                commanding,
                colleagues,
                sounds,
                telephones,
                LINKS,
                Clock.systemUTC());
        var handler = new SessionHandler(shared, staff::find, sessionThreads.closing(), tickets::seen);
        sessionThreads
                .watching()
                .scheduleWithFixedDelay(
                        () -> handler.endExpired(Instant.now()), WATCH_SECONDS, WATCH_SECONDS, TimeUnit.SECONDS);
        sessionThreads
                .watching()
                .scheduleWithFixedDelay(handler::seeTickets, TICKETS_SECONDS, TICKETS_SECONDS, TimeUnit.SECONDS);
        return handler;
    }

    @Bean
    ToDoNews toDoNews(
            SessionHandler handler,
            FollowUps followUps,
            Tasks tasks,
            Rights rights,
            Staff staff,
            SessionThreads sessionThreads) {
        var news = new ToDoNews(handler, followUps, tasks, rights, staff::find);
        sessionThreads.watching().scheduleWithFixedDelay(news::look, TO_DO_SECONDS, TO_DO_SECONDS, TimeUnit.SECONDS);
        return news;
    }

    @Bean
    WebSocketConfigurer sessions(Staff staff, ResumeTickets tickets, SessionHandler handler) {
        return registry -> register(registry, staff::byLogin, tickets, handler);
    }

    /** Without an allowed origin the framework lets in same-origin pages and programs, and no page of another site. */
    static void register(
            WebSocketHandlerRegistry registry,
            Function<String, Optional<StaffMember>> byLogin,
            ResumeTickets tickets,
            SessionHandler handler) {
        if (registry instanceof ServletWebSocketHandlerRegistry ofServlets) {
            // Else each who comes is first looked for among hundreds of pages: when everybody comes back at once, a
            // tenth of the work.
            ofServlets.setOrder(BEFORE_PAGES);
        }
        registry.addHandler(handler, PATH, FORMER_PATH).addInterceptors(new SignedIn(byLogin, tickets));
    }
}
