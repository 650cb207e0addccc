package org.ringbook.campaigns;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.dialrules.Purpose;
import org.ringbook.dialrules.WeekHours;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of campaigns. */
final class CampaignRows {

    private final JdbcClient jdbc;

    CampaignRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Campaign> find(UUID id) {
        return jdbc.sql("select * from campaign where id = ?")
                .param(id)
                .query(CampaignRows::read)
                .optional();
    }

    Optional<Campaign> toChange(UUID id) {
        return jdbc.sql("select * from campaign where id = ? for update")
                .param(id)
                .query(CampaignRows::read)
                .optional();
    }

    /** Newest first. @param archived whether those that are put away are wanted, and no others */
    List<Campaign> list(boolean archived) {
        return jdbc.sql(
                        "select * from campaign where (state = 'archived') = ? order by created_at desc, id desc limit 500")
                .param(archived)
                .query(CampaignRows::read)
                .list();
    }

    List<Campaign> running() {
        return jdbc.sql("select * from campaign where state = 'running' order by created_at, id")
                .query(CampaignRows::read)
                .list();
    }

    void insert(Campaign campaign, UUID by) {
        jdbc.sql(
                        "insert into campaign (id, name, purpose, mode, state, owner_id, script, starts_on, ends_on, hours, assumed_zone, wrap_up_s,"
                                + " most_attempts, people, created_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        campaign.id(),
                        campaign.name(),
                        campaign.purpose().code(),
                        campaign.mode().word(),
                        campaign.state().word(),
                        campaign.ownerId(),
                        campaign.script(),
                        campaign.startsOn(),
                        campaign.endsOn(),
                        text(campaign.hours()),
                        text(campaign.assumedZone()),
                        campaign.wrapUpSeconds(),
                        campaign.mostAttempts(),
                        campaign.people().toArray(UUID[]::new),
                        by)
                .update();
    }

    void update(Campaign campaign) {
        jdbc.sql(
                        "update campaign set name = ?, purpose = ?, mode = ?, owner_id = ?, script = ?, starts_on = ?, ends_on = ?, hours = ?, assumed_zone = ?,"
                                + " wrap_up_s = ?, most_attempts = ?, people = ?, changed_at = now(), version = version + 1 where id = ?")
                .params(
                        campaign.name(),
                        campaign.purpose().code(),
                        campaign.mode().word(),
                        campaign.ownerId(),
                        campaign.script(),
                        campaign.startsOn(),
                        campaign.endsOn(),
                        text(campaign.hours()),
                        text(campaign.assumedZone()),
                        campaign.wrapUpSeconds(),
                        campaign.mostAttempts(),
                        campaign.people().toArray(UUID[]::new),
                        campaign.id())
                .update();
    }

    void moved(UUID id, Campaign.State from, Campaign.State to, UUID by) {
        jdbc.sql("update campaign set state = ?, changed_at = now(), version = version + 1 where id = ?")
                .params(to.word(), id)
                .update();
        jdbc.sql("insert into campaign_move (campaign_id, by, from_state, to_state) values (?, ?, ?, ?)")
                .params(id, by, from == null ? null : from.word(), to.word())
                .update();
    }

    List<Campaigns.Move> moves(UUID id) {
        return jdbc.sql("select * from campaign_move where campaign_id = ? order by number")
                .param(id)
                .query((row, n) -> new Campaigns.Move(
                        row.getTimestamp("at").toInstant(),
                        row.getObject("by", UUID.class),
                        Campaign.State.of(row.getString("to_state")).orElseThrow()))
                .list();
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    static Object time(Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    static <E extends Enum<E>> E word(Class<E> type, String word) {
        return word == null ? null : Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }

    private static Campaign read(ResultSet row, int number) throws SQLException {
        Array people = row.getArray("people");
        return new Campaign(
                row.getObject("id", UUID.class),
                row.getString("name"),
                word(Purpose.class, row.getString("purpose")),
                word(Campaign.Mode.class, row.getString("mode")),
                word(Campaign.State.class, row.getString("state")),
                row.getObject("owner_id", UUID.class),
                row.getString("script"),
                row.getObject("starts_on", LocalDate.class),
                row.getObject("ends_on", LocalDate.class),
                row.getString("hours") == null ? null : WeekHours.of(row.getString("hours")),
                row.getString("assumed_zone") == null ? null : ZoneId.of(row.getString("assumed_zone")),
                row.getInt("wrap_up_s"),
                row.getInt("most_attempts"),
                Arrays.asList((UUID[]) people.getArray()),
                row.getTimestamp("created_at").toInstant(),
                row.getInt("version"));
    }
}
