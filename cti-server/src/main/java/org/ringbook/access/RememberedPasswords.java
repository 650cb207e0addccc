package org.ringbook.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.ringbook.staff.StaffChanged;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * That a login and password fitted a moment ago, so that a program that signs in with each request does not cost the
 * slow check of a password each time. Kept is a hash under a key of this run only, never the password.
 */
@Component
class RememberedPasswords {

    static final Duration MEMORY = Duration.ofSeconds(60);
    private static final int MOST_REMEMBERED = 1_000;

    private record Fitted(UUID id, Instant until) {}

    private final Clock clock;
    private final SecretKeySpec key;
    private final Map<String, Fitted> fitted = new LinkedHashMap<>(64, 0.75f, false) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Fitted> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    @Autowired
    RememberedPasswords() {
        this(Clock.systemUTC());
    }

    RememberedPasswords(Clock clock) {
        this.clock = clock;
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, "HmacSHA256");
    }

    Optional<UUID> who(String login, String password) {
        String hash = hash(login, password);
        synchronized (fitted) {
            Fitted known = fitted.get(hash);
            if (known == null) {
                return Optional.empty();
            }
            if (known.until().isBefore(clock.instant())) {
                fitted.remove(hash);
                return Optional.empty();
            }
            return Optional.of(known.id());
        }
    }

    void remember(String login, String password, UUID id) {
        String hash = hash(login, password);
        synchronized (fitted) {
            fitted.put(hash, new Fitted(id, clock.instant().plus(MEMORY)));
        }
    }

    @EventListener
    void forget(StaffChanged change) {
        synchronized (fitted) {
            fitted.values().removeIf(known -> known.id().equals(change.now().id()));
        }
    }

    private String hash(String login, String password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(login.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return HexFormat.of().formatHex(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
