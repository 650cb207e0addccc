package org.ringbook.deals;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.deals.DealType.PartState;
import org.ringbook.deals.Stage.TaskTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** The tables of what deals go through: pipelines, stages, types, reasons. */
final class StageRows {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final JdbcClient jdbc;

    StageRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of two who change a list of them, one waits. */
    void lock(String table) {
        jdbc.sql("lock table " + table + " in share row exclusive mode").update();
    }

    List<Pipeline> pipelines() {
        return jdbc.sql("select * from pipeline order by archived, position, name")
                .query((row, n) -> new Pipeline(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("name_en"),
                        row.getInt("position"),
                        row.getBoolean("archived"),
                        row.getInt("version")))
                .list();
    }

    void write(Pipeline pipeline, boolean added) {
        jdbc.sql(
                        added
                                ? "insert into pipeline (name, name_en, position, archived, id) values (?, ?, ?, ?, ?)"
                                : "update pipeline set name = ?, name_en = ?, position = ?, archived = ?, version = version + 1 where id = ?")
                .params(pipeline.name(), pipeline.nameEn(), pipeline.position(), pipeline.archived(), pipeline.id())
                .update();
    }

    /** In the order of the pipeline, also archived ones. */
    List<Stage> stages(UUID pipeline) {
        return jdbc.sql("select * from stage where pipeline_id = ? order by position, id")
                .param(pipeline)
                .query(StageRows::stage)
                .list();
    }

    List<Stage> stages() {
        return jdbc.sql(
                        "select s.* from stage s join pipeline p on p.id = s.pipeline_id order by p.position, s.position, s.id")
                .query(StageRows::stage)
                .list();
    }

    Optional<Stage> stage(UUID id) {
        return jdbc.sql("select * from stage where id = ?")
                .param(id)
                .query(StageRows::stage)
                .optional();
    }

    void write(Stage stage, boolean added) {
        jdbc.sql(added ? """
                        insert into stage (pipeline_id, name, name_en, position, kind, probability, rots_after_days, colour, help,
                            entry_rules, task_templates, archived, id)
                        values (:pipeline, :name, :nameEn, :position, :kind, :probability, :rots, :colour, :help, cast(:rules as jsonb),
                            cast(:tasks as jsonb), :archived, :id)""" : """
                        update stage set pipeline_id = :pipeline, name = :name, name_en = :nameEn, position = :position, kind = :kind,
                            probability = :probability, rots_after_days = :rots, colour = :colour, help = :help,
                            entry_rules = cast(:rules as jsonb), task_templates = cast(:tasks as jsonb), archived = :archived,
                            version = version + 1
                        where id = :id""")
                .param("pipeline", stage.pipelineId())
                .param("name", stage.name())
                .param("nameEn", stage.nameEn())
                .param("position", stage.position())
                .param("kind", stage.kind().word())
                .param("probability", stage.probability())
                .param("rots", stage.rotsAfterDays())
                .param("colour", stage.colour())
                .param("help", stage.help())
                .param("rules", JSON.writeValueAsString(stage.entryRules()))
                .param("tasks", JSON.writeValueAsString(stage.taskTemplates()))
                .param("archived", stage.archived())
                .param("id", stage.id())
                .update();
    }

    /** Nobody archives or changes it until the transaction ends. Before any deal is held, so that nobody waits crosswise. */
    void hold(UUID stage) {
        jdbc.sql("select 1 from stage where id = ? for share")
                .param(stage)
                .query()
                .listOfRows();
    }

    /** How the company calls a field of its own. @param nameEn null for the same */
    record Called(String name, String nameEn) {}

    /** The company's own fields that can be filled in, by their names as rules call them. */
    Map<String, Called> ownFields() {
        var fields = new HashMap<String, Called>();
        jdbc.sql("select key, name, name_en from field where subject = 'deal' and active")
                .query(row -> {
                    fields.put("fields." + row.getString(1), new Called(row.getString(2), row.getString(3)));
                });
        return fields;
    }

    /** Whether a deal stands in it or ever did. */
    boolean isUsed(Stage stage) {
        return jdbc.sql("select exists (select from deal where pipeline_id = :pipeline and stage_id = :id)"
                        + " or exists (select from stage_move where to_stage = :id)")
                .param("pipeline", stage.pipelineId())
                .param("id", stage.id())
                .query(Boolean.class)
                .single();
    }

    List<DealType> types() {
        return jdbc.sql("select * from deal_type order by archived, position, name")
                .query((row, n) -> new DealType(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("name_en"),
                        row.getObject("pipeline_id", UUID.class),
                        DealType.Control.of(row.getString("control")).orElseThrow(),
                        List.of(JSON.readValue(row.getString("required_fields"), String[].class)),
                        List.of(JSON.readValue(row.getString("part_states"), PartState[].class)),
                        row.getBoolean("parts_finished"),
                        row.getInt("position"),
                        row.getBoolean("archived"),
                        row.getInt("version")))
                .list();
    }

    Optional<DealType> type(UUID id) {
        return types().stream().filter(one -> one.id().equals(id)).findFirst();
    }

    void write(DealType type, boolean added) {
        jdbc.sql(added ? """
                        insert into deal_type (name, name_en, pipeline_id, control, required_fields, part_states, parts_finished, position,
                            archived, id)
                        values (:name, :nameEn, :pipeline, :control, cast(:required as jsonb), cast(:parts as jsonb), :finished, :position,
                            :archived, :id)""" : """
                        update deal_type set name = :name, name_en = :nameEn, pipeline_id = :pipeline, control = :control,
                            required_fields = cast(:required as jsonb), part_states = cast(:parts as jsonb), parts_finished = :finished,
                            position = :position, archived = :archived, version = version + 1
                        where id = :id""")
                .param("name", type.name())
                .param("nameEn", type.nameEn())
                .param("pipeline", type.pipelineId())
                .param("control", type.control().word())
                .param("required", JSON.writeValueAsString(type.requiredFields()))
                .param("parts", JSON.writeValueAsString(type.partStates()))
                .param("finished", type.partsFinished())
                .param("position", type.position())
                .param("archived", type.archived())
                .param("id", type.id())
                .update();
    }

    void holdType(UUID type) {
        jdbc.sql("select 1 from deal_type where id = ? for no key update")
                .param(type)
                .query()
                .listOfRows();
    }

    /** States of parts of a type that parts stand in. */
    List<String> partStatesInUse(UUID type) {
        return jdbc.sql("select distinct p.state from deal_part p join deal d on d.id = p.deal_id where d.type_id = ?")
                .param(type)
                .query(String.class)
                .list();
    }

    List<LostReason> reasons() {
        return jdbc.sql("select * from lost_reason order by archived, position, name")
                .query((row, n) -> new LostReason(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("name_en"),
                        row.getBoolean("is_demand"),
                        row.getBoolean("needs_note"),
                        row.getInt("position"),
                        row.getBoolean("archived")))
                .list();
    }

    Optional<LostReason> reason(UUID id) {
        return reasons().stream().filter(one -> one.id().equals(id)).findFirst();
    }

    void write(LostReason reason, boolean added) {
        jdbc.sql(
                        added
                                ? "insert into lost_reason (name, name_en, is_demand, needs_note, position, archived, id) values (?, ?, ?, ?, ?, ?, ?)"
                                : "update lost_reason set name = ?, name_en = ?, is_demand = ?, needs_note = ?, position = ?, archived = ? where id = ?")
                .params(
                        reason.name(),
                        reason.nameEn(),
                        reason.isDemand(),
                        reason.needsNote(),
                        reason.position(),
                        reason.archived(),
                        reason.id())
                .update();
    }

    private static Stage stage(ResultSet row, int n) throws SQLException {
        int rots = row.getInt("rots_after_days");
        Integer days = row.wasNull() ? null : rots;
        BigDecimal probability = row.getBigDecimal("probability");
        return new Stage(
                row.getObject("id", UUID.class),
                row.getObject("pipeline_id", UUID.class),
                row.getString("name"),
                row.getString("name_en"),
                row.getInt("position"),
                Stage.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                probability,
                days,
                row.getString("colour"),
                row.getString("help"),
                List.of(JSON.readValue(row.getString("entry_rules"), EntryRule[].class)),
                List.of(JSON.readValue(row.getString("task_templates"), TaskTemplate[].class)),
                row.getBoolean("archived"),
                row.getInt("version"));
    }
}
