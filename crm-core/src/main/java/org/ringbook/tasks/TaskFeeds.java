package org.ringbook.tasks;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.ringbook.contacts.NewId;
import org.ringbook.refusals.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Addresses at which a calendar program reads the tasks of one person. Each has 128 random bits, of which only a hash is kept, and
 * lasts until it is revoked. Any thread; every method waits for the database.
 */
@Component
public class TaskFeeds {

    static final int MOST = 5;

    private static final int BYTES = 16;
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{22}");

    private final JdbcClient jdbc;
    private final SecureRandom random = new SecureRandom();

    TaskFeeds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param readAt when a calendar program read it last; null for never */
    public record Feed(UUID id, Instant createdAt, Instant readAt) {}

    /** Newest first. */
    public List<Feed> of(UUID staff) {
        return jdbc.sql("select * from task_feed where staff_id = ? order by created_at desc")
                .param(staff)
                .query((row, number) -> new Feed(
                        row.getObject("id", UUID.class),
                        row.getTimestamp("created_at").toInstant(),
                        instant(row.getTimestamp("read_at"))))
                .list();
    }

    private static Instant instant(Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    /**
     * @return the secret of the address, which nobody is told again
     * @throws Refused if the person has too many
     */
    public String make(UUID staff) {
        if (of(staff).size() >= MOST) {
            throw Refused.because(null, "tasks.feeds.many", MOST);
        }
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        jdbc.sql("insert into task_feed (id, staff_id, hash) values (?, ?, ?)")
                .params(NewId.next(), staff, hash(secret))
                .update();
        return secret;
    }

    /** Nothing happens when it is somebody else's, or gone. */
    public void revoke(UUID id, UUID staff) {
        jdbc.sql("delete from task_feed where id = ? and staff_id = ?")
                .params(id, staff)
                .update();
    }

    /** Whose tasks an address shows; empty for none that there is. */
    public Optional<UUID> read(String secret) {
        if (secret == null || !SECRET.matcher(secret).matches()) {
            return Optional.empty();
        }
        return jdbc.sql("update task_feed set read_at = now() where hash = ? returning staff_id")
                .param(hash(secret))
                .query(UUID.class)
                .optional();
    }

    private static String hash(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
