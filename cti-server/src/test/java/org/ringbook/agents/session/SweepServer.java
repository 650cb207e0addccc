package org.ringbook.agents.session;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ringbook.agents.Office;
import org.ringbook.agents.PresenceState;
import org.ringbook.staff.Role;
import org.ringbook.staff.StaffMember;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;

/**
 * The agents' sessions of thousands of made-up people in a program of its own, for the benchmark "sweep": at the word "sweep STATE" each
 * of them is told a new presence, one after the other on one thread.
 */
public final class SweepServer {

    private SweepServer() {}

    public static void main(String[] args) throws Exception {
        Map<String, StaffMember> people = new HashMap<>();
        for (int i = 0; i < Integer.parseInt(args[0]); i++) {
            String login = "" + (Integer.parseInt(args[1]) + i);
            people.put(
                    login,
                    new StaffMember(new UUID(7, i), "Сотрудник " + login, login, Role.AGENT, List.of(), "ru", true));
        }
        Map<UUID, StaffMember> byId =
                people.values().stream().collect(Collectors.toMap(StaffMember::id, Function.identity()));
        var office = new Office();
        var context = (ServletWebServerApplicationContext) new SpringApplicationBuilder(Wiring.class)
                .web(WebApplicationType.SERVLET)
                .initializers(fresh -> {
                    fresh.getBeanFactory().registerSingleton("office", office);
                    fresh.getBeanFactory().registerSingleton("people", new People(people, byId));
                })
                .run(
                        "--ringbook.http.port=0",
                        "--ringbook.http.address=127.0.0.1",
                        "--spring.main.banner-mode=off",
                        "--ringbook.database.url=jdbc:postgresql://127.0.0.1:1/none");
        System.out.println("port " + context.getWebServer().getPort());
        var said = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            PresenceState state = PresenceState.valueOf(line.split(" ")[1]);
            byId.keySet().forEach(person -> office.presence.choose(person, state));
        }
        System.exit(0);
    }

    record People(Map<String, StaffMember> byLogin, Map<UUID, StaffMember> byId) {}

    /** Not a configuration that a scan would find. */
    @EnableWebSocket
    @Import(SocketBuffers.class)
    @ImportAutoConfiguration({TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class})
    static class Wiring {

        @Bean
        SessionThreads sessionThreads() {
            return new SessionThreads();
        }

        @Bean
        WebSocketConfigurer sessions(Office office, People people, SessionThreads work) {
            var shared = new AgentConnection.Shared(
                    office.popUps,
                    office.presence,
                    office.breaks(),
                    new Dialling(office.clickToCall(), work.dialling()),
                    new Pausing(office.recordingPause(), work.dialling()),
                    new Commanding(office.cardCommands(), work.dialling()),
                    office.colleagues(),
                    null,
                    new TelephoneAccounts(office::account, work.dialling()),
                    Map.of("call", "/calls/{id}"),
                    Clock.systemUTC());
            var handler = new SessionHandler(
                    shared, id -> Optional.ofNullable(people.byId().get(id)), work.closing(), seen -> {});
            return registry -> SessionConfiguration.register(
                    registry, login -> Optional.ofNullable(people.byLogin().get(login)), null, handler);
        }

        @Bean
        jakarta.servlet.Filter signIn() {
            return SessionServer::believe;
        }
    }
}
