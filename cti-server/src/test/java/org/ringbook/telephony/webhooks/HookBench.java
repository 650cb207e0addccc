package org.ringbook.telephony.webhooks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.springframework.util.FileSystemUtils;

/** The doors of the sources on a web server of their own, and somebody who knocks; real HTTP on any free port. */
public final class HookBench implements AutoCloseable {

    private final Tomcat tomcat = new Tomcat();
    private final Path folder;
    private final HttpClient client = HttpClient.newHttpClient();

    public HookBench(Hooks hooks) {
        try {
            folder = Files.createTempDirectory("ringbook-hooks");
            tomcat.setBaseDir(folder.toString());
            tomcat.setPort(0);
            tomcat.getConnector().setProperty("address", "127.0.0.1");
            Context context = tomcat.addContext("", null);
            Tomcat.addServlet(context, "hooks", new HooksServlet(hooks)).addMapping("/hooks/*");
            tomcat.start();
        } catch (IOException | LifecycleException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** What is sent to the door of a source. */
    public String address(String source) {
        return "http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/hooks/" + source + "/";
    }

    /** @return status and body */
    public HttpResponse<String> post(String source, String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(address(source) + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException | LifecycleException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
