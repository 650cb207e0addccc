package org.ringbook.panels;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditKind;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.StaffMember;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The panels and their links. A link has 128 random bits, of which only a hash is kept, and lasts until it is revoked. Any thread. */
@Component
public class Panels {

    private static final int MOST = 50;
    private static final int BYTES = 16;
    private static final int LONGEST_NAME = 60;
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final Set<String> LANGUAGES = Set.of("ru", "en");

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final SecureRandom random = new SecureRandom();

    Panels(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /** By name. */
    public List<Panel> all() {
        return jdbc.sql("select * from tv_panel order by name, id")
                .query(Panels::read)
                .list();
    }

    public Optional<Panel> find(UUID id) {
        return jdbc.sql("select * from tv_panel where id = ?")
                .param(id)
                .query(Panels::read)
                .optional();
    }

    /** @throws Refused if something of it does not fit */
    @Transactional
    public Panel.Made make(Panel.Input input, StaffMember by) {
        if (all().size() >= MOST) {
            throw Refused.because(null, "panels.many", MOST);
        }
        String name = input.name() == null ? "" : input.name().strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.indexOf('\0') >= 0) {
            throw Refused.because("name", "panels.name", LONGEST_NAME);
        }
        Panel.Kind kind = kind(input.kind());
        if (!LANGUAGES.contains(String.valueOf(input.language()))) {
            throw Refused.because("language", "panels.language");
        }
        String address = address(input.address());
        String team = input.team() == null || input.team().isBlank()
                ? null
                : input.team().strip();
        UUID id = UUID.randomUUID();
        String secret = newSecret();
        jdbc.sql("insert into tv_panel (id, name, kind, team, language, hash, address, full_names, created_by)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        id,
                        name,
                        kind.code(),
                        team,
                        input.language(),
                        hash(secret),
                        address,
                        Boolean.TRUE.equals(input.fullNames()),
                        by.id())
                .update();
        events.publishEvent(AuditEntry.of(AuditKind.PANEL, "added").on(id, name).with("kind", null, kind.code()));
        return new Panel.Made(find(id).orElseThrow(), secret);
    }

    private static Panel.Kind kind(String code) {
        return Arrays.stream(Panel.Kind.values())
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElseThrow(() -> Refused.because(
                        "kind",
                        "panels.kind",
                        Arrays.stream(Panel.Kind.values()).map(Panel.Kind::code).collect(Collectors.joining(", "))));
    }

    private static String address(String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String address = text.strip();
        try {
            if (!address.matches("[0-9A-Fa-f:.]{2,45}(/[0-9]{1,3})?")) {
                throw new IllegalArgumentException(address);
            }
            new IpAddressMatcher(address);
            return address;
        } catch (IllegalArgumentException none) {
            throw Refused.because("address", "panels.address");
        }
    }

    /** From now on its link shows nothing. @return false when there is none */
    @Transactional
    public boolean revoke(UUID id) {
        Optional<Panel> gone = find(id);
        jdbc.sql("delete from tv_panel where id = ?").param(id).update();
        gone.ifPresent(panel ->
                events.publishEvent(AuditEntry.of(AuditKind.PANEL, "removed").on(id, panel.name())));
        return gone.isPresent();
    }

    /** A new link in place of the old one, which shows nothing from now on. */
    @Transactional
    public Optional<Panel.Made> newLink(UUID id) {
        String secret = newSecret();
        int changed = jdbc.sql("update tv_panel set hash = ? where id = ?")
                .params(hash(secret), id)
                .update();
        Optional<Panel> panel = changed == 0 ? Optional.empty() : find(id);
        panel.ifPresent(one ->
                events.publishEvent(AuditEntry.of(AuditKind.PANEL, "secret").on(id, one.name())));
        return panel.map(one -> new Panel.Made(one, secret));
    }

    /** The panel that a link shows to who asks from an address; empty for none that there is. */
    public Optional<Panel> read(String secret, String from) {
        if (secret == null || !SECRET.matcher(secret).matches()) {
            return Optional.empty();
        }
        return jdbc.sql("select * from tv_panel where hash = ?")
                .param(hash(secret))
                .query(Panels::read)
                .optional()
                .filter(panel -> panel.address() == null || new IpAddressMatcher(panel.address()).matches(from));
    }

    void seen(UUID id) {
        jdbc.sql("update tv_panel set seen_at = now() where id = ?").param(id).update();
    }

    private String newSecret() {
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    private static String hash(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static Panel read(ResultSet row, int number) throws SQLException {
        Timestamp seen = row.getTimestamp("seen_at");
        return new Panel(
                row.getObject("id", UUID.class),
                row.getString("name"),
                kind(row.getString("kind")),
                row.getString("team"),
                row.getString("language"),
                row.getString("address"),
                row.getBoolean("full_names"),
                row.getObject("created_by", UUID.class),
                row.getTimestamp("created_at").toInstant(),
                seen == null ? null : seen.toInstant());
    }
}
