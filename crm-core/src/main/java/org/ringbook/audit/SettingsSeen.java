package org.ringbook.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the settings file says otherwise than at the last start: how long things are kept, who may what, which limits hold. A file is
 * changed by nobody whom the program could name.
 */
@Component
class SettingsSeen {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsSeen.class);

    /** None of them holds a secret. */
    private static final List<ConfigurationPropertyName> WATCHED = List.of(
                    "ringbook.recordings.keep",
                    "ringbook.recordings.space",
                    "ringbook.recordings.compact",
                    "ringbook.rights",
                    "ringbook.raw.keep",
                    "ringbook.audit.keep",
                    "ringbook.feed.keep",
                    "ringbook.webhooks.keep",
                    "ringbook.webhooks.allowed",
                    "ringbook.control",
                    "ringbook.followups",
                    "ringbook.leads",
                    "ringbook.calendar")
            .stream()
            .map(ConfigurationPropertyName::of)
            .toList();

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;

    SettingsSeen(JdbcClient jdbc, PlatformTransactionManager transactions, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.events = events;
    }

    @EventListener
    void started(ApplicationReadyEvent event) {
        try {
            seen(watched(event.getApplicationContext().getEnvironment()));
        } catch (DataAccessException | TransactionException away) {
            LOG.warn("Whether the settings were changed is not known: {}", away.getMessage());
        }
    }

    static Map<String, String> watched(Environment environment) {
        var names = new TreeSet<String>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource all) {
                all.stream()
                        .filter(name -> WATCHED.stream().anyMatch(one -> one.equals(name) || one.isAncestorOf(name)))
                        .forEach(name -> names.add(name.toString()));
            }
        }
        var values = new LinkedHashMap<String, String>();
        for (String name : names) {
            String value = environment.getProperty(name);
            if (value != null && !value.isEmpty()) {
                values.put(name, value);
            }
        }
        return values;
    }

    /** Notes what is otherwise than at the last start; at the very first one nothing is. */
    void seen(Map<String, String> now) {
        transaction.executeWithoutResult(status -> {
            Map<String, String> before = before();
            AuditEntry entry = AuditEntry.of(AuditKind.SETTINGS, "changed");
            var all = new TreeMap<>(before);
            all.putAll(now);
            for (String name : all.keySet()) {
                entry = entry.with(name, before.get(name), now.get(name));
            }
            if (before.equals(now)) {
                return;
            }
            if (!before.isEmpty()) {
                events.publishEvent(entry);
            }
            jdbc.sql("delete from audit_setting").update();
            now.forEach((name, value) -> jdbc.sql("insert into audit_setting (name, value) values (?, ?)")
                    .params(name, value)
                    .update());
        });
    }

    private Map<String, String> before() {
        var before = new TreeMap<String, String>();
        jdbc.sql("select name, value from audit_setting").query(row -> {
            before.put(row.getString(1), row.getString(2));
        });
        return before;
    }
}
