package org.ringbook.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringbook.Cast;
import org.ringbook.TestCrm;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.contacts.ContactImport.Options;
import org.ringbook.contacts.ImportRun.State;
import org.ringbook.contacts.ImportRun.Status;

class ContactImportTest {

    private static final String MARIA_AND_PAVEL = """
            Имя;Компания;Телефон;Телефон 2;Должность;E-mail;Комментарий;Ответственный
            Мария Иванова;«Ромашка»;8 (916) 111-22-33;"8 495 123-45-67 доб. 12";директор;maria@romashka.ru;"любит чай
            и тишину";101
            Павел Кузнецов;«Вектор»;+79035556677;;;;;
            """;

    private final TestCrm crm = new TestCrm();

    @AfterEach
    void goodbye() {
        crm.close();
    }

    @Test
    void aDryRunSaysWhatWouldComeAndWritesNothing() {
        Status status = run(utf8(MARIA_AND_PAVEL + "Павел Кузнецов;Вектор;89035556677\n"), true);

        assertThat(status.state()).isEqualTo(State.DONE);
        assertThat(status.rows()).isEqualTo(3);
        assertThat(status.added()).isEqualTo(2);
        assertThat(status.known()).isEqualTo(1);
        assertThat(status.lines()).extracting(ImportRun.Line::name).startsWith("Мария Иванова", "Павел Кузнецов");
        assertThat(crm.contacts().contacts("", null, null, 10).items()).isEmpty();
        assertThat(crm.directory().size()).isZero();
    }

    @Test
    void mariaAndPavelRingAndAreKnown() {
        Status status = run(utf8(MARIA_AND_PAVEL), false);

        assertThat(status.added()).isEqualTo(2);
        assertThat(status.companiesAdded()).isEqualTo(2);
        assertThat(status.bytesRead()).isEqualTo(status.bytesTotal()).isPositive();
        assertThat(crm.directory().whoIs(Cast.PAVELS))
                .extracting(Caller::company)
                .containsExactly("«Вектор»");
        Contact maria = only("мария");
        assertThat(maria.numbers())
                .containsExactly(
                        new ContactNumber(Cast.MARIAS, null, null), new ContactNumber(Cast.SHARED, "12", null));
        assertThat(maria.note()).isEqualTo("любит чай\nи тишину");
        assertThat(maria.responsible()).isEqualTo("101");
        assertThat(maria.position()).isEqualTo("директор");
    }

    @Test
    void theSameFileAgainDoublesNothing() {
        run(utf8(MARIA_AND_PAVEL), false);
        Status again = run(utf8(MARIA_AND_PAVEL), false);

        assertThat(again.known()).isEqualTo(2);
        assertThat(again.added() + again.changed() + again.companiesAdded()).isZero();
        assertThat(crm.contacts().companies("", null, 10).items()).hasSize(2);
    }

    @Test
    void aNewNumberOfMariaJoinsHerOthersAndHerEmptyFieldsAreFilled() {
        crm.contacts().save(Cast.maria(null));
        Status status = run(
                utf8("Name,Phone,Mobile phone,Company\nМАРИЯ  иванова,89161112233,+7 999 000-11-22,Ромашка\n"), false);

        assertThat(status.changed()).isEqualTo(1);
        Contact maria = only("мария");
        assertThat(maria.name()).isEqualTo("Мария Иванова");
        assertThat(maria.numbers())
                .containsExactly(
                        new ContactNumber(Cast.MARIAS, null, null), new ContactNumber(Cast.UNKNOWN, null, "mobile"));
        assertThat(crm.directory().whoIs(Cast.UNKNOWN))
                .containsExactly(new Caller(maria.id(), "Мария Иванова", maria.companyId(), "Ромашка", null));
    }

    @Test
    void twoPeopleMayShareANumberAndARowOfACompanyIsACompany() {
        run(
                utf8(
                        "ФИО;Компания;Телефон\nОльга;Ромашка;84951234567\nИгорь;Ромашка;84951234567\n;Ромашка;84951234567\n"),
                false);

        assertThat(crm.directory().whoIs(Cast.SHARED))
                .extracting(Caller::name)
                .containsExactly("Игорь", "Ольга", "Ромашка");
    }

    @Test
    void strictlyABadRowIsToldAndTheOthersGoOn() {
        Status status = run(utf8("""
                Имя;Телефон;E-mail;Ответственный
                Мария;8916111223A;;
                ;89161112233;;
                Олег;101;;

                Пётр;7,91611E+10;;
                Ольга;89161112233;ольга;
                Игорь;89161112233;;кто-то
                "Незакрытая;89161112233;;
                РњР°СЂРёСЏ;89161112233;;
                Павел;89035556677;;
                """), Options.automatic().strictly());

        assertThat(status.state()).isEqualTo(State.DONE);
        assertThat(status.added()).isEqualTo(1);
        assertThat(status.refused()).isEqualTo(8);
        assertThat(status.refusedRows())
                .extracting(row -> row.row() + " " + row.column() + " " + row.value() + " "
                        + row.why().key())
                .containsExactly(
                        "2 Телефон 8916111223A numbers.letters",
                        "3 null null contacts.import.nameless",
                        "4 Телефон 101 contacts.import.short",
                        "6 Телефон 7,91611E+10 contacts.import.scientific",
                        "7 E-mail ольга contacts.email",
                        "8 Ответственный кто-то contacts.import.responsible",
                        "9 null null contacts.import.quote",
                        "10 Имя РњР°СЂРёСЏ contacts.import.mojibake");
        assertThat(status.refusedRows()).allSatisfy(row -> {
            assertThat(row.why().words(Locale.ENGLISH)).doesNotContain("contacts.");
            assertThat(row.why().words(Locale.forLanguageTag("ru"))).containsPattern("[а-я]{4}");
        });
        assertThat(crm.directory().whoIs(Cast.PAVELS)).hasSize(1);
    }

    @Test
    void theGoodPartOfARowIsTakenAndTheRestIsToldInItsLine() {
        Status status = run(utf8("""
                Имя;Телефон;Телефон 2;E-mail;Ответственный
                Мария;н/д;89161112233;maria@example.com;
                Ольга;89161112234;;ольга;
                Игорь;89161112235;;;кто-то
                Пётр;89161112236, 7770001;;p@example.com, нет;
                Павел;101;;;
                """), false);

        assertThat(status.added()).isEqualTo(5);
        assertThat(status.refused()).isZero();
        assertThat(status.partly()).isEqualTo(5);
        assertThat(status.leftOut())
                .extracting(row -> row.row() + " " + row.column() + " " + row.value() + " "
                        + row.why().key())
                .containsExactly(
                        "2 Телефон н/д numbers.letters",
                        "3 E-mail ольга contacts.email",
                        "4 Ответственный кто-то contacts.import.responsible",
                        "5 Телефон 7770001 numbers.digits.few",
                        "5 E-mail нет contacts.email",
                        "6 Телефон 101 contacts.import.short");
        assertThat(status.lines().get(0).numbers()).containsExactly(new ContactNumber(Cast.MARIAS, null, null));
        assertThat(status.lines().get(0).leftOut()).hasSize(1);
        assertThat(crm.directory().whoIs(Cast.MARIAS)).hasSize(1);
        assertThat(only("Пётр").email()).isEqualTo("p@example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+79161112261 ::: +79161112262",
                "89161112261; 89161112262",
                "89161112261, 89161112262",
                "\"89161112261\n89161112262\"",
                "89161112261 / 89161112262",
                "8 916 111-22-61 или 8 916 111-22-62"
            })
    void severalNumbersAndSeveralAddressesStandInOneCell(String phones) {
        run(
                utf8("Name\tPhone 1 - Value\tE-mail 1 - Value\tE-mail 2 - Value\nМария\t" + phones
                        + "\tm@example.com ::: maria@example.com\tthird@example.com\n"),
                false);

        assertThat(only("Мария").numbers())
                .extracting(number -> number.number().toString() + number.extension())
                .containsExactly("+79161112261null", "+79161112262null");
        assertThat(only("Мария").email()).isEqualTo("m@example.com, maria@example.com, third@example.com");
    }

    @Test
    void whatIsNoAddressIsToldOnceAndAsItStands() {
        Status status = run(
                utf8("Имя\tE-mail\nМария\tm@example.com  maria@example.com\nИнна\tspäter fragen, inna@example.com\n"),
                false);

        assertThat(only("Мария").email()).isEqualTo("m@example.com, maria@example.com");
        assertThat(only("Инна").email()).isEqualTo("inna@example.com");
        assertThat(status.leftOut()).extracting(RefusedRow::value).containsExactly("später fragen");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "windows-1251", "KOI8-R", "IBM866"})
    void eachEncodingOfRussianFilesIsRecognised(String charset) {
        String text =
                "Имя;Компания;Телефон\r\nМария Иванова;ООО Ромашка;89161112233\r\nЮрий Щёголев;Эхо;89035556677\r\n";
        Status status = run(text.getBytes(Charset.forName(charset)), false);

        assertThat(status.state()).isEqualTo(State.DONE);
        assertThat(status.added()).isEqualTo(2);
        assertThat(crm.directory().whoIs(Cast.MARIAS)).extracting(Caller::name).containsExactly("Мария Иванова");
    }

    @Test
    void aFileThatWouldBecomeGarbageIsRefusedAsAWhole() {
        String latin = "Name;Phone\nJosé Núñez Müller;89161112233\nFrançois Sébastien;89035556677\n";
        assertFails("contacts.import.encoding.unknown", latin.getBytes(StandardCharsets.ISO_8859_1));
        assertFails("contacts.import.workbook.broken", new byte[] {'P', 'K', 3, 4, 20, 0});
        assertFails("contacts.import.workbook", new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0});
        assertFails("contacts.import.empty", new byte[0]);
        assertFails("contacts.import.header", utf8("1;2;3\nМария;8916;\n"));
        assertFails("contacts.import.header", utf8(MARIA_AND_PAVEL.replace("Имя;Компания", "x;y")));
        assertFails("contacts.import.large", new byte[ContactImport.LARGEST_FILE + 1]);
        Status wrong = crm.bean(ContactImport.class)
                .run(
                        MARIA_AND_PAVEL.getBytes(Charset.forName("windows-1251")),
                        new Options(StandardCharsets.UTF_8, null, name -> null),
                        new ImportRun(false));
        assertThat(wrong.failure().key()).isEqualTo("contacts.import.encoding.other");
        assertThat(crm.contacts().contacts("", null, null, 10).items()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Name;Phone / Мария;89161112233, 84951234567 | 2",
                "Name,Phone / Мария,89161112233 84951234567 | 2",
                "ФИО\tТел. / Мария\t8 916 111-22-33; 8 (495) 123-45-67 | 2",
                "Имя;Мобильный / Мария;79161112233.0 | 1",
                "First Name,Last Name,Phone 1 - Type,Phone 1 - Value / Maria,Ivanova,Mobile,+7 916 111-22-33 | 1",
                "sep=; / Имя;Фамилия;Отчество;Тел / Мария;Иванова;;=\"89161112233\" | 1",
                "Имя;Номер договора;Телефон / Мария;А-17;89161112233 | 1",
                "Имя;Телефон / Мария;нет | 0",
                "Имя;Телефон / 'Мария;'+79161112233 | 1"
            })
    void filesOfManyProgramsAreUnderstood(String file, int numbers) {
        Status status = run(utf8(file.replace(" / ", "\n")), false);

        assertThat(status.refusedRows()).isEmpty();
        assertThat(status.added()).isEqualTo(1);
        assertThat(crm.contacts().contacts("", null, null, 10).items().get(0).numbers())
                .hasSize(numbers);
    }

    @Test
    void aLongImportCanBeWatchedAndStopped() {
        StringBuilder file = new StringBuilder("Имя;Телефон\n");
        for (int i = 0; i < 5_000; i++) {
            file.append("Клиент ")
                    .append(i)
                    .append(";+7916")
                    .append(1_000_000 + i)
                    .append('\n');
        }
        ImportRun run = new ImportRun(false);
        Options cancelling = new Options(null, null, name -> {
            run.cancel();
            return "101";
        });
        String stopper =
                "Имя;Телефон;Ответственный\nСтоп;89161112233;Анна\n" + file.substring("Имя;Телефон\n".length());
        Status stopped = crm.bean(ContactImport.class).run(utf8(stopper), cancelling, run);

        assertThat(stopped.state()).isEqualTo(State.CANCELLED);
        assertThat(stopped.added()).isEqualTo(1_000).isEqualTo(crm.directory().size());
        assertThat(stopped.bytesRead()).isBetween(1L, stopped.bytesTotal() - 1);
        assertThat(run(utf8(file.toString()), false).known()).isEqualTo(999);
        assertThat(crm.directory().size()).isEqualTo(5_001);
    }

    @Test
    void formulasComeInAsTextGoOutHarmlessAndComeBackTheSame() throws IOException {
        run(
                utf8(
                        "Имя;Компания;Телефон;Комментарий\n=HYPERLINK(\"http://x\");@SUM(1);+79161112233;-2+3 \"кавычки\"; точка\n"),
                false);
        Contact before = only("hyperlink");
        assertThat(before.name()).isEqualTo("=HYPERLINK(\"http://x\")");

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        crm.bean(ContactExport.class).write(out, "", null, null, Locale.forLanguageTag("ru"));
        String csv = out.toString(StandardCharsets.UTF_8);
        assertThat(csv).startsWith("\uFEFFИмя;Компания;");
        assertThat(csv)
                .contains("'=HYPERLINK")
                .contains("'@SUM")
                .contains("'-2+3")
                .contains(";+79161112233;");

        crm.contacts().deleteContact(before.id());
        assertThat(run(out.toByteArray(), false).added()).isEqualTo(1);
        Contact after = only("hyperlink");
        assertThat(after).usingRecursiveComparison().ignoringFields("id").isEqualTo(before);
    }

    @Test
    void nothingInAFileBreaksTheImport() {
        List<String> pieces = List.of("\0", "\"", ";", "'", "\uD83D\uDE00", "<script>", "\r", "\t", "%_\\", "é");
        StringBuilder file = new StringBuilder("Имя;Телефон;Комментарий\n");
        for (String piece : pieces) {
            file.append("Имя ")
                    .append(piece)
                    .append(";89161112233;")
                    .append(piece.repeat(300))
                    .append('\n');
        }
        Status status = run(utf8(file + "Павел;89035556677;\n"), false);

        assertThat(status.state()).isEqualTo(State.DONE);
        assertThat(crm.directory().whoIs(Cast.PAVELS)).hasSize(1);
    }

    private void assertFails(String key, byte[] file) {
        Status status = run(file, false);
        assertThat(status.state()).isEqualTo(State.FAILED);
        assertThat(status.failure().key()).isEqualTo(key);
        assertThat(status.failure().words(Locale.ENGLISH)).doesNotStartWith("contacts.");
    }

    private Status run(byte[] file, Options options) {
        return crm.bean(ContactImport.class).run(file, options, new ImportRun(false));
    }

    private Status run(byte[] file, boolean dry) {
        return crm.bean(ContactImport.class).run(file, Options.automatic(), new ImportRun(dry));
    }

    private Contact only(String text) {
        List<Contact> found = crm.contacts().contacts(text, null, null, 10).items();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
