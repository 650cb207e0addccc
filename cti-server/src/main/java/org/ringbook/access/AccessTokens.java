package org.ringbook.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.codec.digest.DigestUtils;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditKind;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.StaffChanged;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Personal tokens, with which a person's programs sign in as that person. Each has a scope and an end; a new password of its owner
 * ends all of them.
 */
@Component
public class AccessTokens {

    /** Days that a token is valid when nobody says how many. */
    public static final int USUAL_DAYS = 90;

    private static final int MOST_OF_A_PERSON = 50;
    private static final int LONGEST_NAME = 100;
    private static final int MOST_DAYS = 3650;
    private static final int MOST_SHOWN = 1_000;
    private static final String PREFIX = "ringbook_";
    private static final String COLUMNS =
            "id, name, scope, created_at, last_used_at, expires_at, end_given, revoked_at";

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final SecureRandom random = new SecureRandom();
    /** By hash; no longer than a use need not be noted again. */
    private final Cache<String, Shown> lately = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    private final AtomicLong ends = new AtomicLong();

    AccessTokens(JdbcClient jdbc, ApplicationEventPublisher events, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.events = events;
    }

    /** A token that a program signed in with, and is valid. */
    record Shown(UUID id, UUID owner, AccessToken.Scope scope, Instant expiresAt) {}

    /**
     * @param name for what it is, so that the owner knows later which one to revoke
     * @param scope code of a {@link AccessToken.Scope}; null for reading alone
     * @param days that it is valid; null for {@link #USUAL_DAYS}
     * @throws Refused if name, scope or days do not fit, or the person has too many
     */
    public AccessToken.Made make(UUID staffId, String name, String scope, Integer days) {
        if (name == null || name.isBlank() || name.strip().length() > LONGEST_NAME || name.indexOf('\0') >= 0) {
            throw Refused.because("name", "access.token.name", LONGEST_NAME);
        }
        AccessToken.Scope granted = scope == null
                ? AccessToken.Scope.READ
                : AccessToken.Scope.of(scope).orElseThrow(() -> Refused.because("scope", "access.token.scope"));
        int life = days == null ? USUAL_DAYS : days;
        if (life < 1 || life > MOST_DAYS) {
            throw Refused.because("days", "access.token.life", MOST_DAYS);
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        if (of(staffId).stream().filter(token -> token.valid(now)).count() >= MOST_OF_A_PERSON) {
            throw Refused.because(null, "access.token.many", MOST_OF_A_PERSON);
        }
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var token = new AccessToken(
                UUID.randomUUID(), name.strip(), granted, now, null, now.plus(Duration.ofDays(life)), false, null);
        transaction.executeWithoutResult(status -> insert(staffId, token, secret));
        return new AccessToken.Made(token, secret);
    }

    private void insert(UUID staffId, AccessToken token, String secret) {
        jdbc.sql("insert into access_token (id, staff_id, name, scope, hash, created_at, expires_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        token.id(),
                        staffId,
                        token.name(),
                        token.scope().code(),
                        hash(secret),
                        time(token.createdAt()),
                        time(token.expiresAt()))
                .update();
        events.publishEvent(AuditEntry.of(AuditKind.TOKEN, "added")
                .on(token.id(), token.name())
                .with("owner", null, staffId)
                .with("scope", null, token.scope().code())
                .with("expiresAt", null, token.expiresAt()));
    }

    /** All of a person, newest first, those that are no longer valid too. */
    public List<AccessToken> of(UUID staffId) {
        return jdbc.sql("select " + COLUMNS + " from access_token where staff_id = ? order by created_at desc")
                .param(staffId)
                .query(AccessTokens::read)
                .list();
    }

    /** Those of everybody that are valid, newest first, for whoever administers. */
    public List<AccessToken.Owned> ofEverybody() {
        return jdbc.sql("select staff_id, " + COLUMNS + " from access_token"
                        + " where revoked_at is null and (expires_at is null or expires_at > now())"
                        + " order by created_at desc limit " + MOST_SHOWN)
                .query((row, number) -> new AccessToken.Owned(row.getObject("staff_id", UUID.class), read(row, number)))
                .list();
    }

    /** @return false when the person has no such valid token */
    public boolean revoke(UUID staffId, UUID id) {
        return ended(jdbc.sql("update access_token set revoked_at = now()"
                        + " where id = ? and staff_id = ? and revoked_at is null returning id")
                .params(id, staffId));
    }

    /** Whosever it is. @return false when there is no such valid token */
    public boolean revokeAnybodys(UUID id) {
        return ended(
                jdbc.sql("update access_token set revoked_at = now() where id = ? and revoked_at is null returning id")
                        .params(id));
    }

    /** Who learnt the old password may have made some of them. */
    @EventListener
    void endAllOf(StaffChanged change) {
        if (change.passwordChanged()) {
            ended(jdbc.sql("update access_token set revoked_at = now()"
                            + " where staff_id = ? and revoked_at is null returning id")
                    .params(change.now().id()));
        }
    }

    private boolean ended(JdbcClient.StatementSpec update) {
        List<UUID> ended = transaction.execute(status -> {
            List<UUID> ids = update.query(UUID.class).list();
            ids.forEach(this::noteEnd);
            return ids;
        });
        ends.incrementAndGet();
        lately.invalidateAll();
        ended.forEach(id -> events.publishEvent(new TokenEnded(id)));
        return !ended.isEmpty();
    }

    private void noteEnd(UUID id) {
        jdbc.sql("select name, staff_id from access_token where id = ?")
                .param(id)
                .query((row, number) -> AuditEntry.of(AuditKind.TOKEN, "removed")
                        .on(id, row.getString(1))
                        .with("owner", row.getString(2), null))
                .list()
                .forEach(events::publishEvent);
    }

    /** The token of that secret, if it is valid. One that was valid a moment ago is not asked for again, unless a token ended since. */
    Optional<Shown> shown(String secret) {
        if (!secret.startsWith(PREFIX) || secret.length() > 100) {
            return Optional.empty();
        }
        String key = HexFormat.of().formatHex(hash(secret));
        Shown known = lately.getIfPresent(key);
        if (known != null && (known.expiresAt() == null || Instant.now().isBefore(known.expiresAt()))) {
            return Optional.of(known);
        }
        long before = ends.get();
        Optional<Shown> found = read(secret);
        found.ifPresent(valid -> lately.put(key, valid));
        if (ends.get() != before) {
            lately.invalidate(key);
        }
        return found;
    }

    private Optional<Shown> read(String secret) {
        record Valid(Shown shown, boolean noted) {}
        Optional<Valid> valid = jdbc.sql("select id, staff_id, scope, expires_at,"
                        + " last_used_at > now() - interval '1 minute' as noted"
                        + " from access_token where hash = ? and revoked_at is null"
                        + " and (expires_at is null or expires_at > now())")
                .param(hash(secret))
                .query((row, number) -> new Valid(
                        new Shown(
                                row.getObject("id", UUID.class),
                                row.getObject("staff_id", UUID.class),
                                scope(row),
                                instant(row, "expires_at")),
                        row.getBoolean("noted")))
                .optional();
        valid.filter(token -> !token.noted())
                .ifPresent(token -> jdbc.sql("update access_token set last_used_at = now() where id = ?")
                        .param(token.shown().id())
                        .update());
        return valid.map(Valid::shown);
    }

    private static AccessToken read(ResultSet row, int number) throws SQLException {
        return new AccessToken(
                row.getObject("id", UUID.class),
                row.getString("name"),
                scope(row),
                instant(row, "created_at"),
                instant(row, "last_used_at"),
                instant(row, "expires_at"),
                row.getBoolean("end_given"),
                instant(row, "revoked_at"));
    }

    private static AccessToken.Scope scope(ResultSet row) throws SQLException {
        return AccessToken.Scope.of(row.getString("scope")).orElse(AccessToken.Scope.READ);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static byte[] hash(String secret) {
        return DigestUtils.sha256(secret);
    }
}
