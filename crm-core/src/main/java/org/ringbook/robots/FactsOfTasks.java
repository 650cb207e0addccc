package org.ringbook.robots;

import java.util.Optional;
import java.util.UUID;
import org.ringbook.deals.DealTasks;
import org.ringbook.deals.Deals;
import org.ringbook.fields.FieldValues;
import org.ringbook.tasks.Task;
import org.ringbook.tasks.Tasks;
import org.springframework.stereotype.Component;

@Component
class FactsOfTasks implements FactsOf {

    private final Tasks tasks;
    private final DealTasks dealTasks;
    private final Deals deals;
    private final FieldValues fields;

    FactsOfTasks(Tasks tasks, DealTasks dealTasks, Deals deals, FieldValues fields) {
        this.tasks = tasks;
        this.dealTasks = dealTasks;
        this.deals = deals;
        this.fields = fields;
    }

    @Override
    public RecordKind kind() {
        return RecordKind.TASK;
    }

    @Override
    public Optional<RecordFacts> read(UUID id) {
        return tasks.find(id, null).map(this::of);
    }

    private RecordFacts of(Task task) {
        Values values = Values.own(fields, RecordKind.TASK, task.id())
                .put("what", task.what())
                .put("title", task.title())
                .put("doerId", task.doerId());
        return new RecordFacts(
                RecordKind.TASK,
                task.id(),
                task.title(),
                task.doerId(),
                task.partyId(),
                task.number(),
                task.callId(),
                dealTasks
                        .dealOf(task.id())
                        .flatMap(deal -> deals.find(deal, null))
                        .orElse(null),
                values.all());
    }
}
