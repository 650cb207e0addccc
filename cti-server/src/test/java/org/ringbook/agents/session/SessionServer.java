package org.ringbook.agents.session;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import org.ringbook.agents.ClickToCall;
import org.ringbook.agents.Office;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;

/** The real sessions on a real Tomcat on any free port, with the office of the tests behind it. Password: the login. */
final class SessionServer implements AutoCloseable {

    final Office office = new Office();
    private final ServletWebServerApplicationContext context;

    SessionServer() {
        context = (ServletWebServerApplicationContext) new SpringApplicationBuilder(Wiring.class)
                .web(WebApplicationType.SERVLET)
                .initializers(fresh -> fresh.getBeanFactory().registerSingleton("office", office))
                // With an address of a database in the settings none is started.
                .run(
                        "--ringbook.http.port=0",
                        "--ringbook.http.address=127.0.0.1",
                        "--ringbook.database.url=jdbc:postgresql://127.0.0.1:1/none");
    }

    int port() {
        return context.getWebServer().getPort();
    }

    URI address() {
        return address(SessionConfiguration.PATH);
    }

    URI address(String path) {
        return URI.create("ws://127.0.0.1:" + port() + path);
    }

    static String basic(String login, String password) {
        var pair = (login + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public void close() {
        context.close();
    }

    /** Not a configuration that a scan would find: tests that start the whole server must not get it. */
    @EnableWebSocket
    @ImportAutoConfiguration({TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class})
    static class Wiring {

        @Bean
        SessionThreads sessionThreads() {
            return new SessionThreads();
        }

        @Bean
        WebSocketConfigurer sessions(Office office, SessionThreads work) {
            ClickToCall clickToCall = office.clickToCall();
            var dialling = new Dialling(clickToCall, work.dialling());
            var pausing = new Pausing(office.recordingPause(), work.dialling());
            var commanding = new Commanding(office.cardCommands(), work.dialling());
            var links = Map.of("call", "/calls/{id}");
            var shared = new AgentConnection.Shared(
                    office.popUps,
                    office.presence,
                    office.breaks(),
                    dialling,
                    pausing,
                    commanding,
                    office.colleagues(),
                    null,
                    new TelephoneAccounts(office::account, work.dialling()),
                    links,
                    Clock.systemUTC());
            var handler = new SessionHandler(shared, Office::byId, work.closing(), seen -> {});
            return registry -> SessionConfiguration.register(registry, Office::byLogin, null, handler);
        }

        @Bean
        Filter signIn() {
            return SessionServer::signIn;
        }
    }

    private static void signIn(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String given = ((HttpServletRequest) request).getHeader("Authorization");
        String login = login(given);
        pass(login != null && given.equals(basic(login, login)) ? login : null, request, response, chain);
    }

    /** Whoever says who they are is believed. */
    static void believe(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        pass(login(((HttpServletRequest) request).getHeader("Authorization")), request, response, chain);
    }

    private static String login(String given) {
        return given == null
                ? null
                : new String(Base64.getDecoder().decode(given.substring(6)), StandardCharsets.UTF_8).split(":")[0];
    }

    private static void pass(String login, ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Principal principal = login == null ? null : () -> login;
        chain.doFilter(
                new HttpServletRequestWrapper((HttpServletRequest) request) {
                    @Override
                    public Principal getUserPrincipal() {
                        return principal;
                    }
                },
                response);
    }
}
