package org.ringbook;

import java.util.List;
import org.ringbook.access.FirstAdministrator;
import org.ringbook.access.FreshPasswords;
import org.ringbook.access.FreshPasswords.Fresh;
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
    private final FreshPasswords fresh;
    private final Environment environment;

    ReadyNotice(FirstAdministrator administrator, FreshPasswords fresh, Environment environment) {
        this.administrator = administrator;
        this.fresh = fresh;
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    void tell() {
        administrator.makeIfMissing();
        String line = "-".repeat(78);
        String address = "http://" + host() + ":" + environment.getProperty("local.server.port");
        System.out.println("\n" + line + "\n  Ringbook is ready:  " + address + "\n" + signIns() + line + "\n");
    }

    private String host() {
        String address = environment.getProperty("server.address", "0.0.0.0");
        return "0.0.0.0".equals(address) ? "localhost" : address;
    }

    private String signIns() {
        List<Fresh> made = fresh.take();
        if (made.isEmpty()) {
            return "  Sign in as:         " + administrator.login() + "\n";
        }
        var text = new StringBuilder();
        for (Fresh one : made) {
            text.append("  Sign in as:         ")
                    .append(one.login())
                    .append("  (")
                    .append(one.who())
                    .append(")\n");
            text.append("  Password:           ").append(one.password()).append('\n');
        }
        return text.append("  Passwords made at this start; they are not shown again.\n")
                .toString();
    }
}
