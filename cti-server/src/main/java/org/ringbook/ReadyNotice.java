package org.ringbook;

import org.ringbook.access.FirstAdministrator;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Tells on the console where to go and how to come in. Not through the log: a password that is shown once stays in no
 * file.
 */
@Component
class ReadyNotice {

    private final FirstAdministrator administrator;
    private final Environment environment;

    ReadyNotice(FirstAdministrator administrator, Environment environment) {
        this.administrator = administrator;
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    void tell() {
        String signIn = signIn();
        String line = "-".repeat(78);
        String address = "http://" + host() + ":" + environment.getProperty("local.server.port");
        System.out.println("\n" + line + "\n  Ringbook is ready:  " + address + "\n  " + signIn + "\n" + line + "\n");
    }

    private String host() {
        String address = environment.getProperty("server.address", "0.0.0.0");
        return "0.0.0.0".equals(address) ? "localhost" : address;
    }

    private String signIn() {
        String login = "Sign in as:         " + administrator.login();
        return administrator
                .makeIfMissing()
                .map(password -> login + "\n  Password:           " + password
                        + "\n  It was made just now and is shown only this once.")
                .orElse(login);
    }
}
