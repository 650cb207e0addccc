package org.ringbook.webhooks;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditKind;
import org.ringbook.feed.ChangeType;
import org.ringbook.refusals.Refused;
import org.ringbook.sealing.SecretBox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The webhooks, and what of the calls was and is to be sent to them. Any thread; every method waits for the database and throws {@link
 * DataAccessException} without it.
 */
@Component
public class Webhooks {

    /** Each has a thread, and each change is noted for each. */
    static final int MOST = 20;

    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
    private static final int LONGEST_NAME = 100;

    private final WebhookTable table;
    private final DeliveryTable deliveries;
    private final AddressRules rules;
    private final SecretBox secrets;
    private final Messages messages;
    private final Senders senders;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;

    Webhooks(
            WebhookTable table,
            DeliveryTable deliveries,
            AddressRules rules,
            SecretBox secrets,
            Messages messages,
            Senders senders,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher events) {
        this.transaction = new TransactionTemplate(transactions);
        this.events = events;
        this.table = table;
        this.deliveries = deliveries;
        this.rules = rules;
        this.secrets = secrets;
        this.messages = messages;
        this.senders = senders;
    }

    /** Types of all that can be sent: changes of calls, and what else happens. */
    public static List<String> events() {
        return Stream.concat(Arrays.stream(ChangeType.values()).map(ChangeType::word), OtherEvents.TYPES.stream())
                .toList();
    }

    /**
     * How a webhook is doing.
     *
     * @param waiting changes that have not arrived and are tried again
     * @param waitingSince when the oldest of them was written; null when none waits
     * @param last the newest that was sent; null when nothing was
     */
    public record State(Webhook webhook, long waiting, Instant waitingSince, Delivery last) {}

    /** By name. */
    public List<State> states() {
        Map<UUID, DeliveryTable.Waiting> waiting = deliveries.waiting();
        return table.all().stream()
                .map(each -> state(each, waiting.get(each.id())))
                .toList();
    }

    private State state(Webhook webhook, DeliveryTable.Waiting waiting) {
        Delivery last = deliveries.lastTried(webhook.id()).orElse(null);
        return waiting == null
                ? new State(webhook, 0, null, last)
                : new State(webhook, waiting.count(), waiting.since(), last);
    }

    public Optional<State> state(UUID id) {
        return table.find(id).map(each -> state(each, deliveries.waiting().get(id)));
    }

    public Optional<Webhook> find(UUID id) {
        return table.find(id);
    }

    /**
     * Is told what happens from now on.
     *
     * @param by login of who makes it
     * @throws Refused if something of it does not fit
     */
    public Webhook.Made make(Webhook.Input input, String by) {
        if (table.all().size() >= MOST) {
            throw Refused.because(null, "webhooks.many", MOST);
        }
        var webhook = new Webhook(
                UUID.randomUUID(),
                name(input.name()),
                rules.read(input.url()),
                events(input.events()),
                !Boolean.FALSE.equals(input.active()),
                null,
                Instant.now().truncatedTo(ChronoUnit.MICROS));
        String secret = Signature.newSecret();
        byte[] sealed = secrets.seal(secret);
        noted(entry("added", null, webhook), () -> table.add(webhook, sealed));
        LOG.info("{} made the webhook \"{}\"", by, webhook.name());
        senders.refresh();
        return new Webhook.Made(webhook, secret);
    }

    /**
     * @return empty when there is none
     * @throws Refused if something of it does not fit
     */
    public Optional<Webhook> change(UUID id, Webhook.Input input, String by) {
        return table.find(id).map(before -> {
            var now = new Webhook(
                    id,
                    name(input.name()),
                    rules.read(input.url()),
                    events(input.events()),
                    input.active() == null ? before.active() : input.active(),
                    null,
                    before.createdAt());
            noted(entry("changed", before, now), () -> table.change(now));
            LOG.info("{} changed the webhook \"{}\"", by, now.name());
            senders.refresh();
            senders.hurry(id);
            return now;
        });
    }

    /** The old one signs nothing more. */
    public Optional<Webhook.Made> newSecret(UUID id, String by) {
        return table.find(id).map(webhook -> {
            String secret = Signature.newSecret();
            byte[] sealed = secrets.seal(secret);
            noted(AuditEntry.of(AuditKind.WEBHOOK, "secret").on(id, webhook.name()), () -> table.secret(id, sealed));
            LOG.info("{} made a new secret for the webhook \"{}\"", by, webhook.name());
            return new Webhook.Made(webhook, secret);
        });
    }

    /**
     * Sends something once that is no change of a call, signed like all else; who sends it tries again.
     *
     * @param message the same whenever it is sent again
     * @param document written as JSON
     */
    public Attempt send(UUID id, String message, Object document) {
        return table.find(id)
                .filter(Webhook::active)
                .map(webhook -> messages.send(webhook, message, document))
                .orElseGet(() -> Attempt.failed(Instant.now(), "off", 0));
    }

    /** @return false when there is none */
    public boolean delete(UUID id, String by) {
        boolean deleted = table.find(id).map(this::delete).orElse(false);
        if (deleted) {
            LOG.info("{} deleted the webhook {}", by, id);
            senders.refresh();
        }
        return deleted;
    }

    private boolean delete(Webhook webhook) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            boolean deleted = table.delete(webhook.id());
            if (deleted) {
                events.publishEvent(AuditEntry.of(AuditKind.WEBHOOK, "removed").on(webhook.id(), webhook.name()));
            }
            return deleted;
        }));
    }

    private void noted(AuditEntry entry, Runnable change) {
        transaction.executeWithoutResult(status -> {
            change.run();
            events.publishEvent(entry);
        });
    }

    private static AuditEntry entry(String action, Webhook was, Webhook is) {
        return AuditEntry.of(AuditKind.WEBHOOK, action)
                .on(is.id(), is.name())
                .with("name", was == null ? is.name() : was.name(), is.name())
                .with("url", was == null ? null : shown(was.url()), shown(is.url()))
                .withSecret(
                        "url",
                        was != null
                                && !was.url().equals(is.url())
                                && shown(was.url()).equals(shown(is.url())))
                .with("events", was == null ? null : was.events(), is.events())
                .with("active", was == null ? null : was.active(), is.active());
    }

    /** An address may have a secret in its query: without it. */
    private static String shown(String url) {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query) + "?…";
    }

    /** Sends a test now, whether it is on or off, and waits for the answer. */
    public Optional<Attempt> test(UUID id) {
        return table.find(id).map(messages::test);
    }

    /**
     * Newest first.
     *
     * @param state null for any
     * @param before number of the last one of the page before; null for the first page
     */
    public List<Delivery> deliveries(UUID webhook, Delivery.State state, Long before, int limit) {
        return deliveries.list(webhook, state, before, limit);
    }

    /** Sends it once more, also when it has arrived. @return false when there is no such delivery */
    public boolean replay(UUID webhook, long number) {
        boolean again = deliveries.again(webhook, number);
        senders.hurry(webhook);
        return again;
    }

    /**
     * Sends once more all that the feed still has of a time, also what was never sent because the webhook was off, or not there.
     *
     * @param from inclusive
     * @param to exclusive
     * @return how many; empty when there is no such webhook
     * @throws Refused if the time ends before it begins
     */
    public Optional<Integer> replay(UUID webhook, Instant from, Instant to) {
        if (from == null || to == null || !from.isBefore(to)) {
            throw Refused.because(from == null ? "from" : "to", "webhooks.period");
        }
        Optional<Integer> count = table.find(webhook).map(known -> deliveries.again(known, from, to));
        senders.hurry(webhook);
        return count;
    }

    private static String name(String name) {
        if (name == null || name.isBlank() || name.strip().length() > LONGEST_NAME || name.indexOf('\0') >= 0) {
            throw Refused.because("name", "webhooks.name", LONGEST_NAME);
        }
        return name.strip();
    }

    /** In the order of the types, each once. */
    private static List<String> events(List<String> wanted) {
        if (wanted == null) {
            return Arrays.stream(ChangeType.values()).map(ChangeType::word).toList();
        }
        Map<String, String> known = events().stream().collect(Collectors.toMap(Function.identity(), each -> each));
        for (String each : wanted) {
            if (each == null || !known.containsKey(each)) {
                throw Refused.because("events", "webhooks.event", String.join(", ", events()));
            }
        }
        if (wanted.isEmpty()) {
            throw Refused.because("events", "webhooks.no-events");
        }
        return events().stream().filter(wanted::contains).toList();
    }
}
