package org.ringbook.access;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Makes the first administrator when there is none who can sign in, so that a new server has a door. */
@Component
public class FirstAdministrator implements SmartLifecycle {

    private static final int GENERATED_LENGTH = 16;
    /** Without characters that look alike in a console. */
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private final Staff staff;
    private final String login;
    private final String chosen;
    private volatile String generated;
    private volatile boolean running;

    FirstAdministrator(
            Staff staff,
            @Value("${ringbook.admin.login}") String login,
            @Value("${ringbook.admin.password:}") String chosen) {
        this.staff = staff;
        this.login = login;
        this.chosen = chosen;
    }

    /** The login of the administrator that the settings name. */
    public String login() {
        return login;
    }

    /** The password made at this start, once; later, and when none was made, empty. */
    public synchronized Optional<String> takeGeneratedPassword() {
        Optional<String> password = Optional.ofNullable(generated);
        generated = null;
        return password;
    }

    @Override
    public void start() {
        boolean there = staff.all().stream()
                .anyMatch(member -> member.active() && member.role() == Role.ADMINISTRATOR && member.login() != null);
        if (!there) {
            StaffMember admin = staff.byLogin(login)
                    .map(member -> new StaffMember(
                            member.id(),
                            member.name(),
                            login,
                            Role.ADMINISTRATOR,
                            member.extensions(),
                            member.language(),
                            true))
                    .orElseGet(() ->
                            new StaffMember(null, "Administrator", login, Role.ADMINISTRATOR, List.of(), null, true));
            String password = chosen.isBlank() ? generate() : chosen;
            staff.setPassword(staff.save(admin).id(), password);
            generated = chosen.isBlank() ? password : null;
        }
        running = true;
    }

    private static String generate() {
        SecureRandom random = new SecureRandom();
        var password = new StringBuilder();
        for (int i = 0; i < GENERATED_LENGTH; i++) {
            password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return password.toString();
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before anything is listened to. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
