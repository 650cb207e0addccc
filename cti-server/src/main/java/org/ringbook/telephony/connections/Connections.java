package org.ringbook.telephony.connections;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditKind;
import org.ringbook.refusals.Refused;
import org.ringbook.telephony.ConnectionField;
import org.ringbook.telephony.ConnectionForm;
import org.ringbook.telephony.PbxSource;
import org.ringbook.telephony.Sources;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Connections that are set up, changed and removed while the server runs. One of the settings file goes before one of the same name
 * here. Any thread; what changes something waits for the database, and for the source that it restarts.
 */
@Component
public class Connections implements PbxSource.Provider {

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    /** The file of the key that seals secrets. Its being there tells that somebody set up a connection of their own. */
    public static final String KEY_FILE = "connections.key";

    private static final int MOST = 50;

    private final ConnectionTable table;
    private final SealedSecrets sealed;
    private final ObjectProvider<PbxSource.Provider> providers;
    private final ObjectProvider<Sources> running;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Map<String, PbxSource> made = new ConcurrentHashMap<>();
    private boolean read;

    Connections(
            ConnectionTable table,
            SealedSecrets sealed,
            ObjectProvider<PbxSource.Provider> providers,
            ObjectProvider<Sources> running,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher events) {
        this.table = table;
        this.sealed = sealed;
        this.providers = providers;
        this.running = running;
        this.transaction = new TransactionTemplate(transactions);
        this.events = events;
    }

    /** Published when one was begun or changed. */
    public record Saved(String name) {}

    /** How each kind is set up, by its word. */
    public List<ConnectionForm> forms() {
        return others().flatMap(provider -> provider.form().stream())
                .sorted(Comparator.comparing(ConnectionForm::kind))
                .toList();
    }

    private java.util.stream.Stream<PbxSource.Provider> others() {
        return providers.stream().filter(one -> one != this);
    }

    /** @throws Refused when there is no such kind */
    public ConnectionForm form(String kind) {
        return forms().stream()
                .filter(one -> one.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> Refused.because("kind", "telephony.connection.kind"));
    }

    /** Names of the sources that the settings file names: those are not changed here. */
    public Set<String> ofSettings() {
        return others().flatMap(provider -> provider.sources().stream())
                .map(PbxSource::name)
                .collect(Collectors.toSet());
    }

    /** By name. */
    public List<Connection> all() {
        return table.all().stream().map(this::connection).toList();
    }

    public Optional<Connection> find(String name) {
        return table.find(name).map(this::connection);
    }

    private Connection connection(ConnectionTable.Row row) {
        Optional<Map<String, String>> secrets = sealed.open(row.sealed());
        Set<String> secretFields = secretFields(row.kind());
        var open = new HashMap<>(row.values());
        var kept = new HashSet<>(secrets.orElse(Map.of()).keySet());
        secretFields.stream().filter(key -> open.remove(key) != null).forEach(kept::add);
        return new Connection(
                row.name(), row.kind(), open, kept, row.createdAt(), row.changedAt(), secrets.isPresent());
    }

    private Set<String> secretFields(String kind) {
        return forms().stream()
                .filter(form -> form.kind().equals(kind))
                .flatMap(form -> form.fields().stream())
                .filter(ConnectionField::secret)
                .map(ConnectionField::key)
                .collect(Collectors.toSet());
    }

    /** What became a secret since it was kept is sealed. Without a key it stays where it is, and is not shown. */
    private void sealWhatIsSecretNow(ConnectionTable.Row row) {
        Set<String> secretFields = secretFields(row.kind());
        Optional<Map<String, String>> secrets = sealed.open(row.sealed());
        if (secrets.isEmpty() || row.values().keySet().stream().noneMatch(secretFields::contains)) {
            return;
        }
        var open = new LinkedHashMap<>(row.values());
        var all = new HashMap<>(secrets.get());
        secretFields.forEach(key -> {
            String kept = open.remove(key);
            if (kept != null) {
                all.putIfAbsent(key, kept);
            }
        });
        try {
            table.seal(row.name(), open, sealed.seal(all));
            LOG.info("Secrets of the connection \"{}\" that stood in the database as they are were sealed", row.name());
        } catch (Refused noKey) {
            LOG.error(
                    "Secrets of the connection \"{}\" stand in the database as they are: {}",
                    row.name(),
                    noKey.getMessage());
        }
    }

    /** The sources as they run now; read from the database the first time. */
    @Override
    public synchronized Collection<? extends PbxSource> sources() {
        if (!read) {
            Set<String> ofSettings = ofSettings();
            table.all().forEach(this::sealWhatIsSecretNow);
            for (ConnectionTable.Row row : table.all()) {
                if (!ofSettings.contains(row.name())) {
                    source(row).ifPresent(source -> made.put(row.name(), source));
                }
            }
            read = true;
        }
        return List.copyOf(new TreeMap<>(made).values());
    }

    /** Whatever is wrong with one of them, the server starts, and the page says so. */
    private Optional<PbxSource> source(ConnectionTable.Row row) {
        Optional<Map<String, String>> secrets = sealed.open(row.sealed());
        if (secrets.isEmpty()) {
            LOG.error(
                    "The connection \"{}\" rests: its secrets cannot be read. Type them again on its page", row.name());
            return Optional.empty();
        }
        try {
            ConnectionForm form = form(row.kind());
            var values = new HashMap<>(row.values());
            values.putAll(secrets.get());
            return Optional.of(form.make(row.name(), ConnectionValues.settings(form, values)));
        } catch (IllegalArgumentException unfit) {
            LOG.error("The connection \"{}\" rests: {}", row.name(), unfit.getMessage());
            return Optional.empty();
        }
    }

    /**
     * What was typed, whole: with the secrets that were typed before and are not typed now.
     *
     * @param known name of the connection that is changed; null for a new one
     * @throws Refused with the key of the field at fault
     */
    Typed typed(String kind, String known, Map<String, String> typed) {
        ConnectionForm form = form(kind);
        var before = new HashMap<String, String>();
        if (known != null) {
            table.find(known).filter(row -> row.kind().equals(kind)).ifPresent(row -> {
                before.putAll(row.values());
                before.putAll(sealed.open(row.sealed()).orElse(Map.of()));
            });
        }
        return new Typed(form, ConnectionValues.tidied(form, typed, before));
    }

    /** @param values without the secrets it would not be {@code toString}ed */
    record Typed(ConnectionForm form, Map<String, String> values) {

        Map<String, Object> settings() {
            return ConnectionValues.settings(form, values);
        }

        /** Whether it has secrets that were not typed now. */
        boolean keepsSecrets(Map<String, String> typed) {
            return part(true).keySet().stream().map(typed::get).anyMatch(value -> value == null || value.isBlank());
        }

        Map<String, String> part(boolean secret) {
            var part = new LinkedHashMap<String, String>();
            form.fields().stream()
                    .filter(field -> field.secret() == secret)
                    .map(ConnectionField::key)
                    .filter(values::containsKey)
                    .forEach(key -> part.put(key, values.get(key)));
            return part;
        }

        /** @throws Refused in the words of the source's settings */
        PbxSource source(String name, Map<String, Object> otherwise) {
            var settings = new LinkedHashMap<>(settings());
            settings.putAll(otherwise);
            try {
                return form.make(name, settings);
            } catch (Refused refused) {
                // What the page does not ask for is told above it.
                throw Refused.because(asks(refused.field()) ? refused.field() : null, refused.refusal());
            } catch (IllegalArgumentException unfit) {
                throw Refused.because(null, "telephony.connection.unfit", unfit.getMessage());
            }
        }

        private boolean asks(String key) {
            return form.fields().stream().anyMatch(field -> field.key().equals(key));
        }

        /** Without what may be secret. */
        @Override
        public String toString() {
            return "Typed[" + form.kind() + "]";
        }
    }

    /**
     * Sets up a connection, which begins at once.
     *
     * @throws Refused with the field at fault; nothing was changed then
     */
    public synchronized Connection add(String kind, String typedName, Map<String, String> typed) {
        String name = ConnectionValues.name(typedName);
        if (ofSettings().contains(name) || table.find(name).isPresent()) {
            throw Refused.because("name", "telephony.connection.taken", name);
        }
        if (table.all().size() >= MOST) {
            throw Refused.because(null, "telephony.connection.many", MOST);
        }
        return save("added", name, typed(kind, null, typed), null);
    }

    /**
     * Changes a connection: it alone is begun anew, and goes on where it was.
     *
     * @param typed a secret that is left out or empty stays as it was, null ends it
     * @return empty when there is none of that name
     * @throws Refused with the field at fault; nothing was changed then
     */
    public synchronized Optional<Connection> change(String name, Map<String, String> typed) {
        return table.find(name).map(row -> {
            if (ofSettings().contains(name)) {
                throw Refused.because("name", "telephony.connection.of-settings", name);
            }
            return save("changed", name, typed(row.kind(), name, typed), row);
        });
    }

    private Connection save(String action, String name, Typed typed, ConnectionTable.Row before) {
        PbxSource source = typed.source(name, Map.of());
        Map<String, String> open = typed.part(false);
        Map<String, String> secret = typed.part(true);
        byte[] sealedNow = secret.isEmpty() ? null : sealed.seal(secret);
        transaction.executeWithoutResult(status -> {
            if (before == null) {
                table.insert(name, typed.form().kind(), open, sealedNow);
            } else {
                table.update(name, open, sealedNow);
            }
            events.publishEvent(entry(action, name, typed, before));
        });
        made.put(name, source);
        running.getObject().begin(source);
        events.publishEvent(new Saved(name));
        return find(name).orElseThrow();
    }

    private AuditEntry entry(String action, String name, Typed typed, ConnectionTable.Row before) {
        AuditEntry entry = AuditEntry.of(AuditKind.CONNECTION, action).on(name, name);
        if (before == null) {
            entry = entry.with("kind", null, typed.form().kind());
        }
        Map<String, String> secrets =
                before == null ? Map.of() : sealed.open(before.sealed()).orElse(Map.of());
        for (ConnectionField field : typed.form().fields()) {
            String key = field.key();
            String is = typed.values().get(key);
            if (field.secret()) {
                entry = entry.withSecret(key, !Objects.equals(is, secrets.get(key)));
            } else {
                String was = before == null ? null : before.values().get(key);
                String shownWas = shown(field, was);
                String shownIs = shown(field, is);
                entry = entry.with(key, shownWas, shownIs)
                        .withSecret(key, !Objects.equals(was, is) && Objects.equals(shownWas, shownIs));
            }
        }
        return entry;
    }

    /** The body of a request and what stands in an address beside host and path may hold secrets: without them. */
    private static String shown(ConnectionField field, String value) {
        if (value == null || field.kind() == ConnectionField.Kind.LINES) {
            return value == null ? null : "…";
        }
        return value.replaceAll("(?<=://)[^/?#\\s]*@", "…@").replaceAll("(://[^?\\s]*)\\?.*", "$1?…");
    }

    /**
     * Ends a connection for good. Its calls stay, and what it said.
     *
     * @return false when there is none
     */
    public synchronized boolean remove(String name) {
        Optional<ConnectionTable.Row> row = table.find(name);
        if (row.isEmpty()) {
            return false;
        }
        transaction.executeWithoutResult(status -> {
            table.delete(name);
            events.publishEvent(AuditEntry.of(AuditKind.CONNECTION, "removed")
                    .on(name, name)
                    .with("kind", row.get().kind(), null));
        });
        if (made.remove(name) != null) {
            running.getObject().end(name);
        }
        return true;
    }

    /** Whether an address of this server is entered at the telephone systems of this kind. */
    public boolean hasAddress(String kind) {
        return form(kind).hasAddress();
    }

    /** What is to be copied into the telephone system's own settings; null when nothing is, or what was typed cannot be. */
    public String copies(String kind, Map<String, String> values) {
        ConnectionForm form = form(kind);
        try {
            var known = new HashMap<String, String>();
            form.fields().stream()
                    .filter(field -> !field.secret())
                    .map(ConnectionField::key)
                    .filter(values::containsKey)
                    .forEach(key -> known.put(key, values.get(key)));
            return form.copies(ConnectionValues.settings(form, known));
        } catch (IllegalArgumentException unfit) {
            return null;
        }
    }
}
