package org.ringbook.agent.server;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Who signs in, and the proof. The proof goes into the one header that needs it and nowhere else. */
public final class Credentials {

    private final String login;
    private final String password;

    public Credentials(String login, String password) {
        this.login = login;
        this.password = password;
    }

    public String login() {
        return login;
    }

    String authorization() {
        byte[] pair = (login + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public String toString() {
        return "Credentials[login=" + login + "]";
    }
}
