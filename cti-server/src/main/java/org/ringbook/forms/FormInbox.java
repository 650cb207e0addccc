package org.ringbook.forms;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.claims.Claims;
import org.ringbook.claims.NewClaim;
import org.ringbook.contacts.Caller;
import org.ringbook.contacts.CallerDirectory;
import org.ringbook.leads.Lead;
import org.ringbook.leads.Leads;
import org.ringbook.numbers.NumberPlan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps what forms send before it is answered, and makes leads of it afterwards. Any thread. */
@Component
class FormInbox {

    private static final Logger LOG = LoggerFactory.getLogger(FormInbox.class);
    /** Without an id of the sender's, the same words are the same message only so long: later somebody asks again. */
    private static final Duration SAME_WORDS = Duration.ofMinutes(10);

    private static final String HASH = "hash ";
    /** Of another message with a token that was used. */
    private static final String USED = "used ";

    private static final int LONGEST_KEY = 500;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Leads leads;
    private final Claims claims;
    private final CallerDirectory directory;
    private final NumberPlan plan;
    private final FormSettings settings;
    private final CallbackWork callbacks;
    private final FormTokenKey tokens;
    private final CallOrigins origins;
    private final WorkingCalendar calendar;

    FormInbox(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Leads leads,
            Claims claims,
            CallerDirectory directory,
            NumberPlan plan,
            FormSettings settings,
            CallbackWork callbacks,
            FormTokenKey tokens,
            CallOrigins origins,
            WorkingCalendar calendar) {
        this.origins = origins;
        this.calendar = calendar;
        this.callbacks = callbacks;
        this.tokens = tokens;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.leads = leads;
        this.claims = claims;
        this.directory = directory;
        this.plan = plan;
        this.settings = settings;
    }

    /** @param address of the sender, as far as proxies are believed */
    record Message(String form, String address, String contentType, String query, byte[] body) {}

    /** By what the same message is known: the sender's id, or what stands for it. */
    static String key(Message message, FormReading reading, Instant at) {
        String key = reading.key() == null
                ? HASH + hash(message) + " " + at.getEpochSecond() / SAME_WORDS.toSeconds()
                : reading.key();
        return cut(key);
    }

    private static String cut(String key) {
        return key.substring(0, Math.min(key.length(), LONGEST_KEY));
    }

    /**
     * Committed when it returns. Another message with a token that was used is kept beside the first: it looks like spam, and is not lost.
     *
     * @param at when it came
     * @return empty when it was kept before
     */
    Optional<Long> keep(Message message, String key, boolean test, Instant at) {
        if (key.startsWith(HASH) && cameLately(message.form(), key, at)) {
            return Optional.empty();
        }
        Optional<Long> kept = written(message, key, test, at);
        return kept.isEmpty() && key.startsWith(FormReading.TOKEN) && !isThere(message, key)
                ? written(message, cut(USED + hash(message) + " " + key), test, at)
                : kept;
    }

    private boolean isThere(Message message, String key) {
        return jdbc.sql("select count(*) from form_message where form = ? and key = ? and body = ?"
                                + " and coalesce(query, '') = ?")
                        .params(message.form(), key, message.body(), message.query() == null ? "" : message.query())
                        .query(Long.class)
                        .single()
                > 0;
    }

    private Optional<Long> written(Message message, String key, boolean test, Instant at) {
        return jdbc.sql("insert into form_message (form, key, address, content_type, query, body, state, received_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (form, key) do nothing returning id")
                .params(
                        message.form(),
                        key,
                        message.address(),
                        message.contentType(),
                        message.query(),
                        message.body(),
                        test ? "test" : "kept",
                        Timestamp.from(at))
                .query(Long.class)
                .optional();
    }

    /** In the span of time before its own, and not long ago. */
    private boolean cameLately(String form, String key, Instant at) {
        int span = key.lastIndexOf(' ') + 1;
        return jdbc.sql("select count(*) from form_message where form = ? and key = ? and received_at > ?")
                        .params(
                                form,
                                key.substring(0, span) + (Long.parseLong(key.substring(span)) - 1),
                                Timestamp.from(at.minus(SAME_WORDS)))
                        .query(Long.class)
                        .single()
                > 0;
    }

    private static String hash(Message message) {
        try {
            MessageDigest sum = MessageDigest.getInstance("SHA-256");
            sum.update(String.valueOf(message.query()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum.digest(message.body()));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }

    /** Whether a form sends more in a minute than people do. */
    boolean isFlooded(String form) {
        return count("form = ? and received_at > now() - interval '1 minute'", form) >= settings.ofForm();
    }

    private long count(String where, String value) {
        return jdbc.sql("select count(*) from form_message where " + where)
                .param(value)
                .query(Long.class)
                .single();
    }

    private record Kept(
            long id,
            String form,
            String key,
            String address,
            String contentType,
            String query,
            byte[] body,
            Instant at) {}

    /** Makes leads of all that is kept. @return how many messages were looked at */
    int work() {
        List<Long> ids = jdbc.sql("select id from form_message where state = 'kept' order by id limit 100")
                .query(Long.class)
                .list();
        ids.forEach(this::work);
        return ids.size();
    }

    private void work(long id) {
        try {
            transaction.executeWithoutResult(status -> one(id).ifPresent(this::lead));
        } catch (IllegalArgumentException unreadable) {
            LOG.warn("Message {} of a form could not be read: {}", id, unreadable.getMessage());
            setAside(id, unreadable);
        } catch (TransientDataAccessException
                | RecoverableDataAccessException
                | NonTransientDataAccessResourceException
                | TransactionException away) {
            throw away;
        } catch (RuntimeException failed) {
            // Whatever it is, the messages behind it do not wait for it.
            LOG.error("Message {} of a form could not be made a lead; it is kept and set aside", id, failed);
            setAside(id, failed);
        }
    }

    private void setAside(long id, RuntimeException why) {
        jdbc.sql("update form_message set state = 'unreadable', error = ? where id = ?")
                .params(why.getClass().getSimpleName() + ": " + why.getMessage(), id)
                .update();
    }

    private Optional<Kept> one(long id) {
        return jdbc.sql("select * from form_message where id = ? and state = 'kept' for update skip locked")
                .param(id)
                .query((row, n) -> new Kept(
                        row.getLong("id"),
                        row.getString("form"),
                        row.getString("key"),
                        row.getString("address"),
                        row.getString("content_type"),
                        row.getString("query"),
                        row.getBytes("body"),
                        row.getTimestamp("received_at").toInstant()))
                .optional();
    }

    private void lead(Kept kept) {
        FormSettings.Form form = settings.forms().get(kept.form());
        if (form == null) {
            throw new IllegalArgumentException("The form is not in the settings any more");
        }
        var reading = new FormReading(FormFields.read(kept.query(), kept.contentType(), kept.body()), form);
        if (Preset.isOfCalls(form.preset())) {
            origins.keep(kept.form(), reading.trackedCall(plan, calendar.zone(), kept.at()));
            done(kept.id(), null);
            return;
        }
        String doubt = form.token() && !isHuman(kept, reading) ? "token" : tooMany(kept, form, reading);
        if (Preset.isOfClaims(form.preset())) {
            claims.take(known(reading.claim("form " + kept.id(), plan, doubt, kept.at())), null);
            done(kept.id(), null);
            return;
        }
        Optional<Lead> lead = leads.take(reading.incoming(kept.form(), plan, doubt, kept.at()));
        if (form.callback().isWanted(reading)) {
            lead.ifPresent(one -> callbacks.wanted(
                    kept.id(), kept.form(), one, form.callback().patience()));
        }
        done(kept.id(), lead.map(Lead::id).orElse(null));
    }

    /** Whoever the number means alone is whose claim it is. */
    private NewClaim known(NewClaim claim) {
        List<Caller> whose = claim.about().phone() == null
                ? List.of()
                : directory.whoIs(claim.about().phone());
        if (whose.size() != 1) {
            return claim;
        }
        Caller one = whose.get(0);
        UUID party = one.contactId() == null ? one.companyId() : one.contactId();
        return new NewClaim(
                claim.key(),
                claim.channel(),
                claim.about().with(said -> said.partyId = party),
                claim.responsibleId(),
                claim.doubtful(),
                claim.at());
    }

    private void done(long id, UUID lead) {
        jdbc.sql("update form_message set state = 'done', lead_id = ? where id = ?")
                .params(lead, id)
                .update();
    }

    private boolean isHuman(Kept kept, FormReading reading) {
        return !kept.key().startsWith(USED) && FormToken.isFit(tokens.get(), kept.form(), reading.token(), kept.at());
    }

    private String tooMany(Kept kept, FormSettings.Form form, FormReading reading) {
        long ofAddress = kept.address() == null || form.comesOfOneServer()
                ? 0
                : jdbc.sql("select count(*) from form_message where address = ? and received_at > ? and id <= ?")
                        .params(kept.address(), Timestamp.from(kept.at().minusSeconds(3_600)), kept.id())
                        .query(Long.class)
                        .single();
        if (ofAddress > settings.fromAddress()) {
            return "address";
        }
        Long phone = reading.phoneAsTyped() == null
                ? null
                : plan.parse(reading.phoneAsTyped()).map(one -> one.e164()).orElse(null);
        long ofPhone = phone == null
                ? 0
                : jdbc.sql(
                                "select (select count(*) from form_message m join lead l on l.id = m.lead_id where l.phone = :phone"
                                        + " and m.received_at > :since)"
                                        + " + (select count(*) from claim c where c.phone = :phone and c.channel = 'form'"
                                        + " and c.registered_at > :since)")
                        .param("phone", phone)
                        .param("since", Timestamp.from(kept.at().minusSeconds(3_600)))
                        .query(Long.class)
                        .single();
        return ofPhone >= settings.ofPhone() ? "phone" : null;
    }

    /** After their time nobody needs the words any more. */
    void forgetOld() {
        jdbc.sql("delete from form_message where received_at < ? and state <> 'kept'")
                .param(Timestamp.from(Instant.now().minus(settings.keep())))
                .update();
    }
}
