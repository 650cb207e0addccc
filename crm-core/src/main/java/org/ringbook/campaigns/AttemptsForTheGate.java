package org.ringbook.campaigns;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.ringbook.dialrules.CampaignAttempts;
import org.ringbook.dialrules.PastCall;
import org.ringbook.dialrules.Purpose;
import org.ringbook.numbers.PhoneNumber;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What call lists tell the gate of their attempts. An attempt of which nobody knows counts as one. */
@Component
class AttemptsForTheGate implements CampaignAttempts {

    private final JdbcClient jdbc;

    AttemptsForTheGate(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<PastCall> of(Collection<PhoneNumber> numbers, UUID party, UUID campaign, Instant since) {
        return jdbc.sql("select a.*, r.effect, s.name as by_name from call_attempt a"
                        + " left join campaign_result r on r.disposition_id = a.disposition_id"
                        + " left join staff_member s on s.id = a.staff_id"
                        + " where (a.number = any(:numbers) or a.entry_id in"
                        + " (select id from campaign_entry where party_id = :party)"
                        + " or a.entry_id in (select entry_id from entry_number where number = any(:numbers)))"
                        + " and (a.created_at >= :since or a.campaign_id = :campaign) and a.state not in ('not_placed', 'withdrawn')"
                        + " order by a.created_at desc limit 500")
                .param("numbers", numbers.stream().map(PhoneNumber::e164).toArray(Long[]::new))
                .param("party", party)
                .param("since", CampaignRows.time(since))
                .param("campaign", campaign)
                .query(AttemptsForTheGate::read)
                .list();
    }

    private static PastCall read(ResultSet row, int number) throws SQLException {
        String word = row.getString("technical");
        TechnicalResult technical = word == null ? null : TechnicalResult.valueOf(word.toUpperCase(Locale.ROOT));
        String effect = row.getString("effect");
        return new PastCall(
                row.getObject("call_id", UUID.class),
                new PhoneNumber(row.getLong("number")),
                row.getObject("campaign_id", UUID.class),
                row.getTimestamp("created_at").toInstant(),
                row.getString("by_name"),
                technical == null || technical.countsForThePerson(),
                technical == TechnicalResult.ANSWERED && !"machine".equals(effect),
                technical == TechnicalResult.DROPPED,
                "refusal".equals(effect));
    }

    @Override
    public boolean inDebtCampaign(PhoneNumber number, UUID party) {
        return jdbc.sql(
                        "select exists (select from campaign_entry e join campaign c on c.id = e.campaign_id"
                                + " where c.purpose = 'debt' and c.state in ('running', 'paused') and e.ended_at is null"
                                + " and (e.party_id = :party or e.id in (select entry_id from entry_number where number = :number)))")
                .param("party", party)
                .param("number", number.e164())
                .query(Boolean.class)
                .single();
    }

    @Override
    public int attemptsSince(Purpose purpose, Instant since) {
        return jdbc.sql("select count(*) from call_attempt a join campaign c on c.id = a.campaign_id"
                        + " where c.purpose = ? and a.created_at >= ? and a.state not in ('not_placed', 'withdrawn')")
                .params(purpose.code(), CampaignRows.time(since))
                .query(Integer.class)
                .single();
    }
}
