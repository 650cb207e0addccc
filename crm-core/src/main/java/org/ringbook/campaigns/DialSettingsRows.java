package org.ringbook.campaigns;

import java.util.UUID;
import org.ringbook.numbers.PhoneNumber;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of how campaigns are dialled by the server. */
final class DialSettingsRows {

    private final JdbcClient jdbc;

    DialSettingsRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    DialSettings of(UUID campaign) {
        return jdbc.sql("select * from campaign_dialling where campaign_id = ?")
                .param(campaign)
                .query((row, n) -> new DialSettings(
                        row.getObject("caller_id") == null ? null : new PhoneNumber(row.getLong("caller_id")),
                        row.getObject("signed_by", UUID.class),
                        EntryRows.instant(row, "signed_at")))
                .optional()
                .orElse(DialSettings.NONE);
    }

    void save(UUID campaign, DialSettings settings) {
        jdbc.sql("insert into campaign_dialling (campaign_id, caller_id, signed_by, signed_at) values (?, ?, ?, ?)"
                        + " on conflict (campaign_id) do update set caller_id = excluded.caller_id,"
                        + " signed_by = excluded.signed_by, signed_at = excluded.signed_at")
                .params(
                        campaign,
                        settings.callerId() == null ? null : settings.callerId().e164(),
                        settings.signedBy(),
                        CampaignRows.time(settings.signedAt()))
                .update();
    }

    /** Nobody answers for it any more. @return whether somebody did */
    boolean takeBackSignature(UUID campaign) {
        return jdbc.sql("update campaign_dialling set signed_by = null, signed_at = null"
                                + " where campaign_id = ? and signed_by is not null")
                        .param(campaign)
                        .update()
                > 0;
    }

    /** Whether an administrator allowed that it is dialled ahead of agents who are ready. */
    boolean isAllowedAhead(UUID campaign) {
        return jdbc.sql("select exists (select from campaign_ahead where campaign_id = ?)")
                .param(campaign)
                .query(Boolean.class)
                .single();
    }

    /** Nobody allows any more that it is dialled ahead. */
    void takeBackAhead(UUID campaign) {
        jdbc.sql("delete from campaign_ahead where campaign_id = ?")
                .param(campaign)
                .update();
    }
}
