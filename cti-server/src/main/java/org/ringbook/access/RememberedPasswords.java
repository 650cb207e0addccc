package org.ringbook.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.ringbook.staff.StaffChanged;
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

    private final SecretKeySpec key;
    private final Cache<String, UUID> fitted = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(MEMORY)
            .build();

    RememberedPasswords() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, "HmacSHA256");
    }

    Optional<UUID> who(String login, String password) {
        return Optional.ofNullable(fitted.getIfPresent(hash(login, password)));
    }

    void remember(String login, String password, UUID id) {
        fitted.put(hash(login, password), id);
    }

    @EventListener
    void forget(StaffChanged change) {
        fitted.asMap().values().removeIf(change.now().id()::equals);
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
