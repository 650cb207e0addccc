package org.ringbook.campaigns;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditKind;
import org.ringbook.campaigns.CampaignResult.Effect;
import org.ringbook.campaigns.CampaignResult.Outcome;
import org.ringbook.events.Disposition;
import org.ringbook.events.Dispositions;
import org.ringbook.refusals.Refused;
import org.ringbook.scripts.OfferedInLists;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the company's dispositions mean for call lists. Any thread; every method waits for the database. */
@Component
public class CampaignResults implements OfferedInLists {

    private static final String KEYS = "123456789cd";
    private static final Duration LONGEST_AGAIN = Duration.ofDays(366);

    private final JdbcClient jdbc;
    private final Dispositions dispositions;
    private final ApplicationEventPublisher events;

    CampaignResults(JdbcClient jdbc, Dispositions dispositions, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.dispositions = dispositions;
        this.events = events;
    }

    private record Row(UUID id, Effect effect, Outcome outcome, boolean isFinal, Duration againAfter, String key) {}

    /** Those that are offered, by their keys. */
    public List<CampaignResult> offered() {
        return all().stream().filter(one -> one.disposition().active()).toList();
    }

    /** Also those that are not offered any more. */
    public List<CampaignResult> all() {
        Map<UUID, Disposition> known =
                dispositions.all().stream().collect(Collectors.toMap(Disposition::id, Function.identity()));
        var all = new ArrayList<CampaignResult>();
        for (Row row : jdbc.sql("select *, extract(epoch from again_after)::bigint as again_s from campaign_result")
                .query(CampaignResults::read)
                .list()) {
            Disposition one = known.get(row.id());
            if (one != null) {
                all.add(new CampaignResult(
                        one, row.effect(), row.outcome(), row.isFinal(), row.againAfter(), row.key()));
            }
        }
        all.sort(Comparator.comparing(
                (CampaignResult one) -> one.key() == null ? KEYS.length() : KEYS.indexOf(one.key())));
        return all;
    }

    public Optional<CampaignResult> find(UUID disposition) {
        return all().stream().filter(one -> one.id().equals(disposition)).findFirst();
    }

    @Override
    public boolean isOffered(UUID disposition) {
        return find(disposition).filter(one -> one.disposition().active()).isPresent();
    }

    public Optional<CampaignResult> of(Effect effect) {
        return offered().stream().filter(one -> one.effect() == effect).findFirst();
    }

    /**
     * Says what a disposition means; one that meant nothing to call lists is offered in them from now on.
     *
     * @param effect null to offer it no more
     * @param key null for none
     * @throws Refused if there is no such disposition, or the key is none or another one's
     */
    @Transactional
    public void save(UUID disposition, Effect effect, boolean isFinal, Duration againAfter, String key) {
        Disposition one = dispositions
                .find(disposition)
                .orElseThrow(() -> Refused.because("disposition", "campaigns.result.unknown"));
        if (key != null && (key.length() != 1 || KEYS.indexOf(key) < 0)) {
            throw Refused.because("key", "campaigns.result.key");
        }
        if (againAfter != null && (againAfter.isNegative() || againAfter.compareTo(LONGEST_AGAIN) > 0)) {
            throw Refused.because("againAfter", "campaigns.result.again", LONGEST_AGAIN.toDays());
        }
        if (effect == null) {
            jdbc.sql("delete from campaign_result where disposition_id = ?")
                    .param(disposition)
                    .update();
        } else {
            write(disposition, effect, isFinal, againAfter, key);
        }
        events.publishEvent(AuditEntry.of(AuditKind.DISPOSITION, "changed")
                .on(disposition, one.name())
                .with("callList", null, effect == null ? "-" : effect.word() + (key == null ? "" : " " + key)));
    }

    /**
     * What one disposition means from now on.
     *
     * @param effect null for one that call lists do not offer
     * @param key null for none
     */
    public record Meaning(UUID disposition, Effect effect, boolean isFinal, Duration againAfter, String key) {}

    /** All at once, so that keys can be exchanged. @throws Refused as {@link #save}, or if two have one key; nothing is changed then */
    @Transactional
    public void save(List<Meaning> meanings) {
        var keys = new HashSet<String>();
        for (Meaning one : meanings) {
            if (one.effect() != null && one.key() != null && !keys.add(one.key())) {
                throw Refused.because("key", "campaigns.result.key-taken", one.key());
            }
        }
        jdbc.sql("update campaign_result set key = null where disposition_id = any(?)")
                .param(meanings.stream().map(Meaning::disposition).toArray(UUID[]::new))
                .update();
        meanings.forEach(one -> save(one.disposition(), one.effect(), one.isFinal(), one.againAfter(), one.key()));
    }

    private void write(UUID disposition, Effect effect, boolean isFinal, Duration againAfter, String key) {
        try {
            jdbc.sql("insert into campaign_result (disposition_id, effect, class, final, again_after, key)"
                            + " values (?, ?, ?, ?, make_interval(secs => ?), ?) on conflict (disposition_id) do update"
                            + " set effect = excluded.effect, class = excluded.class, final = excluded.final,"
                            + " again_after = excluded.again_after, key = excluded.key")
                    .params(
                            disposition,
                            effect.word(),
                            outcomeOf(effect).word(),
                            isFinal,
                            againAfter == null ? null : (double) againAfter.toSeconds(),
                            key)
                    .update();
        } catch (DuplicateKeyException taken) {
            throw Refused.because("key", "campaigns.result.key-taken", key);
        }
    }

    private static Outcome outcomeOf(Effect effect) {
        return switch (effect) {
            case SUCCESS, CALLBACK, LATER, REACHED -> Outcome.REACHED;
            case REFUSAL, DO_NOT_CALL -> Outcome.REFUSAL;
            case WRONG_PERSON, MACHINE -> Outcome.NOT_REACHED;
            case BAD_NUMBER -> Outcome.BAD_NUMBER;
        };
    }

    private static Row read(ResultSet row, int number) throws SQLException {
        long seconds = row.getLong("again_s");
        return new Row(
                row.getObject("disposition_id", UUID.class),
                Effect.valueOf(row.getString("effect").toUpperCase(Locale.ROOT)),
                Outcome.valueOf(row.getString("class").toUpperCase(Locale.ROOT)),
                row.getBoolean("final"),
                seconds == 0 ? null : Duration.ofSeconds(seconds),
                row.getString("key"));
    }
}
