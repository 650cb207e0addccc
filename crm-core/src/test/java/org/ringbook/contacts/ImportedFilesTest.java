package org.ringbook.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.TestCrm;
import org.ringbook.contacts.ContactImport.Options;
import org.ringbook.contacts.ImportRun.State;
import org.ringbook.contacts.ImportRun.Status;
import org.ringbook.contacts.ImportUndo.PastImport;
import org.ringbook.contacts.ImportUndo.UndoState;
import org.ringbook.contacts.ImportUndo.Undone;
import org.ringbook.refusals.Refused;

/** Files that are no CSV, columns that nobody knows, and imports that somebody wants undone. */
class ImportedFilesTest {

    private static final UUID VERA = UUID.randomUUID();

    private final TestCrm crm = new TestCrm();

    @AfterEach
    void goodbye() {
        crm.close();
    }

    private Status read(byte[] file, Options options, boolean dry) {
        ContactImports imports = crm.bean(ContactImports.class);
        StartedImport started = imports.start(VERA, "clients", new ByteArrayInputStream(file), options, dry);
        imports.await(started, Duration.ofSeconds(60));
        assertThat(started.ended()).isTrue();
        return started.status();
    }

    private Status read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8), Options.automatic(), false);
    }

    private List<Contact> all() {
        return crm.contacts().contacts("", null, null, 100).items();
    }

    private Contact only() {
        assertThat(all()).hasSize(1);
        return all().get(0);
    }

    @Test
    void aWorkbookOfExcelIsReadAndItsNumbersAreWhole() {
        Status status = read(
                Workbook.of(List.of(
                        List.of("ФИО", "Компания", "Телефон", "E-mail"),
                        Arrays.asList(null, null, null, null),
                        Arrays.asList("Мария Иванова", "Ромашка", 7.9161112233E10, "maria@example.com"),
                        Arrays.asList("Павел", null, "8 903 555-66-77; 84951234567", null))),
                Options.automatic(),
                false);

        assertThat(status.state()).isEqualTo(State.DONE);
        assertThat(status.added()).isEqualTo(2);
        assertThat(status.lines()).extracting(ImportRun.Line::row).containsExactly(3L, 4L);
        assertThat(crm.directory().whoIs(Cast.MARIAS)).hasSize(1);
        assertThat(crm.directory().whoIs(Cast.PAVELS)).hasSize(1);
        assertThat(crm.directory().whoIs(Cast.SHARED)).hasSize(1);
    }

    @Test
    void whatIsPackedToBurstOrIsNoWorkbookIsRefusedInWords() {
        byte[] bomb = Workbook.packed("<a>" + " ".repeat(280 << 20));
        assertThat(bomb).hasSizeLessThan(1 << 20);
        for (byte[] bad : List.of(bomb, Arrays.copyOf(bomb, 2000), new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0})) {
            Status status = read(bad, Options.automatic(), false);
            assertThat(status.state()).isEqualTo(State.FAILED);
            assertThat(status.failure().key()).startsWith("contacts.import.workbook.");
        }
        assertThat(all()).isEmpty();
    }

    @Test
    void cardsOfATelephoneAreRead() {
        Status status = read("""
                BEGIN:VCARD
                VERSION:3.0
                FN:Мария Иванова
                N:Иванова;Мария;;;
                ORG:Ромашка;Отдел продаж
                TITLE:директор
                TEL;TYPE=CELL:8 916 111-22-33
                item1.TEL;TYPE=WORK,VOICE:+7 (495) 123-45-67\\;ext=12
                TEL;TYPE=FAX:+74951234568
                EMAIL:maria@example.com
                EMAIL;TYPE=HOME:m@example.com
                NOTE:любит чай\\nи тишину
                PHOTO;ENCODING=b:AAAA
                END:VCARD
                BEGIN:VCARD
                VERSION:2.1
                N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=9A=D1=83=D0=B7=D0=BD=D0=B5=D1=86=D0=BE=D0=B2;=D0=9F=D0=B0=D0=B2=D0=B5=D0=BB
                TEL;CELL:+79035556677
                END:VCARD
                BEGIN:VCARD
                VERSION:4.0
                FN:Olga
                TEL;VALUE=uri;TYPE=cell:tel:+44-20-7946-0958
                END:VCARD
                """);

        assertThat(status.state()).isEqualTo(State.DONE);
        assertThat(status.added()).as(status.toString()).isEqualTo(3);
        Contact maria = crm.contacts().contacts("мария", null, null, 2).items().get(0);
        assertThat(maria.numbers())
                .extracting(number -> number.number() + " " + number.extension() + " " + number.label())
                .containsExactly("+79161112233 null mobile", "+74951234567 12 work");
        assertThat(maria.email()).isEqualTo("maria@example.com, m@example.com");
        assertThat(maria.note()).isEqualTo("любит чай\nи тишину");
        assertThat(crm.directory().whoIs(Cast.PAVELS)).extracting(Caller::name).containsExactly("Павел Кузнецов");
    }

    @Test
    void whatAColumnHoldsIsChosenAndRememberedForTheNextFile() {
        byte[] file = "Кто;Куда звонить;Ещё\nМария;89161112233;любит чай\n".getBytes(StandardCharsets.UTF_8);
        Status first = read(file, Options.automatic(), true);
        assertThat(first.state()).isEqualTo(State.FAILED);
        assertThat(first.failure().key()).isEqualTo("contacts.import.header");
        assertThat(first.columns())
                .containsExactly(
                        new ImportRun.Column("Кто", "", "Мария"),
                        new ImportRun.Column("Куда звонить", "", "89161112233"),
                        new ImportRun.Column("Ещё", "", "любит чай"));

        Options chosen = Options.automatic().with(Map.of("Кто", "name", "куда ЗВОНИТЬ", "phone"));
        Status looked = read(file, chosen, true);
        assertThat(looked.added()).isEqualTo(1);
        assertThat(looked.ignoredColumns()).containsExactly("Ещё");
        assertThat(looked.columns().get(1)).isEqualTo(new ImportRun.Column("Куда звонить", "phone", "89161112233"));
        assertThat(read(file, Options.automatic(), true).state()).isEqualTo(State.FAILED);

        assertThat(read(file, chosen, false).added()).isEqualTo(1);
        assertThat(read(file, Options.automatic(), true).known()).isEqualTo(1);
        Options without = Options.automatic().with(Map.of("Куда звонить", ""));
        assertThat(read(file, without, true).ignoredColumns()).contains("Куда звонить");
    }

    @Test
    void anImportIsUndoneAsAWholeButForWhatSomebodyChangedSince() {
        read("Name;Company;Phone\nMaria;Romashka;89161112233\n");
        UUID maria = only().id();
        read(
                "Name;Company;Phone;Note\nMaria;Romashka;89161112233, 84951234567;tea\nPavel;Vector;89035556677;\nOlga;Vector;89161112234;\n");
        ImportUndo undo = crm.bean(ImportUndo.class);
        PastImport last = undo.all().get(0);
        assertThat(last.records()).isEqualTo(4);
        assertThat(last.owner()).isEqualTo(VERA);

        assertThat(undo.dryRun(last.id())).isEqualTo(new Undone(3, 1, 0));
        assertThat(all()).hasSize(3);

        Contact olga = crm.contacts().contacts("olga", null, null, 2).items().get(0);
        crm.contacts()
                .save(new Contact(olga.id(), "Olga Ivanova", olga.companyId(), null, null, null, null, olga.numbers()));
        assertThat(undo.dryRun(last.id())).isEqualTo(new Undone(1, 1, 2));
        undo.begin(last.id(), VERA);
        undo.goOn(last.id(), () -> false);
        assertThat(undo.find(last.id()).orElseThrow().undone()).isEqualTo(new Undone(1, 1, 2));

        assertThat(all()).extracting(Contact::name).containsExactly("Maria", "Olga Ivanova");
        assertThat(crm.contacts().contact(maria).orElseThrow().note()).isNull();
        assertThat(crm.contacts().contact(maria).orElseThrow().numbers()).hasSize(1);
        assertThat(crm.directory().whoIs(Cast.PAVELS)).isEmpty();
        assertThat(crm.directory().whoIs(Cast.SHARED)).isEmpty();
        assertThat(crm.directory().whoIs(Cast.MARIAS)).hasSize(1);
        assertThat(undo.find(last.id()).orElseThrow().undoneAt()).isNotNull();
        assertThatThrownBy(() -> undo.begin(last.id(), VERA)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> undo.begin(UUID.randomUUID(), VERA)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> undo.dryRun(last.id())).isInstanceOf(Refused.class);
    }

    @Test
    void whomSomebodyHasWorkedWithStaysWhenTheirImportIsUndone() {
        read("Name;Company;Phone\nMaria;Romashka;89161112233\nPavel;Vector;89035556677\n");
        UUID maria =
                crm.contacts().contacts("maria", null, null, 2).items().get(0).id();
        UUID romashka =
                crm.contacts().companies("romashka", null, 2).items().get(0).id();
        for (UUID one : List.of(maria, romashka)) {
            crm.jdbc()
                    .sql("insert into event (id, kind, at, text) values (?, 'note', now(), 'важно')")
                    .param(one)
                    .update();
            crm.jdbc()
                    .sql("insert into event_party (event_id, party_id, at) values (?, ?, now())")
                    .params(one, one)
                    .update();
        }
        ImportUndo undo = crm.bean(ImportUndo.class);
        UUID last = undo.all().get(0).id();
        assertThat(undo.dryRun(last)).isEqualTo(new Undone(2, 0, 2));
        undo.begin(last, VERA);
        undo.goOn(last, () -> false);
        crm.jdbc().sql("truncate event cascade").update();
        assertThat(all()).extracting(Contact::name).containsExactly("Maria");
        assertThat(crm.contacts().company(romashka)).isPresent();
    }

    /** Fifteen hundred people: the server stops after the first thousand. */
    @Test
    void whatAStopInterruptsGoesOnWhereItWasAtTheNextStart() throws Exception {
        var file = new StringBuilder("Name;Phone\n");
        for (int i = 0; i < 1_500; i++) {
            file.append("Client ")
                    .append(i)
                    .append(";8916")
                    .append(1_000_000 + i)
                    .append('\n');
        }
        read(file.toString());
        ImportUndo undo = crm.bean(ImportUndo.class);
        UUID id = undo.all().get(0).id();
        undo.begin(id, VERA);
        var asked = new AtomicInteger();
        undo.goOn(id, () -> asked.incrementAndGet() > 1);

        PastImport interrupted = undo.find(id).orElseThrow();
        assertThat(interrupted.undo()).isEqualTo(UndoState.GOING);
        assertThat(interrupted.undone()).isEqualTo(new Undone(1_000, 0, 0));
        assertThat(interrupted.share()).isBetween(0.66, 0.67);

        try (var nextStart = new ImportUndos(undo)) {
            nextStart.goOn();
            nextStart.await(id, Duration.ofMinutes(1));
        }
        PastImport done = undo.find(id).orElseThrow();
        assertThat(done.undo()).isEqualTo(UndoState.DONE);
        assertThat(done.undone()).isEqualTo(new Undone(1_500, 0, 0));
        assertThat(all()).isEmpty();
    }

    @Test
    void twoWhoUndoTheSameAtOnceUndoItOnce() {
        read("Name;Phone\nMaria;89161112233\n");
        ImportUndo undo = crm.bean(ImportUndo.class);
        UUID id = undo.all().get(0).id();
        undo.begin(id, VERA);
        undo.begin(id, UUID.randomUUID());
        try (var undos = new ImportUndos(undo)) {
            undos.goOn();
            undos.goOn();
            undos.await(id, Duration.ofMinutes(1));
        }
        assertThat(undo.find(id).orElseThrow().undone()).isEqualTo(new Undone(1, 0, 0));
    }
}
