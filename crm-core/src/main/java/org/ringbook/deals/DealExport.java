package org.ringbook.deals;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditKind;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.fields.Field;
import org.ringbook.fields.FieldSubject;
import org.ringbook.fields.FieldText;
import org.ringbook.fields.FieldValues;
import org.ringbook.fields.Fields;
import org.ringbook.refusals.Refused;
import org.ringbook.spreadsheets.RowFile;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * The list of deals as a file, as it is filtered and as far as somebody sees it; read and written page by page. More than {@link #FEW} rows
 * are a supervisor's to take, and are noted. Any thread.
 */
@Component
public class DealExport {

    /** So many anybody may take. */
    public static final int FEW = 100;

    private static final List<String> RUSSIAN = List.of(
            "Номер",
            "Название",
            "Клиент",
            "Контактное лицо",
            "Воронка",
            "Стадия",
            "Состояние",
            "Вид",
            "Ответственный",
            "Сумма",
            "Валюта",
            "Вероятность, %",
            "Ожидаемое закрытие",
            "Создана",
            "Закрыта",
            "Причина проигрыша",
            "Пояснение к проигрышу",
            "Источник",
            "Кампания",
            "Конкурент",
            "Внешняя система",
            "Внешний код");
    private static final List<String> ENGLISH = List.of(
            "Number",
            "Title",
            "Client",
            "Contact person",
            "Pipeline",
            "Stage",
            "State",
            "Type",
            "Responsible",
            "Amount",
            "Currency",
            "Probability, %",
            "Expected close",
            "Created",
            "Closed",
            "Lost reason",
            "Lost note",
            "Source",
            "Campaign",
            "Competitor",
            "External source",
            "External id");
    private static final Map<Stage.Kind, String> STATES = Map.of(
            Stage.Kind.OPEN, "открыта",
            Stage.Kind.WON, "выиграна",
            Stage.Kind.LOST, "проиграна");

    private final DealList list;
    private final Pipelines pipelines;
    private final DealTypes types;
    private final LostReasons reasons;
    private final Probabilities probabilities;
    private final Staff staff;
    private final Fields fields;
    private final FieldValues values;
    private final WorkingCalendar calendar;
    private final ApplicationEventPublisher events;

    DealExport(
            DealList list,
            Pipelines pipelines,
            DealTypes types,
            LostReasons reasons,
            Probabilities probabilities,
            Staff staff,
            Fields fields,
            FieldValues values,
            WorkingCalendar calendar,
            ApplicationEventPublisher events) {
        this.list = list;
        this.pipelines = pipelines;
        this.types = types;
        this.reasons = reasons;
        this.probabilities = probabilities;
        this.staff = staff;
        this.fields = fields;
        this.values = values;
        this.calendar = calendar;
        this.events = events;
    }

    /** @throws Refused when it is more than somebody may take */
    public void refuseTooMany(DealFilter filter, StaffMember who) {
        if (who.role().compareTo(Role.SUPERVISOR) < 0 && list.count(filter, who, FEW + 1) > FEW) {
            throw Refused.because("state", "deals.export.many", FEW);
        }
    }

    /**
     * Writes all of these, and leaves the stream open.
     *
     * @param reader in whose language
     * @throws Refused as {@link #refuseTooMany}, before anything is written
     */
    public void write(
            OutputStream out,
            RowFile.Kind kind,
            DealFilter filter,
            DealList.Order order,
            StaffMember who,
            Locale reader)
            throws IOException {
        refuseTooMany(filter, who);
        var names = new Names(reader);
        List<Field> own = fields.active(FieldSubject.DEAL);
        List<String> headings = new ArrayList<>("ru".equals(reader.getLanguage()) ? RUSSIAN : ENGLISH);
        own.forEach(field -> headings.add(field.name(reader)));
        int rows = 0;
        try (RowFile file = RowFile.of(kind, out, reader, headings)) {
            String next = null;
            do {
                DealList.Page page = list.find(filter, order, who, next, DealList.LONGEST_PAGE);
                write(page.items(), own, names, file);
                rows += page.items().size();
                next = page.next();
            } while (next != null);
        }
        if (rows > FEW) {
            events.publishEvent(AuditEntry.of(AuditKind.CLIENTS, "deals-exported")
                    .with("rows", null, rows)
                    .by(who.id()));
        }
    }

    private void write(List<Deal> deals, List<Field> own, Names names, RowFile file) throws IOException {
        Map<UUID, String> parties = list.names(deals.stream()
                .flatMap(deal -> Stream.of(deal.partyId(), deal.contactId()))
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        Map<UUID, Map<String, Object>> stand = own.isEmpty()
                ? Map.of()
                : values.of(FieldSubject.DEAL, deals.stream().map(Deal::id).toList());
        FieldText text = FieldText.inFiles(names.reader, values.names(own, stand.values()));
        for (Deal deal : deals) {
            write(deal, parties, names, file);
            Map<String, Object> ofDeal = stand.getOrDefault(deal.id(), Map.of());
            for (Field field : own) {
                file.text(text.of(field, ofDeal.get(field.key())));
            }
            file.end();
        }
    }

    private void write(Deal deal, Map<UUID, String> parties, Names names, RowFile file) throws IOException {
        Stage stage = names.stages.get(deal.stageId());
        file.whole(deal.number());
        file.text(deal.title());
        file.text(parties.get(deal.partyId()));
        file.text(parties.get(deal.contactId()));
        file.text(names.pipelines.get(deal.pipelineId()));
        file.text(stage.name(names.reader));
        file.text(names.russian ? STATES.get(deal.kind()) : deal.kind().word());
        file.text(names.types.get(deal.typeId()));
        file.text(names.people.get(deal.responsibleId()));
        file.amount(deal.amount());
        file.text(deal.currency());
        file.amount(probabilities.of(deal, stage));
        file.day(deal.expectedClose());
        file.moment(local(deal.createdAt()));
        file.moment(local(deal.closedAt()));
        file.text(names.reasons.get(deal.lostReasonId()));
        file.text(deal.lostNote());
        file.text(deal.source());
        file.text(deal.campaign());
        file.text(deal.competitor());
        file.text(deal.externalSource());
        file.text(deal.externalId());
    }

    private LocalDateTime local(Instant at) {
        return at == null ? null : at.atZone(calendar.zone()).toLocalDateTime();
    }

    /** What ids are called, read once for a file. */
    private final class Names {

        private final Locale reader;
        private final boolean russian;
        private final Map<UUID, Stage> stages;
        private final Map<UUID, String> pipelines;
        private final Map<UUID, String> types;
        private final Map<UUID, String> reasons;
        private final Map<UUID, String> people;

        private Names(Locale reader) {
            this.reader = reader;
            this.russian = "ru".equals(reader.getLanguage());
            this.stages = DealExport.this.pipelines.stages().stream()
                    .collect(Collectors.toMap(Stage::id, Function.identity()));
            this.pipelines = DealExport.this.pipelines.all().stream()
                    .collect(Collectors.toMap(Pipeline::id, one -> one.name(reader)));
            this.types = DealExport.this.types.all().stream()
                    .collect(Collectors.toMap(DealType::id, one -> one.name(reader)));
            this.reasons = DealExport.this.reasons.all().stream()
                    .collect(Collectors.toMap(LostReason::id, one -> one.name(reader)));
            this.people = staff.all().stream().collect(Collectors.toMap(StaffMember::id, StaffMember::name));
        }
    }
}
