package org.ringbook.scripts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditKind;
import org.ringbook.contacts.NewId;
import org.ringbook.events.Disposition;
import org.ringbook.events.Dispositions;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Role;
import org.ringbook.staff.StaffMember;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** Scripts as supervisors keep them. Any thread; every method waits for the database. */
@Component
public class Scripts {

    static final ObjectMapper JSON = JsonMapper.builder().build();

    private static final int MOST_LISTED = 500;
    private static final String NOW = "select s.id, s.name, v.version, s.archived, v.content, v.at, v.by from script s"
            + " join script_version v on v.script_id = s.id ";

    private final JdbcClient jdbc;
    private final Dispositions dispositions;
    private final OfferedInLists lists;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    Scripts(
            JdbcClient jdbc,
            Dispositions dispositions,
            OfferedInLists lists,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.dispositions = dispositions;
        this.lists = lists;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** A version, and who wrote it when. */
    public record Version(int version, java.time.Instant at, UUID by) {}

    /** By name. @param archived those that are offered no more, or all others */
    public List<Script> list(boolean archived) {
        return jdbc.sql(NOW + "and v.version = s.version where s.archived = ? order by lower(s.name), s.id limit "
                        + MOST_LISTED)
                .param(archived)
                .query(Scripts::read)
                .list();
    }

    public Optional<Script> find(UUID id) {
        return jdbc.sql(NOW + "and v.version = s.version where s.id = ?")
                .param(id)
                .query(Scripts::read)
                .optional();
    }

    /** As it was in one of its versions. */
    public Optional<Script> version(UUID id, int version) {
        return jdbc.sql(NOW + "and v.version = ? where s.id = ?")
                .params(version, id)
                .query(Scripts::read)
                .optional();
    }

    /** Newest first. */
    public List<Version> versions(UUID id) {
        return jdbc.sql("select version, at, by from script_version where script_id = ? order by version desc limit "
                        + MOST_LISTED)
                .param(id)
                .query((row, n) -> new Version(
                        row.getInt("version"), row.getTimestamp("at").toInstant(), row.getObject("by", UUID.class)))
                .list();
    }

    /** By which a call list is called. */
    public Optional<Script> ofCampaign(UUID campaign) {
        return jdbc.sql(
                        NOW
                                + "and v.version = s.version join campaign_script c on c.script_id = s.id where c.campaign_id = ?")
                .param(campaign)
                .query(Scripts::read)
                .optional();
    }

    /** How many call lists go by each. */
    public Map<UUID, Integer> uses() {
        var uses = new java.util.HashMap<UUID, Integer>();
        jdbc.sql("select script_id, count(*) from campaign_script group by 1").query(row -> {
            uses.put(row.getObject(1, UUID.class), row.getInt(2));
        });
        return uses;
    }

    /**
     * From the next attempt on it is called by this script; what goes on stays with its own.
     *
     * @param script null for none
     * @throws Refused if there is none, or it is archived
     */
    public void use(UUID campaign, UUID script) {
        if (script == null) {
            jdbc.sql("delete from campaign_script where campaign_id = ?")
                    .param(campaign)
                    .update();
            return;
        }
        Script chosen = find(script).orElseThrow(() -> Refused.because("scriptId", "scripts.unknown"));
        boolean has =
                ofCampaign(campaign).filter(one -> one.id().equals(script)).isPresent();
        if (chosen.archived() && !has) {
            throw Refused.because("scriptId", "scripts.archived", chosen.name());
        }
        jdbc.sql("insert into campaign_script (campaign_id, script_id) values (?, ?)"
                        + " on conflict (campaign_id) do update set script_id = excluded.script_id")
                .params(campaign, script)
                .update();
    }

    /** What would be kept, tried in a preview. @throws Refused as {@link #save} */
    public ScriptContent checked(ScriptContent content) {
        return checked(content, List.of());
    }

    private ScriptContent checked(ScriptContent content, List<ScriptContent> used) {
        return ScriptCheck.checked(
                content,
                used,
                id -> dispositions.find(id).filter(Disposition::active).isPresent(),
                lists::isOffered);
    }

    private List<ScriptContent> everyVersion(UUID id) {
        return jdbc.sql("select content from script_version where script_id = ?")
                .param(id)
                .query((row, n) -> JSON.readValue(row.getString(1), ScriptContent.class))
                .list();
    }

    /**
     * Adds (id null) or changes one. A change is a version of its own; none is written where nothing changed.
     *
     * @param version that it was made from; null to write over any
     * @throws Refused if it leads in a circle or to nowhere, a field does not fit, the name is another one's, it was changed meanwhile,
     *     or they are no supervisor
     */
    public Script save(UUID id, Integer version, String name, ScriptContent content, StaffMember by) {
        requireSupervisor(by);
        String kept = ScriptCheck.line("name", name);
        if (kept == null) {
            throw Refused.because("name", "scripts.name");
        }
        UUID saved;
        try {
            saved = transaction.execute(
                    status -> id == null ? added(kept, checked(content), by) : changed(id, version, kept, content, by));
        } catch (DuplicateKeyException taken) {
            throw Refused.because("name", "scripts.name.taken", kept);
        }
        return find(saved).orElseThrow();
    }

    private UUID added(String name, ScriptContent content, StaffMember by) {
        UUID id = NewId.next();
        jdbc.sql("insert into script (id, name, version) values (?, ?, 1)")
                .params(id, name)
                .update();
        write(id, 1, content, by);
        events.publishEvent(AuditEntry.of(AuditKind.CAMPAIGN, "script-added").on(id, name));
        return id;
    }

    private UUID changed(UUID id, Integer version, String name, ScriptContent sent, StaffMember by) {
        Script was = toChange(id);
        if (version != null && version != was.version()) {
            throw Refused.because("version", "scripts.changed");
        }
        ScriptContent content = checked(sent, everyVersion(id));
        boolean same = was.content().equals(content);
        int next = same ? was.version() : was.version() + 1;
        jdbc.sql("update script set name = ?, version = ? where id = ?")
                .params(name, next, id)
                .update();
        if (!same) {
            write(id, next, content, by);
        }
        if (!same || !was.name().equals(name)) {
            events.publishEvent(AuditEntry.of(AuditKind.CAMPAIGN, "script-changed")
                    .on(id, name)
                    .with("name", was.name(), name)
                    .with("version", was.version(), next));
        }
        return id;
    }

    private Script toChange(UUID id) {
        jdbc.sql("select id from script where id = ? for update")
                .param(id)
                .query(UUID.class)
                .optional()
                .orElseThrow(() -> Refused.because("id", "scripts.unknown"));
        return find(id).orElseThrow();
    }

    private void write(UUID id, int version, ScriptContent content, StaffMember by) {
        jdbc.sql("insert into script_version (script_id, version, content, by) values (?, ?, ?::jsonb, ?)")
                .params(id, version, JSON.writeValueAsString(content), by.id())
                .update();
    }

    /** Offers it to call lists no more, or again. Those that go by it go on. @throws Refused if another one has its name now */
    public Script archive(UUID id, boolean archived, StaffMember by) {
        requireSupervisor(by);
        try {
            transaction.executeWithoutResult(status -> {
                Script was = toChange(id);
                jdbc.sql("update script set archived = ? where id = ?")
                        .params(archived, id)
                        .update();
                events.publishEvent(AuditEntry.of(AuditKind.CAMPAIGN, archived ? "script-archived" : "script-back")
                        .on(id, was.name()));
            });
        } catch (DuplicateKeyException taken) {
            throw Refused.because(
                    "name", "scripts.name.taken", find(id).orElseThrow().name());
        }
        return find(id).orElseThrow();
    }

    private static void requireSupervisor(StaffMember by) {
        if (by.role().compareTo(Role.SUPERVISOR) < 0) {
            throw Refused.because("id", "scripts.supervisors");
        }
    }

    static Script read(ResultSet row, int number) throws SQLException {
        return new Script(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getInt("version"),
                row.getBoolean("archived"),
                JSON.readValue(row.getString("content"), ScriptContent.class),
                row.getTimestamp("at").toInstant(),
                row.getObject("by", UUID.class));
    }
}
