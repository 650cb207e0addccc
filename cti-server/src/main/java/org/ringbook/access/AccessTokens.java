package org.ringbook.access;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import org.ringbook.refusals.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Personal tokens, with which a person's programs sign in as that person. */
@Component
public class AccessTokens {

    private static final int MOST_OF_A_PERSON = 50;
    private static final int LONGEST_NAME = 100;
    private static final int MOST_DAYS = 3650;
    private static final String PREFIX = "ringbook_";
    private static final String COLUMNS = "id, name, created_at, last_used_at, expires_at, revoked_at";

    private final JdbcClient jdbc;
    private final SecureRandom random = new SecureRandom();

    AccessTokens(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param name for what it is, so that the owner knows later which one to revoke
     * @param days that it is valid; null for a token that does not expire
     * @throws Refused if the name or the days do not fit, or the person has too many
     */
    public AccessToken.Made make(UUID staffId, String name, Integer days) {
        if (name == null || name.isBlank() || name.strip().length() > LONGEST_NAME || name.indexOf('\0') >= 0) {
            throw Refused.because("name", "access.token.name", LONGEST_NAME);
        }
        if (days != null && (days < 1 || days > MOST_DAYS)) {
            throw Refused.because("days", "access.token.life", MOST_DAYS);
        }
        if (of(staffId).stream().filter(token -> token.revokedAt() == null).count() >= MOST_OF_A_PERSON) {
            throw Refused.because(null, "access.token.many", MOST_OF_A_PERSON);
        }
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        var token = new AccessToken(
                UUID.randomUUID(),
                name.strip(),
                now,
                null,
                days == null ? null : now.plus(Duration.ofDays(days)),
                null);
        jdbc.sql(
                        "insert into access_token (id, staff_id, name, hash, created_at, expires_at) values (?, ?, ?, ?, ?, ?)")
                .params(token.id(), staffId, token.name(), hash(secret), time(now), time(token.expiresAt()))
                .update();
        return new AccessToken.Made(token, secret);
    }

    /** All of a person, newest first, those that are no longer valid too. */
    public List<AccessToken> of(UUID staffId) {
        return jdbc.sql("select " + COLUMNS + " from access_token where staff_id = ? order by created_at desc")
                .param(staffId)
                .query(AccessTokens::read)
                .list();
    }

    /** @return false when the person has no such valid token */
    public boolean revoke(UUID staffId, UUID id) {
        return jdbc.sql("update access_token set revoked_at = now()"
                                + " where id = ? and staff_id = ? and revoked_at is null")
                        .params(id, staffId)
                        .update()
                == 1;
    }

    /** Whose token it is, if it is valid. */
    Optional<UUID> owner(String secret) {
        if (!secret.startsWith(PREFIX) || secret.length() > 100) {
            return Optional.empty();
        }
        record Valid(UUID id, UUID owner, boolean noted) {}
        Optional<Valid> valid = jdbc.sql("select id, staff_id, last_used_at > now() - interval '1 minute' as noted"
                        + " from access_token where hash = ? and revoked_at is null"
                        + " and (expires_at is null or expires_at > now())")
                .param(hash(secret))
                .query((row, number) -> new Valid(
                        row.getObject("id", UUID.class),
                        row.getObject("staff_id", UUID.class),
                        row.getBoolean("noted")))
                .optional();
        valid.filter(token -> !token.noted())
                .ifPresent(token -> jdbc.sql("update access_token set last_used_at = now() where id = ?")
                        .param(token.id())
                        .update());
        return valid.map(Valid::owner);
    }

    private static AccessToken read(ResultSet row, int number) throws SQLException {
        return new AccessToken(
                row.getObject("id", UUID.class),
                row.getString("name"),
                instant(row, "created_at"),
                instant(row, "last_used_at"),
                instant(row, "expires_at"),
                instant(row, "revoked_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static byte[] hash(String secret) {
        return DigestUtils.sha256(secret);
    }
}
