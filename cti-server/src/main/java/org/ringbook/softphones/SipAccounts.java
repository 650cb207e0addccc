package org.ringbook.softphones;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditKind;
import org.ringbook.numbers.Extension;
import org.ringbook.refusals.Refused;
import org.ringbook.sealing.SecretBox;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whose telephone registers with what. The rule is that of FreePBX and its like: one PBX for all, the user is the extension; only the secret
 * is each one's own. Any thread; waits for the database.
 */
public final class SipAccounts {

    private static final Logger LOG = LoggerFactory.getLogger(SipAccounts.class);
    private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9_.+@-]{1,64}");
    private static final int LONGEST_SECRET = 128;

    private final SoftphoneSettings settings;
    private final SipAccountTable table;
    private final SecretBox secrets;
    private final Staff staff;
    private final List<SipAccountSource> sources;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;

    SipAccounts(
            SoftphoneSettings settings,
            SipAccountTable table,
            SecretBox secrets,
            Staff staff,
            List<SipAccountSource> sources,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher events) {
        this.settings = settings;
        this.table = table;
        this.secrets = secrets;
        this.staff = staff;
        this.sources = sources;
        this.transaction = new TransactionTemplate(transactions);
        this.events = events;
    }

    /**
     * A telephone of somebody, as the page shows it.
     *
     * @param login null where it is the extension
     * @param kept whether a secret is known for it
     * @param readable false when it cannot be read with the key that the server has: it is to be typed again
     * @param ofSettings whether it stands in the settings file, or is known without any
     */
    public record Telephone(
            String extension,
            String person,
            String login,
            boolean kept,
            boolean readable,
            boolean ofSettings,
            Instant changedAt) {}

    /** What is typed about one telephone. @param secret empty to leave it @param forget whether it is taken away */
    public record Typed(String login, String secret, boolean forget) {

        @Override
        public String toString() {
            return "Typed[" + login + "]";
        }
    }

    /** Where telephones register; empty while nobody said so. */
    public Optional<SipPbx> pbx() {
        return table.pbx()
                .or(() -> settings.pbx().isBlank()
                        ? Optional.empty()
                        : Optional.of(SipPbx.of(settings.pbx(), settings.transport(), settings.digits())));
    }

    /** All telephones that somebody has who can sign in, by extension. */
    public List<Telephone> telephones() {
        Map<String, SipAccountTable.Row> rows = new HashMap<>();
        table.all().forEach(row -> rows.put(row.extension(), row));
        List<Telephone> all = new ArrayList<>();
        staff.all().stream()
                .filter(StaffMember::active)
                .forEach(member -> member.extensions().stream()
                        .map(Extension::digits)
                        .map(extension -> telephone(extension, member.name(), rows.get(extension)))
                        .forEach(all::add));
        all.sort(Comparator.comparing(Telephone::extension));
        return all;
    }

    private Telephone telephone(String extension, String person, SipAccountTable.Row row) {
        if (row != null) {
            boolean readable = secrets.open(row.sealed()).isPresent();
            return new Telephone(extension, person, row.login(), true, readable, false, row.changedAt());
        }
        boolean known = given(extension).isPresent();
        return new Telephone(extension, person, null, known, true, known, null);
    }

    /** The account of the person's first telephone that has one. */
    public Optional<SipAccount> of(StaffMember who) {
        return who.active()
                ? who.extensions().stream()
                        .map(Extension::digits)
                        .flatMap(extension -> account(extension).stream())
                        .findFirst()
                : Optional.empty();
    }

    private Optional<SipAccount> account(String extension) {
        Optional<SipAccountTable.Row> row = table.find(extension);
        Optional<SipPbx> pbx = pbx();
        if (row.isPresent() && pbx.isPresent()) {
            return secrets.open(row.get().sealed())
                    .map(secret -> account(extension, row.get().login(), secret, pbx.get()));
        }
        return given(extension);
    }

    /** Of the settings file, or of a PBX that is part of the server. */
    private Optional<SipAccount> given(String extension) {
        SoftphoneSettings.Account set = settings.accounts().get(extension);
        if (set != null && set.secret() != null && !set.secret().isBlank()) {
            return pbx().map(pbx -> account(extension, set.login(), set.secret(), pbx));
        }
        return sources.stream()
                .flatMap(source -> source.account(extension).stream())
                .findFirst();
    }

    private static SipAccount account(String extension, String login, String secret, SipPbx pbx) {
        String name = login == null || login.isBlank() ? extension : login;
        return new SipAccount(pbx.addressOf(extension), name, secret, pbx.digits());
    }

    /**
     * Saves what was typed on the page, all of it or nothing.
     *
     * @param address of the PBX; empty to forget it
     * @param typed by extension
     * @throws Refused when something of it does not fit
     */
    public void save(String address, String transport, String digits, Map<String, Typed> typed) {
        SipPbx pbx = address == null || address.isBlank() ? null : SipPbx.of(address, transport, digits);
        typed.forEach(SipAccounts::check);
        transaction.executeWithoutResult(status -> {
            Optional<SipPbx> before = table.pbx();
            if (pbx == null) {
                table.forgetPbx();
            } else {
                table.save(pbx);
            }
            tell(AuditEntry.of(AuditKind.CONNECTION, "changed")
                    .on("softphones", "SIP")
                    .with("address", before.map(SipPbx::address).orElse(null), pbx == null ? null : pbx.address())
                    .with("transport", before.map(SipPbx::transport).orElse(null), pbx == null ? null : pbx.transport())
                    .with("digits", before.map(SipPbx::digits).orElse(null), pbx == null ? null : pbx.digits()));
            typed.forEach(this::save);
        });
        events.publishEvent(new SipAccountsChanged());
    }

    private void save(String extension, Typed typed) {
        Optional<SipAccountTable.Row> before = table.find(extension);
        String login = typed.login() == null
                        || typed.login().isBlank()
                        || typed.login().strip().equals(extension)
                ? null
                : typed.login().strip();
        AuditEntry entry = AuditEntry.of(AuditKind.CONNECTION, "changed").on("softphones", "SIP " + extension);
        if (typed.forget()) {
            if (before.isPresent()) {
                table.forget(extension);
                tell(entry.withSecret("secret", true));
            }
            return;
        }
        boolean fresh = typed.secret() != null && !typed.secret().isEmpty();
        if (fresh || before.isPresent()) {
            byte[] sealed = fresh ? seal(typed.secret()) : before.get().sealed();
            String was = before.map(SipAccountTable.Row::login).orElse(null);
            if (fresh || !Objects.equals(was, login)) {
                table.save(extension, login, sealed);
                tell(entry.with("login", was, login).withSecret("secret", fresh));
            }
        }
    }

    private void tell(AuditEntry entry) {
        if (!entry.tellsNothing()) {
            events.publishEvent(entry);
        }
    }

    private static void check(String extension, Typed typed) {
        if (!Extension.isExtension(extension)) {
            throw Refused.because(null, "softphones.extension", extension);
        }
        String login = typed.login() == null ? "" : typed.login().strip();
        if (!login.isEmpty() && !LOGIN.matcher(login).matches()) {
            throw Refused.because("login-" + extension, "softphones.login", extension);
        }
        String secret = typed.secret() == null ? "" : typed.secret();
        boolean printable = secret.chars().noneMatch(Character::isISOControl);
        if (secret.length() > LONGEST_SECRET || !printable) {
            throw Refused.because("secret-" + extension, "softphones.secret", extension, "" + LONGEST_SECRET);
        }
    }

    private byte[] seal(String secret) {
        try {
            return secrets.seal(secret);
        } catch (UncheckedIOException | IllegalStateException noKey) {
            LOG.error("No secret of a telephone can be kept", noKey);
            throw Refused.because(
                    null, "softphones.key", settings.home().toAbsolutePath().toString());
        }
    }
}
