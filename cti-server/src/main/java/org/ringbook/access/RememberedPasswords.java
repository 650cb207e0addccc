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
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * That a login and password fitted from an address lately: a program that signs in with each request does not cost the slow check of
 * a password each time, and whoever is known passes while somebody else at their address guesses. Kept is a hash under a key of this
 * run only, never the password. From another address the same password is checked, and counted, as any.
 */
@Component
class RememberedPasswords {

    static final Duration MEMORY = Duration.ofHours(12);
    private static final int MOST_REMEMBERED = 10_000;

    /** @param mark of the password that fitted */
    private record Fitted(UUID id, String mark) {}

    private final Staff staff;
    private final SecretKeySpec key;
    private final Cache<String, Fitted> fitted = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterAccess(MEMORY)
            .build();

    RememberedPasswords(Staff staff) {
        this.staff = staff;
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, "HmacSHA256");
    }

    /** What stands for the three together; the same for the same. */
    String hash(String login, String password, String address) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            for (String part : new String[] {address, login}) {
                mac.update(part.getBytes(StandardCharsets.UTF_8));
                mac.update((byte) 0);
            }
            return HexFormat.of().formatHex(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** @param hash of {@link #hash} */
    Optional<UUID> who(String hash) {
        return Optional.ofNullable(fitted.getIfPresent(hash))
                .filter(known -> known.mark().equals(staff.passwordMark(known.id())))
                .map(Fitted::id);
    }

    /** @param mark of the password, as it was before it was found to fit: it may have been changed meanwhile */
    void remember(String hash, UUID id, String mark) {
        fitted.put(hash, new Fitted(id, mark));
    }

    @EventListener
    void forget(StaffChanged change) {
        fitted.asMap().values().removeIf(known -> known.id().equals(change.now().id()));
    }
}
