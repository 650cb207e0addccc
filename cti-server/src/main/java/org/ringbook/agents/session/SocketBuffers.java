package org.ringbook.agents.session;

import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Room of each connection: what thousands of sessions hold for as long as somebody works. A card takes one to two kilobytes, and what
 * is longer goes in pieces. The container's own buffers are five times 8 KB, and sixteen of each connection.
 */
@Configuration(proxyBeanMethods = false)
class SocketBuffers {

    private static final String FRAMES = "org.apache.tomcat.websocket.DEFAULT_BUFFER_SIZE";

    @Bean
    static WebServerFactoryCustomizer<TomcatWebServerFactory> smallBuffers() {
        return server -> {
            if (System.getProperty(FRAMES) == null) {
                System.setProperty(FRAMES, "2048");
            }
            server.addContextCustomizers(context -> {
                context.addParameter("org.apache.tomcat.websocket.textBufferSize", "1024");
                context.addParameter("org.apache.tomcat.websocket.binaryBufferSize", "512");
            });
            server.addConnectorCustomizers(connector -> {
                connector.setProperty("socket.appReadBufSize", "2048");
                connector.setProperty("socket.appWriteBufSize", "2048");
            });
        };
    }
}
