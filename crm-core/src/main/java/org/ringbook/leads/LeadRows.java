package org.ringbook.leads;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ringbook.leads.Lead.Incoming;
import org.ringbook.numbers.PhoneNumber;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Leads in the database. */
final class LeadRows {

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final JdbcClient jdbc;

    LeadRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whoever else tells of the same waits until the transaction ends. */
    void lock(String key) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 30))")
                .param("lead " + key)
                .query()
                .listOfRows();
    }

    Optional<Lead> find(UUID id) {
        return one("id = :id", Map.of("id", id));
    }

    /** As {@link #find}, and nobody else changes it until the transaction ends. */
    Optional<Lead> findToChange(UUID id) {
        return one("id = :id for update", Map.of("id", id));
    }

    void delete(UUID id) {
        jdbc.sql("delete from lead where id = ?").param(id).update();
    }

    Optional<Lead> open(String queue, String key) {
        return one(
                "lead_queue = :queue and key = :key and state in ('new', 'in_work')",
                Map.of("queue", queue, "key", key));
    }

    Optional<Lead> openOfKey(String key) {
        return one("key = :key and state in ('new', 'in_work') order by created_at limit 1", Map.of("key", key));
    }

    /** One that looks like spam, of a number that somebody of ours has called. */
    Optional<Lead> doubtfulOfPhone(long phone) {
        return one(
                "phone = :phone and doubtful is not null and state in ('new', 'in_work') order by created_at desc limit 1",
                Map.of("phone", phone));
    }

    /** Those that came of this call, or that it belongs to. */
    List<UUID> ofCall(UUID call) {
        return jdbc.sql("select lead_id from lead_event where call_id = ? order by id")
                .param(call)
                .query(UUID.class)
                .list();
    }

    /**
     * Which of some calls leads may have to do with.
     *
     * @param calls that leads know
     * @param numbers of which an open lead is, or one that looks like spam
     */
    record Concerned(Set<UUID> calls, Set<Long> numbers) {}

    /** In two questions, however many there are. */
    Concerned concerned(Collection<UUID> calls, Collection<Long> numbers) {
        Set<UUID> known = new HashSet<>(jdbc.sql("select distinct call_id from lead_event where call_id = any(?)")
                .param(calls.toArray(UUID[]::new))
                .query(UUID.class)
                .list());
        Set<Long> asking = new HashSet<>(jdbc.sql("""
                        select key from lead where key = any(?) and state in ('new', 'in_work')
                        union select phone::text from lead
                        where phone = any(?) and doubtful is not null and state in ('new', 'in_work')""")
                .params(
                        numbers.stream().map(number -> Long.toString(number)).toArray(String[]::new),
                        numbers.toArray(Long[]::new))
                .query((row, n) -> Long.valueOf(row.getString(1)))
                .list());
        return new Concerned(known, asking);
    }

    Optional<Lead> last(String key) {
        return one("key = :key order by created_at desc, id desc limit 1", Map.of("key", key));
    }

    private Optional<Lead> one(String where, Map<String, Object> params) {
        return jdbc.sql("select * from lead where " + where)
                .params(params)
                .query(LeadRows::read)
                .optional();
    }

    UUID add(Incoming in, String queue, String key, UUID party, UUID repeatOf, Instant due) {
        UUID id = UUID.randomUUID();
        var values = new HashMap<String, Object>();
        values.put("id", id);
        values.put("channel", word(in.channel()));
        values.put("source", in.source());
        values.put("queue", queue);
        values.put("key", key);
        values.put("name", in.name());
        values.put("company", in.company());
        values.put("phone", in.phone() == null ? null : in.phone().e164());
        values.put("email", in.email());
        values.put("text", in.text());
        values.put("page", in.page());
        values.put("marks", JSON.writeValueAsString(in.marks() == null ? Map.of() : in.marks()));
        values.put("doubtful", in.doubtful());
        values.put("party", party);
        values.put("repeatOf", repeatOf);
        values.put("call", in.callId());
        values.put("at", Timestamp.from(in.at()));
        values.put("due", Timestamp.from(due));
        values.put("found", LeadWords.of(in.name(), in.company(), in.email(), in.text()));
        jdbc.sql("""
                        insert into lead (id, number, state, channel, source, lead_queue, key, name, company, phone, email, text, page, marks,
                            doubtful, party_id, repeat_of, call_id, created_at, waits_since, last_at, due_at, found)
                        overriding system value
                        values (:id, case when current_setting('ringbook.dry_run', true) = 'on' then -(pg_current_xact_id()::text::bigint)
                                else nextval(pg_get_serial_sequence('lead', 'number')) end, 'new', :channel, :source, :queue, :key, :name, :company, :phone, :email, :text, :page,
                            cast(:marks as jsonb), :doubtful, :party, :repeatOf, :call, :at, :at, :at, :due, :found)""").params(values).update();
        return id;
    }

    /** What came with a further word fills what was empty. */
    void touch(UUID id, Incoming in) {
        jdbc.sql("""
                        update lead set touches = touches + 1, last_at = greatest(last_at, :at), name = coalesce(name, :name),
                            company = coalesce(company, :company), email = coalesce(email, :email), phone = coalesce(phone, :phone),
                            found = null, version = version + 1 where id = :id""")
                .param("id", id)
                .param("at", Timestamp.from(in.at()))
                .param("name", in.name())
                .param("company", in.company())
                .param("email", in.email())
                .param("phone", in.phone() == null ? null : in.phone().e164())
                .update();
    }

    void reopen(UUID id, Instant at, Instant due) {
        jdbc.sql("""
                        update lead set state = case when responsible_id is null then 'new' else 'in_work' end, closed_at = null,
                            close_reason = null, doubtful = null, waits_since = :at, due_at = :due, first_response_at = null,
                            first_response_by = null, reopened = reopened + 1, version = version + 1 where id = :id""")
                .param("id", id)
                .param("at", Timestamp.from(at))
                .param("due", Timestamp.from(due))
                .update();
    }

    /** No spam any more. @param key by which further contacts join it; null when there is none */
    void clear(UUID id, String key) {
        jdbc.sql("update lead set doubtful = null, key = ?, version = version + 1 where id = ?")
                .params(key, id)
                .update();
    }

    void repeats(UUID id, UUID earlier) {
        jdbc.sql("update lead set repeat_of = ? where id = ?")
                .params(earlier, id)
                .update();
    }

    /** From when the clock of the first answer runs. */
    Instant waitsSince(UUID id) {
        return jdbc.sql("select waits_since from lead where id = ?")
                .param(id)
                .query((row, n) -> time(row, "waits_since"))
                .single();
    }

    /** Who looks after a person, or else after their company. */
    Optional<UUID> responsibleOf(UUID party) {
        return jdbc.sql("""
                        select coalesce(c.responsible_id, k.responsible_id) as person from party p left join contact c on c.id = p.id
                            left join company k on k.id = coalesce(c.company_id, p.id)
                        where p.id = ? and coalesce(c.responsible_id, k.responsible_id) is not null""").param(party).query(UUID.class).optional();
    }

    void respond(UUID id, Instant at, UUID by) {
        jdbc.sql("""
                        update lead set state = 'in_work', first_response_at = coalesce(first_response_at, greatest(:at, waits_since)),
                            first_response_by = case when first_response_at is null then :by else first_response_by end,
                            version = version + 1 where id = :id and state in ('new', 'in_work')""")
                .param("id", id)
                .param("at", Timestamp.from(at))
                .param("by", by)
                .update();
    }

    /** What counted as the first answer was none: the next one counts, or the clock goes on. */
    void respondAnew(UUID id) {
        jdbc.sql("""
                        update lead set version = version + 1, (first_response_at, first_response_by) = (
                            select e.at, e.by from lead_event e where e.lead_id = lead.id and e.by is not null and e.at >= lead.waits_since
                                and (e.kind = 'answered' or e.kind = 'call' and e.text in ('answered', 'called_back'))
                            order by e.at, e.id limit 1)
                        where id = ?""").param(id).update();
    }

    /** One contact less: it was none. */
    void untouch(UUID id) {
        jdbc.sql("update lead set touches = greatest(1, touches - 1), version = version + 1 where id = ?")
                .param(id)
                .update();
    }

    void give(UUID id, UUID person, boolean inWork) {
        jdbc.sql(
                        "update lead set responsible_id = ?, state = case when ? then 'in_work' else state end, version = version + 1"
                                + " where id = ? and state in ('new', 'in_work')")
                .params(person, inWork, id)
                .update();
    }

    void putBack(UUID id, Lead.State state, UUID responsible, Instant closedAt, String closeReason) {
        jdbc.sql("update lead set state = :state, responsible_id = :responsible, closed_at = cast(:at as timestamptz),"
                        + " close_reason = :reason, version = version + 1 where id = :id")
                .param("state", word(state))
                .param("responsible", responsible)
                .param("at", closedAt == null ? null : closedAt.toString())
                .param("reason", closeReason)
                .param("id", id)
                .update();
    }

    /** Given to somebody by a rule, and noted why. */
    void assign(UUID id, String queue, UUID person, Instant at, String why) {
        give(id, person, false);
        jdbc.sql("update lead set escalated_at = null where id = ? and escalated_at is not null")
                .param(id)
                .update();
        assigned(id, queue, person, at, why);
        event(id, new Lead.Event(at, "assigned", why, null, person));
    }

    private void assigned(UUID id, String queue, UUID person, Instant at, String why) {
        jdbc.sql("insert into lead_assignment (lead_id, at, lead_queue, chosen, why) values (?, ?, ?, ?, ?)")
                .params(id, Timestamp.from(at), queue, person, why)
                .update();
    }

    void close(UUID id, Lead.State state, String reason, Instant at) {
        jdbc.sql("update lead set state = ?, close_reason = ?, closed_at = ?, version = version + 1 where id = ?")
                .params(word(state), reason, Timestamp.from(at), id)
                .update();
    }

    /** @param made the person who was made for it in this transaction; null when it is somebody who was known */
    void converted(UUID id, UUID party, UUID made, Instant at) {
        jdbc.sql("update lead set state = 'converted', party_id = :party, made_id = :made,"
                        + " made_at = case when :made::uuid is null then null else now() end, closed_at = :at, added_phone = false,"
                        + " added_email = false, version = version + 1 where id = :id")
                .param("party", party)
                .param("made", made)
                .param("at", Timestamp.from(at))
                .param("id", id)
                .update();
    }

    void added(UUID id, boolean phone, boolean email) {
        jdbc.sql("update lead set added_phone = ?, added_email = ? where id = ?")
                .params(phone, email, id)
                .update();
    }

    /** What a conversion wrote. @param made null when it is somebody who was known */
    record Written(UUID made, Instant madeAt, boolean phone, boolean email) {}

    Written written(UUID id) {
        return jdbc.sql("select made_id, made_at, added_phone, added_email from lead where id = ?")
                .param(id)
                .query((row, n) -> new Written(
                        row.getObject("made_id", UUID.class),
                        time(row, "made_at"),
                        row.getBoolean("added_phone"),
                        row.getBoolean("added_email")))
                .single();
    }

    void unconverted(UUID id) {
        jdbc.sql(
                        "update lead set state = 'in_work', party_id = null, made_id = null, closed_at = null, version = version + 1"
                                + " where id = ?")
                .param(id)
                .update();
    }

    void event(UUID lead, Lead.Event event) {
        jdbc.sql("insert into lead_event (lead_id, at, kind, text, call_id, by) values (?, ?, ?, ?, ?, ?)"
                        + " on conflict do nothing")
                .params(lead, Timestamp.from(event.at()), event.kind(), event.text(), event.callId(), event.by())
                .update();
    }

    boolean knowsCall(UUID lead, UUID call) {
        return eventOf(lead, call).isPresent();
    }

    Optional<Lead.Event> eventOf(UUID lead, UUID call) {
        return jdbc.sql("select * from lead_event where lead_id = ? and call_id = ?")
                .params(lead, call)
                .query(LeadRows::event)
                .optional();
    }

    /** What a call was is known better now. */
    void correct(UUID lead, Lead.Event event) {
        jdbc.sql("update lead_event set kind = ?, text = ?, by = ? where lead_id = ? and call_id = ?")
                .params(event.kind(), event.text(), event.by(), lead, event.callId())
                .update();
    }

    /** The call is part of another one, which the lead does not know. */
    void isOfCall(UUID lead, UUID call, UUID into) {
        jdbc.sql("update lead_event set call_id = ? where lead_id = ? and call_id = ?")
                .params(into, lead, call)
                .update();
    }

    /** The call is part of another one, which the lead knows: it is told once. */
    void forget(UUID lead, UUID call) {
        jdbc.sql("delete from lead_event where lead_id = ? and call_id = ?")
                .params(lead, call)
                .update();
    }

    void madeOfCall(UUID call, UUID into) {
        jdbc.sql("update lead set call_id = ? where call_id = ?")
                .params(into, call)
                .update();
    }

    List<Lead.Event> events(UUID lead) {
        return jdbc.sql("select * from lead_event where lead_id = ? order by id desc limit 500")
                .param(lead)
                .query(LeadRows::event)
                .list();
    }

    private static Lead.Event event(ResultSet row, int n) throws SQLException {
        return new Lead.Event(
                row.getTimestamp("at").toInstant(),
                row.getString("kind"),
                row.getString("text"),
                row.getObject("call_id", UUID.class),
                row.getObject("by", UUID.class));
    }

    /** Writes by what they are found, where it is not written or not true any more. @return how many */
    int writeWords(int most) {
        List<Lead> missing = jdbc.sql("select * from lead where found is null limit ?")
                .param(most)
                .query(LeadRows::read)
                .list();
        missing.forEach(lead -> jdbc.sql("update lead set found = ? where id = ? and version = ?")
                .params(LeadWords.of(lead.name(), lead.company(), lead.email(), lead.text()), lead.id(), lead.version())
                .update());
        return missing.size();
    }

    List<Lead> search(String where, Map<String, Object> params, UUID own, int limit) {
        return jdbc.sql("select * from lead where " + where + " order by responsible_id is distinct from :own,"
                        + " state not in ('new', 'in_work'), created_at desc, id desc limit :limit")
                .params(params)
                .param("own", own)
                .param("limit", limit)
                .query(LeadRows::read)
                .list();
    }

    List<Lead> list(String where, Map<String, Object> params, int limit) {
        return jdbc.sql("select * from lead where " + where + " order by created_at desc, id desc limit :limit")
                .params(params)
                .param("limit", limit)
                .query(LeadRows::read)
                .list();
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    static Lead read(ResultSet row, int n) throws SQLException {
        long phone = row.getLong("phone");
        PhoneNumber number = row.wasNull() ? null : new PhoneNumber(phone);
        return new Lead(
                row.getObject("id", UUID.class),
                row.getLong("number"),
                Lead.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                Lead.Channel.valueOf(row.getString("channel").toUpperCase(Locale.ROOT)),
                row.getString("source"),
                row.getString("lead_queue"),
                row.getString("name"),
                row.getString("company"),
                number,
                row.getString("email"),
                row.getString("text"),
                row.getString("page"),
                JSON.readValue(row.getString("marks"), TEXTS),
                row.getString("doubtful"),
                row.getObject("party_id", UUID.class),
                row.getObject("repeat_of", UUID.class),
                row.getObject("responsible_id", UUID.class),
                row.getInt("touches"),
                row.getObject("call_id", UUID.class),
                time(row, "created_at"),
                time(row, "last_at"),
                time(row, "due_at"),
                time(row, "first_response_at"),
                row.getObject("first_response_by", UUID.class),
                row.getInt("reopened"),
                time(row, "closed_at"),
                row.getString("close_reason"),
                row.getInt("version"));
    }
}
