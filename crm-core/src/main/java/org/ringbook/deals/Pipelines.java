package org.ringbook.deals;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.ringbook.contacts.NewId;
import org.ringbook.deals.Stage.TaskTemplate;
import org.ringbook.refusals.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Pipelines and their stages. What deals are in, or were, is archived and never deleted. Who may change them is asked before. Any thread;
 * every method waits for the database.
 */
@Component
public class Pipelines {

    static final int MOST = 50;
    static final int MOST_STAGES = 30;

    private static final int MOST_RULES = 20;
    private static final int MOST_DAYS = 3_650;
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");
    /** Not where it came from, which is frozen, nor a probability, which every deal has: nobody could fill them in. */
    private static final Set<String> FIELDS = Set.of(
            "title", "partyId", "entityId", "contactId", "responsibleId", "amount", "expectedClose", "competitor");

    private static final Set<String> DOCUMENTS =
            Set.of("offer", "contract", "invoice", "act", "supplier_order", "other");
    private static final Set<String> DOCUMENT_STATES = Set.of("draft", "approved", "sent", "accepted", "refused");
    private static final Set<String> TASKS = Set.of("call", "meeting", "mail", "other");

    private final StageRows rows;
    private final Deals deals;
    private final StageEmptying emptying;
    private final TransactionTemplate transaction;

    Pipelines(JdbcClient jdbc, Deals deals, StageEmptying emptying, PlatformTransactionManager transactions) {
        this.emptying = emptying;
        this.rows = new StageRows(jdbc);
        this.deals = deals;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Those that are kept in their order, then archived ones. */
    public List<Pipeline> all() {
        return rows.pipelines();
    }

    public Optional<Pipeline> find(UUID id) {
        return all().stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /** The one that a new deal takes; empty when all are archived. */
    public Optional<Pipeline> first() {
        return all().stream().filter(one -> !one.archived()).findFirst();
    }

    /** All stages of a pipeline in their order, also archived ones. */
    public List<Stage> stages(UUID pipeline) {
        return rows.stages(pipeline);
    }

    /** All stages there are, pipeline by pipeline. */
    public List<Stage> stages() {
        return rows.stages();
    }

    public Optional<Stage> stage(UUID id) {
        return id == null ? Optional.empty() : rows.stage(id);
    }

    /**
     * Adds (id null) or changes one. A new one stands last, and has a stage of each kind to begin with.
     *
     * @throws Refused if the name is missing, too long or another one's; there are too many; it was changed meanwhile; or it is archived
     *     while a type or an open deal takes it
     */
    public Pipeline save(Pipeline pipeline) {
        String name = DealTexts.required("name", pipeline.name());
        String nameEn = DealTexts.line("nameEn", pipeline.nameEn());
        return transaction.execute(status -> {
            rows.lock("pipeline");
            List<Pipeline> all = all();
            boolean taken = all.stream()
                    .anyMatch(one -> !one.archived()
                            && !pipeline.archived()
                            && !one.id().equals(pipeline.id())
                            && one.name().equalsIgnoreCase(name));
            if (taken) {
                throw Refused.because("name", "deals.taken", name);
            }
            if (pipeline.id() == null) {
                if (all.size() >= MOST) {
                    throw Refused.because("name", "deals.many", MOST);
                }
                var added = new Pipeline(NewId.next(), name, nameEn, all.size() + 1, false, 1);
                rows.write(added, true);
                begin(added.id());
                return added;
            }
            Pipeline was = find(pipeline.id()).orElseThrow(() -> Refused.because("id", "deals.pipeline.unknown"));
            refuseStale(pipeline.version(), was.version());
            if (pipeline.archived() && !was.archived()) {
                refuseUsed(was);
            }
            rows.write(new Pipeline(was.id(), name, nameEn, was.position(), pipeline.archived(), was.version()), false);
            return find(was.id()).orElseThrow();
        });
    }

    private void begin(UUID pipeline) {
        add(pipeline, "Новая", "New", 1, Stage.Kind.OPEN, 10);
        add(pipeline, "Успешно", "Won", 2, Stage.Kind.WON, 100);
        add(pipeline, "Проиграна", "Lost", 3, Stage.Kind.LOST, 0);
    }

    private void add(UUID pipeline, String name, String nameEn, int position, Stage.Kind kind, int probability) {
        rows.write(
                new Stage(
                        NewId.next(),
                        pipeline,
                        name,
                        nameEn,
                        position,
                        kind,
                        new BigDecimal(probability),
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        false,
                        1),
                true);
    }

    private void refuseUsed(Pipeline pipeline) {
        if (all().stream().filter(one -> !one.archived()).count() < 2) {
            throw Refused.because("archived", "deals.pipeline.last");
        }
        rows.types().stream()
                .filter(type -> !type.archived() && type.pipelineId().equals(pipeline.id()))
                .findFirst()
                .ifPresent(type -> {
                    throw Refused.because("archived", "deals.pipeline.type", type.name(), type.name(Locale.ENGLISH));
                });
        long open = stages(pipeline.id()).stream()
                .filter(Stage::isOpen)
                .mapToLong(stage -> deals.rows().countIn(stage))
                .sum();
        if (open > 0) {
            throw Refused.because("archived", "deals.pipeline.deals", open);
        }
    }

    /** Puts one before the one that stands above it, or behind the one below. Nothing happens at the ends of the list. */
    public void move(UUID id, boolean up) {
        transaction.executeWithoutResult(status -> {
            rows.lock("pipeline");
            var kept = new ArrayList<>(
                    all().stream().filter(one -> !one.archived()).toList());
            if (swapped(kept, kept.stream().map(Pipeline::id).toList().indexOf(id), up)) {
                for (int place = 0; place < kept.size(); place++) {
                    Pipeline one = kept.get(place);
                    rows.write(
                            new Pipeline(one.id(), one.name(), one.nameEn(), place + 1, false, one.version()), false);
                }
            }
        });
    }

    private static boolean swapped(List<?> kept, int at, boolean up) {
        int to = up ? at - 1 : at + 1;
        if (at < 0 || to < 0 || to >= kept.size()) {
            return false;
        }
        Collections.swap(kept, at, to);
        return true;
    }

    /**
     * Adds (id null) or changes a stage. A new open one stands behind the last open one, a new closed one last. Requirements that are new
     * do not touch the deals that are there already.
     *
     * @throws Refused if something does not fit, the name is another one's, or the kind would change under deals that are or were in it
     */
    public Stage save(Stage stage) {
        Stage tidied = tidied(stage);
        return transaction.execute(status -> {
            rows.lock("stage");
            if (find(stage.pipelineId()).isEmpty()) {
                throw Refused.because("pipelineId", "deals.pipeline.unknown");
            }
            List<Stage> all = stages(stage.pipelineId());
            boolean taken = all.stream()
                    .anyMatch(one -> !one.archived()
                            && !one.id().equals(stage.id())
                            && one.name().equalsIgnoreCase(tidied.name()));
            if (taken) {
                throw Refused.because("name", "deals.taken", tidied.name());
            }
            return stage.id() == null ? added(tidied, all) : changed(tidied);
        });
    }

    private Stage added(Stage tidied, List<Stage> all) {
        if (all.size() >= MOST_STAGES) {
            throw Refused.because("name", "deals.many", MOST_STAGES);
        }
        int place = tidied.isOpen()
                ? all.stream()
                                .filter(Stage::isOpen)
                                .mapToInt(Stage::position)
                                .max()
                                .orElse(0)
                        + 1
                : all.stream().mapToInt(Stage::position).max().orElse(0) + 1;
        all.stream()
                .filter(one -> one.position() >= place)
                .forEach(one -> rows.write(at(one, one.position() + 1), false));
        Stage added = with(tidied, NewId.next(), place, false);
        rows.write(added, true);
        return rows.stage(added.id()).orElseThrow();
    }

    private Stage changed(Stage tidied) {
        Stage was = rows.stage(tidied.id())
                .filter(one -> one.pipelineId().equals(tidied.pipelineId()))
                .orElseThrow(() -> Refused.because("id", "deals.stage.unknown"));
        refuseStale(tidied.version(), was.version());
        if (was.kind() != tidied.kind() && rows.isUsed(was)) {
            throw Refused.because("kind", "deals.stage.kind", was.name(), was.name(Locale.ENGLISH));
        }
        if (was.kind() != tidied.kind()) {
            refuseLast(was);
        }
        rows.write(with(tidied, was.id(), was.position(), was.archived()), false);
        return rows.stage(was.id()).orElseThrow();
    }

    private static Stage at(Stage stage, int position) {
        return with(stage, stage.id(), position, stage.archived());
    }

    private static Stage with(Stage stage, UUID id, int position, boolean archived) {
        return new Stage(
                id,
                stage.pipelineId(),
                stage.name(),
                stage.nameEn(),
                position,
                stage.kind(),
                stage.probability(),
                stage.rotsAfterDays(),
                stage.colour(),
                stage.help(),
                stage.entryRules(),
                stage.taskTemplates(),
                archived,
                stage.version());
    }

    /** As with pipelines; open stages stay before closed ones. */
    public void moveStage(UUID id, boolean up) {
        transaction.executeWithoutResult(status -> {
            rows.lock("stage");
            Stage stage = rows.stage(id).orElseThrow(() -> Refused.because("id", "deals.stage.unknown"));
            var kept = new ArrayList<>(stages(stage.pipelineId()).stream()
                    .filter(one -> !one.archived() && one.isOpen() == stage.isOpen())
                    .toList());
            List<Integer> places = kept.stream().map(Stage::position).toList();
            if (swapped(kept, kept.stream().map(Stage::id).toList().indexOf(id), up)) {
                for (int place = 0; place < kept.size(); place++) {
                    rows.write(at(kept.get(place), places.get(place)), false);
                }
            }
        });
    }

    /**
     * Archives a stage; its open deals go to another one, whatever that asks, with their moves, a page of them in each transaction. Where that
     * was interrupted it goes on. Deals that were won or lost in it stay where they are.
     *
     * @param moveTo open stage of the same pipeline; null where no open deal is in it
     * @return how many deals went
     * @throws Refused if open deals are in it and nobody said where they go, if it is the last of its kind, or deals of another stage are on
     *     their way to it
     */
    public int archive(UUID id, UUID moveTo, By by) {
        transaction.executeWithoutResult(status -> archiveAlone(id, moveTo, by));
        return emptying.goOn(id);
    }

    private void archiveAlone(UUID id, UUID moveTo, By by) {
        rows.lock("stage");
        Stage stage = rows.stage(id).orElseThrow(() -> Refused.because("id", "deals.stage.unknown"));
        if (stage.archived()) {
            return;
        }
        refuseLast(stage);
        if (emptying.isFilled(id)) {
            throw Refused.because("id", "deals.stage.filled", stage.name(), stage.name(Locale.ENGLISH));
        }
        rows.write(with(stage, id, stage.position(), true), false);
        int open = stage.isOpen() ? deals.rows().countIn(stage) : 0;
        if (open == 0) {
            return;
        }
        if (moveTo == null) {
            throw Refused.because("moveTo", "deals.stage.has-deals", stage.name(), open, stage.name(Locale.ENGLISH));
        }
        Stage to = rows.stage(moveTo)
                .filter(one ->
                        one.isOpen() && !one.archived() && one.pipelineId().equals(stage.pipelineId()))
                .orElseThrow(() -> Refused.because("moveTo", "deals.stage.move-to"));
        emptying.begin(stage.id(), to.id(), by);
    }

    /** Takes a stage out of the archive; what is left in it stays. */
    public Stage restore(UUID id) {
        return transaction.execute(status -> {
            rows.lock("stage");
            Stage stage = rows.stage(id).orElseThrow(() -> Refused.because("id", "deals.stage.unknown"));
            boolean taken = stages(stage.pipelineId()).stream()
                    .anyMatch(one -> !one.archived()
                            && !one.id().equals(id)
                            && one.name().equalsIgnoreCase(stage.name()));
            if (taken) {
                throw Refused.because("name", "deals.taken", stage.name());
            }
            emptying.stop(id);
            rows.write(with(stage, id, stage.position(), false), false);
            return rows.stage(id).orElseThrow();
        });
    }

    private void refuseLast(Stage stage) {
        boolean another = stages(stage.pipelineId()).stream()
                .anyMatch(one -> !one.archived()
                        && one.kind() == stage.kind()
                        && !one.id().equals(stage.id()));
        if (!another) {
            throw Refused.because("id", "deals.stage.last", stage.name(), stage.name(Locale.ENGLISH));
        }
    }

    private static void refuseStale(int seen, int now) {
        if (seen > 0 && seen != now) {
            throw Refused.because("version", "deals.stale");
        }
    }

    private Stage tidied(Stage stage) {
        if (stage.kind() == null) {
            throw Refused.because("kind", "deals.stage.kind.unknown");
        }
        List<EntryRule> kept = stage(stage.id()).map(Stage::entryRules).orElse(List.of());
        return new Stage(
                stage.id(),
                stage.pipelineId(),
                DealTexts.required("name", stage.name()),
                DealTexts.line("nameEn", stage.nameEn()),
                stage.position(),
                stage.kind(),
                probability(stage),
                days(stage.rotsAfterDays()),
                colour(stage.colour()),
                help(stage.help()),
                rules(stage.entryRules(), kept, rows.ownFields().keySet()),
                templates(stage.taskTemplates()),
                stage.archived(),
                stage.version());
    }

    private static BigDecimal probability(Stage stage) {
        return switch (stage.kind()) {
            case WON -> DealNumbers.HUNDRED;
            case LOST -> BigDecimal.ZERO;
            case OPEN -> {
                BigDecimal percent = stage.probability() == null ? BigDecimal.ZERO : stage.probability();
                yield DealNumbers.percent("probability", percent);
            }
        };
    }

    private static Integer days(Integer days) {
        if (days != null && (days < 1 || days > MOST_DAYS)) {
            throw Refused.because("rotsAfterDays", "deals.stage.days", MOST_DAYS);
        }
        return days;
    }

    private static String colour(String colour) {
        String kept = colour == null || colour.isBlank() ? null : colour.strip();
        if (kept != null && !COLOUR.matcher(kept).matches()) {
            throw Refused.because("colour", "deals.stage.colour");
        }
        return kept;
    }

    private static String help(String help) {
        return DealTexts.text("help", help);
    }

    /** @param kept those that stand there already: what was taken away since is asked of nobody, and hinders no other change */
    private static List<EntryRule> rules(List<EntryRule> rules, List<EntryRule> kept, Set<String> own) {
        if (rules.size() > MOST_RULES) {
            throw Refused.because("entryRules", "deals.many", MOST_RULES);
        }
        rules.forEach(rule -> {
            if (!kept.contains(rule) && !fits(rule, own)) {
                throw Refused.because("entryRules", "deals.stage.rule", Objects.toString(rule.name(), "–"));
            }
        });
        return rules.stream().distinct().toList();
    }

    private static boolean fits(EntryRule rule, Set<String> own) {
        if (rule.rule() == null) {
            return false;
        }
        return switch (rule.rule()) {
            case FIELD -> isField(rule.name(), own) && rule.state() == null;
            case DOCUMENT ->
                rule.name() != null
                        && DOCUMENTS.contains(rule.name())
                        && (rule.state() == null || DOCUMENT_STATES.contains(rule.state()));
            case TASK -> (rule.name() == null || TASKS.contains(rule.name())) && rule.state() == null;
            case AMOUNT, PARTS -> rule.name() == null && rule.state() == null;
        };
    }

    /** Whether a rule may ask for a field of that name. */
    static boolean isField(String name, Set<String> own) {
        return name != null && (FIELDS.contains(name) || own.contains(name));
    }

    private static List<TaskTemplate> templates(List<TaskTemplate> templates) {
        if (templates.size() > MOST_RULES) {
            throw Refused.because("taskTemplates", "deals.many", MOST_RULES);
        }
        return templates.stream()
                .map(one -> {
                    if (one.what() != null && !TASKS.contains(one.what())) {
                        throw Refused.because("taskTemplates", "deals.stage.task", one.what());
                    }
                    if (one.dueDays() != null && (one.dueDays() < 0 || one.dueDays() > MOST_DAYS)) {
                        throw Refused.because("taskTemplates", "deals.stage.days", MOST_DAYS);
                    }
                    return new TaskTemplate(
                            one.what(), DealTexts.required("taskTemplates", one.title()), one.dueDays());
                })
                .toList();
    }
}
