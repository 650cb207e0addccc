package org.ringbook.imports;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.ringbook.bin.Bin;
import org.ringbook.bin.BinItem;
import org.ringbook.bulk.BulkChange;
import org.ringbook.bulk.BulkRow;
import org.ringbook.bulk.BulkSubject;
import org.ringbook.bulk.BulkTarget;
import org.ringbook.bulk.DryRun;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.contacts.Contacts;
import org.ringbook.fields.FieldSubject;
import org.ringbook.fields.FieldValues;
import org.ringbook.leads.Lead;
import org.ringbook.leads.Leads;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.StaffMember;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Rows of a file that become leads, as if somebody had entered them: whoever asked already and has an open lead gets a further word on it. A row
 * is taken once.
 */
@Component
class ImportedLeads implements BulkTarget {

    private static final String MADE = "made";
    private static final String VERSION = "version";

    private final FileRows files;
    private final ImportRows rows;
    private final KnownPeople people;
    private final Leads leads;
    private final FieldValues values;
    private final NumberPlan plan;
    private final WorkingCalendar calendar;
    private final Bin bin;
    private final DryRun dryRun;

    ImportedLeads(
            JdbcTemplate jdbc,
            FileRows files,
            KnownPeople people,
            Leads leads,
            FieldValues values,
            NumberPlan plan,
            WorkingCalendar calendar,
            Bin bin,
            DryRun dryRun) {
        this.rows = new ImportRows(jdbc);
        this.files = files;
        this.people = people;
        this.leads = leads;
        this.values = values;
        this.plan = plan;
        this.calendar = calendar;
        this.bin = bin;
        this.dryRun = dryRun;
    }

    @Override
    public Set<BulkSubject> subjects() {
        return Set.of(BulkSubject.LEAD_ROW);
    }

    @Override
    public Look look(BulkChange change, UUID record, StaffMember by) {
        RowCells row = files.row(change, record);
        var written = new Written[1];
        dryRun.of(() -> written[0] = write(row, by));
        return new Look(name(row), written[0] != null);
    }

    private static String name(RowCells row) {
        return Stream.of(FileColumn.NAME, FileColumn.COMPANY, FileColumn.PHONE, FileColumn.EMAIL)
                .map(row::text)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    @Override
    public Written apply(BulkChange change, UUID record, StaffMember by) {
        return write(files.row(change, record), by);
    }

    /** @return null when it was taken before */
    private Written write(RowCells row, StaffMember by) {
        files.refuseTwin(row);
        if (rows.made(row).isPresent()) {
            return null;
        }
        if (name(row) == null) {
            throw Refused.because("row", "imports.lead.nobody");
        }
        UUID person = people.responsible(row);
        Lead lead = leads.take(incoming(row)).orElseThrow(() -> Refused.because("row", "imports.lead.nobody"));
        boolean made = lead.touches() == 1;
        if (person != null && made && !person.equals(lead.responsibleId())) {
            leads.assign(lead.id(), person, by.id());
        }
        Map<String, Object> now = values.of(FieldSubject.LEAD, lead.id());
        Map<String, Object> own = row.own();
        if (!made) {
            // A further word on somebody's lead: as with its name and company, what stands there stays.
            own.keySet().removeAll(now.keySet());
        }
        if (!own.isEmpty()) {
            values.write(FieldSubject.LEAD, lead.id(), values.ofProgram(FieldSubject.LEAD, now, own));
        }
        rows.made(row, lead.id());
        return new Written(
                Map.of(),
                Map.of("id", lead.id().toString(), MADE, Boolean.toString(made), VERSION, version(lead.id())));
    }

    private String version(UUID id) {
        return leads.find(id).map(lead -> Integer.toString(lead.version())).orElse("");
    }

    private Lead.Incoming incoming(RowCells row) {
        WrittenTime created = row.time(FileColumn.CREATED);
        Instant at = created == null ? Instant.now() : created.at(calendar.zone());
        if (at.isAfter(Instant.now())) {
            throw Refused.because("created", "imports.future");
        }
        return new Lead.Incoming(
                Lead.Channel.HAND,
                row.text(FileColumn.SOURCE),
                null,
                row.text(FileColumn.NAME),
                row.text(FileColumn.COMPANY),
                phone(row),
                email(row),
                row.text(FileColumn.TEXT),
                null,
                Map.of(),
                null,
                null,
                null,
                at);
    }

    private PhoneNumber phone(RowCells row) {
        String text = row.text(FileColumn.PHONE);
        return text == null
                ? null
                : plan.parse(text).orElseThrow(() -> Refused.because("phone", "imports.phone", FileTexts.shown(text)));
    }

    private static String email(RowCells row) {
        String text = row.text(FileColumn.EMAIL);
        if (text != null && !Contacts.isEmail(text)) {
            throw Refused.because("email", "imports.email", FileTexts.shown(text));
        }
        return text;
    }

    @Override
    public boolean undo(BulkChange change, BulkRow row, StaffMember by) {
        UUID id = UUID.fromString(row.after().get("id"));
        boolean untouched = Boolean.parseBoolean(row.after().get(MADE))
                && version(id).equals(row.after().get(VERSION));
        if (untouched) {
            bin.put(BinItem.Kind.LEAD, id, by);
        }
        return untouched;
    }
}
