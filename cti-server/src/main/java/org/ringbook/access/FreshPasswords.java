package org.ringbook.access;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Passwords that this start made up, to be shown on the console once and kept nowhere. */
@Component
public class FreshPasswords {

    private static final int LENGTH = 16;
    /** Without characters that look alike in a console. */
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private final SecureRandom random = new SecureRandom();
    private final List<Fresh> fresh = new ArrayList<>();

    /** @param who what the sign-in is good for, for the console */
    public record Fresh(String login, String password, String who) {

        @Override
        public String toString() {
            return "Fresh[" + login + "]";
        }
    }

    /** A password that nobody can guess; remembered until it is shown. */
    public synchronized String make(String login, String who) {
        var password = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        fresh.add(new Fresh(login, password.toString(), who));
        return password.toString();
    }

    /** What was made since the last call; forgotten with it. */
    public synchronized List<Fresh> take() {
        var taken = List.copyOf(fresh);
        fresh.clear();
        return taken;
    }
}
