package org.ringbook.contacts;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.audit.ChangeAuthor;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** What imports wrote, kept for thirty days so that each can be undone. In the transaction of whoever calls. */
final class ImportLog {

    static final JsonMapper JSON = JsonMapper.builder().build();
    static final String PERSON = "person";
    static final String COMPANY = "company";
    static final String PERSONS_FIELDS = "person-fields";
    static final String COMPANYS_FIELDS = "company-fields";

    private static final int BATCH = 1_000;

    private final JdbcTemplate jdbc;

    ImportLog(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A record that was written.
     *
     * @param before null when it was not there
     */
    record Write(String kind, UUID id, Object before, Object after) {}

    /** Who changes what in this transaction. */
    void says(UUID by) {
        ChangeAuthor.says(JdbcClient.create(jdbc), by, "import");
    }

    void begin(UUID id, UUID owner, String fileName) {
        jdbc.update("delete from contact_import where at < now() - interval '30 days'");
        jdbc.update(
                "insert into contact_import (id, owner, file_name) values (?, ?, ?)",
                id,
                owner,
                fileName == null ? null : fileName.replace("\0", ""));
    }

    void note(UUID id, List<Write> writes) {
        jdbc.update("update contact_import set records = records + ? where id = ?", writes.size(), id);
        jdbc.batchUpdate(
                "insert into contact_import_write (import_id, kind, record, before, after)"
                        + " values (?, ?, ?, ?::jsonb, ?::jsonb)",
                writes,
                BATCH,
                (statement, write) -> {
                    statement.setObject(1, id);
                    statement.setString(2, write.kind);
                    statement.setObject(3, write.id);
                    statement.setString(4, write.before == null ? null : JSON.writeValueAsString(write.before));
                    statement.setString(5, JSON.writeValueAsString(write.after));
                });
    }

    /** What stands in the company's own fields now, and what stood there; not counted among the records. */
    void noteFields(UUID id, ImportChunk chunk) {
        noteFields(id, PERSONS_FIELDS, chunk, chunk.peoplesFields());
        noteFields(id, COMPANYS_FIELDS, chunk, chunk.companiesFields());
    }

    private void noteFields(UUID id, String kind, ImportChunk chunk, Map<UUID, Map<String, Object>> after) {
        jdbc.batchUpdate(
                "insert into contact_import_write (import_id, kind, record, before, after)"
                        + " values (?, ?, ?, ?::jsonb, ?::jsonb)",
                after.entrySet(),
                BATCH,
                (statement, one) -> {
                    statement.setObject(1, id);
                    statement.setString(2, kind);
                    statement.setObject(3, one.getKey());
                    statement.setString(4, JSON.writeValueAsString(chunk.fieldsBefore(one.getKey())));
                    statement.setString(5, JSON.writeValueAsString(one.getValue()));
                });
    }
}
