package org.ringbook.fields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.TestCrm;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.ContactExport;
import org.ringbook.contacts.ContactImport;
import org.ringbook.contacts.Contacts;
import org.ringbook.contacts.ImportRun;
import org.ringbook.contacts.duplicates.Merges;
import org.ringbook.fields.Field.Choice;
import org.ringbook.fields.FieldFilter.Asked;
import org.ringbook.refusals.Refused;

/** The company wants to know of each client in which segment they are, how many lorries they have, and more. */
class OwnFieldsTest {

    private final TestCrm crm = new TestCrm();
    private final Contacts contacts = crm.contacts();
    private final Fields fields = crm.bean(Fields.class);
    private final FieldValues values = crm.bean(FieldValues.class);
    private Contact maria;
    private Field segment;
    private Field lorries;

    @BeforeEach
    void theAdministratorAddsASegmentAndANumberOfLorries() {
        maria = contacts.save(Cast.person("Мария Иванова", null, Cast.MARIAS));
        segment = fields.save(
                field(
                        "Сегмент",
                        FieldKind.CHOICE,
                        new Choice(null, "Розница", "Retail", true),
                        new Choice(null, "Опт", null, true)),
                null);
        lorries = fields.save(field("Машин в парке", FieldKind.NUMBER), null);
    }

    @AfterEach
    void goodbye() {
        crm.close();
    }

    private static Field field(String name, FieldKind kind, Choice... choices) {
        return new Field(null, FieldSubject.PERSON, null, kind, name, null, 0, false, false, true, List.of(choices), 0);
    }

    private Field changed(Field field, boolean required, boolean active, List<Choice> choices) {
        Field known = fields.find(field.id()).orElseThrow();
        return fields.save(
                new Field(
                        known.id(),
                        null,
                        null,
                        null,
                        known.name(),
                        null,
                        0,
                        required,
                        true,
                        active,
                        choices == null ? known.choices() : choices,
                        known.version()),
                null);
    }

    private Map<String, Object> typed(Map<String, ?> sent) {
        Map<String, Object> read = values.ofForm(FieldSubject.PERSON, values.of(FieldSubject.PERSON, maria.id()), sent);
        values.write(FieldSubject.PERSON, maria.id(), read);
        return values.of(FieldSubject.PERSON, maria.id());
    }

    private void refused(Map<String, ?> sent, String key) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> typed(sent))
                .satisfies(why -> assertThat(why.refusal().key()).isEqualTo(key));
    }

    private List<String> found(String... asked) {
        FieldFilter filter = values.filter(
                FieldSubject.PERSON, Arrays.stream(asked).map(Asked::of).toList());
        return contacts.contacts(null, null, filter, null, 10).items().stream()
                .map(Contact::name)
                .toList();
    }

    @Test
    void keysAreMadeOfNamesAndStayWhenTheNameChanges() {
        assertThat(segment.key()).isEqualTo("segment");
        assertThat(lorries.key()).isEqualTo("mashin_v_parke");
        Field renamed = fields.save(
                new Field(
                        lorries.id(),
                        null,
                        null,
                        null,
                        "Автопарк",
                        null,
                        0,
                        false,
                        false,
                        true,
                        List.of(),
                        lorries.version()),
                null);
        assertThat(renamed.key()).isEqualTo("mashin_v_parke");
        assertThat(fields.save(field("Машин в парке", FieldKind.TEXT), null).key())
                .as("the key of another one is not given again")
                .isEqualTo("mashin_v_parke_2");
    }

    @Test
    void theKindNeverChangesAndWhoSawAnOlderVersionIsTold() {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> fields.save(
                        new Field(
                                lorries.id(),
                                null,
                                null,
                                FieldKind.TEXT,
                                "Машин",
                                null,
                                0,
                                false,
                                false,
                                true,
                                List.of(),
                                0),
                        null))
                .satisfies(why -> assertThat(why.refusal().key()).isEqualTo("fields.kind.stays"));
        changed(lorries, false, true, null);
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> fields.save(
                        new Field(
                                lorries.id(),
                                null,
                                null,
                                null,
                                "Машин",
                                null,
                                0,
                                false,
                                false,
                                true,
                                List.of(),
                                lorries.version()),
                        null))
                .satisfies(why -> assertThat(why.refusal().key()).isEqualTo("fields.changed"));
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> fields.save(field("сегмент", FieldKind.TEXT), null))
                .satisfies(why -> assertThat(why.refusal().key()).isEqualTo("fields.name.taken"));
    }

    @Test
    void whatIsTypedIsKeptTypedOrRefusedInWords() {
        fields.save(field("Оборот", FieldKind.MONEY), null);
        fields.save(field("Клиент с", FieldKind.DATE), null);
        fields.save(field("НДС", FieldKind.FLAG), null);
        fields.save(field("Сайт", FieldKind.LINK), null);
        Map<String, Object> kept = typed(Map.of(
                "segment", "опт",
                "mashin_v_parke", "1 200,5",
                "oborot", "15 000 000 ₽",
                "klient_s", "03.03.2026",
                "nds", "да",
                "sayt", "romashka.ru/o-nas"));
        assertThat(kept)
                .containsEntry("segment", "opt")
                .containsEntry("mashin_v_parke", new BigDecimal("1200.5"))
                .containsEntry("klient_s", "2026-03-03")
                .containsEntry("nds", true)
                .containsEntry("sayt", "https://romashka.ru/o-nas");
        assertThat(new BigDecimal(kept.get("oborot").toString())).isEqualByComparingTo("15000000");
        refused(Map.of("mashin_v_parke", "много"), "fields.value.number");
        refused(Map.of("mashin_v_parke", "1234567890123"), "fields.value.digits");
        refused(Map.of("oborot", "1,005"), "fields.value.money");
        refused(Map.of("klient_s", "31.02.2026"), "fields.value.date");
        refused(Map.of("nds", "наверное"), "fields.value.flag");
        refused(Map.of("sayt", "javascript:alert(1)"), "fields.value.link");
        refused(Map.of("sayt", "a.".repeat(100_000) + "ru"), "fields.value.long");
        refused(Map.of("segment", "экспорт"), "fields.value.choice");
        assertThat(values.of(FieldSubject.PERSON, maria.id()))
                .as("nothing of a refused form")
                .isEqualTo(kept);
    }

    @Test
    void aRequiredFieldIsAskedForAndWhatWasSavedBeforeStays() {
        typed(Map.of("segment", "opt"));
        changed(lorries, true, true, null);
        assertThat(values.of(FieldSubject.PERSON, maria.id())).containsEntry("segment", "opt");
        refused(Map.of("segment", "opt"), "fields.value.missing");
        assertThat(typed(Map.of("mashin_v_parke", "0"))).containsKey("mashin_v_parke");
    }

    @Test
    void anArchivedFieldKeepsWhatStandsInItAndComesBackWithIt() {
        typed(Map.of("segment", "roznitsa"));
        changed(segment, false, false, null);
        assertThat(typed(Map.of("mashin_v_parke", "3"))).containsEntry("segment", "roznitsa");
        changed(segment, false, true, null);
        assertThat(found("segment:roznitsa")).containsExactly("Мария Иванова");
    }

    @Test
    void aChoiceThatIsNotOfferedAnyMoreStaysWhereItStands() {
        typed(Map.of("segment", "roznitsa"));
        Field now = changed(segment, false, true, List.of(segment.choices().get(1)));
        assertThat(now.choices()).extracting(Choice::active).containsExactly(true, false);
        assertThat(typed(Map.of("segment", "roznitsa"))).containsEntry("segment", "roznitsa");
        typed(Map.of("segment", "opt"));
        refused(Map.of("segment", "roznitsa"), "fields.value.choice");
        Field again = changed(
                segment, false, true, List.of(segment.choices().get(1), new Choice(null, "розница", null, true)));
        assertThat(again.choices()).extracting(Choice::key).containsExactly("opt", "roznitsa");
        assertThat(typed(Map.of("segment", "roznitsa"))).containsEntry("segment", "roznitsa");
    }

    @Test
    void peopleAreFoundByWhatStandsInTheirFields() {
        Field remark = fields.save(field("Доставка", FieldKind.TEXT), null);
        Contact pavel = contacts.save(Cast.person("Павел Серов", null, Cast.UNKNOWN));
        typed(Map.of("segment", "opt", "mashin_v_parke", "5", "dostavka", "до двери, утром, Ёлкин склад"));
        values.write(FieldSubject.PERSON, pavel.id(), Map.of("mashin_v_parke", new BigDecimal("40")));
        assertThat(found("segment:Опт")).containsExactly("Мария Иванова");
        assertThat(found("segment:roznitsa")).isEmpty();
        assertThat(found("mashin_v_parke:10..50")).containsExactly("Павел Серов");
        assertThat(found("mashin_v_parke:..40")).containsExactly("Мария Иванова", "Павел Серов");
        assertThat(found("mashin_v_parke:5")).containsExactly("Мария Иванова");
        assertThat(found(remark.key() + ":елкин УТР")).containsExactly("Мария Иванова");
        assertThat(found("mashin_v_parke:..40", "segment:opt")).containsExactly("Мария Иванова");
        FieldFilter wholesale = values.filter(FieldSubject.PERSON, List.of(Asked.of("segment:opt")));
        assertThat(contacts.contacts("иванова", null, wholesale, null, 10).items())
                .hasSize(1);
        assertThat(contacts.contacts("серов", null, wholesale, null, 10).items())
                .isEmpty();
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> found("nothing:1"));
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> found("mashin_v_parke:a.."));
    }

    @Test
    void aCompanysFieldOfTheSameKeyMayBeOfAnotherKind() {
        fields.save(
                new Field(
                        null,
                        FieldSubject.COMPANY,
                        "size",
                        FieldKind.TEXT,
                        "Размер",
                        null,
                        0,
                        false,
                        false,
                        true,
                        List.of(),
                        0),
                null);
        fields.save(
                new Field(
                        null,
                        FieldSubject.PERSON,
                        "size",
                        FieldKind.NUMBER,
                        "Размер",
                        null,
                        0,
                        false,
                        false,
                        true,
                        List.of(),
                        0),
                null);
        UUID romashka = contacts.save(Cast.romashka()).id();
        values.write(FieldSubject.COMPANY, romashka, Map.of("size", "большая"));
        typed(Map.of("size", "44"));
        assertThat(found("size:40..50")).containsExactly("Мария Иванова");
        FieldFilter large = values.filter(FieldSubject.COMPANY, List.of(Asked.of("size:больш")));
        assertThat(contacts.companies(null, large, null, 10).items()).hasSize(1);
    }

    @Test
    void mergedThePersonHasTheFieldsOfBothAndUndoneEachHasTheirOwn() {
        Contact again = contacts.save(Cast.person("Маша Иванова", null, Cast.MARIAS));
        typed(Map.of("segment", "opt"));
        values.write(
                FieldSubject.PERSON, again.id(), Map.of("segment", "roznitsa", "mashin_v_parke", new BigDecimal("7")));
        Merges merges = crm.bean(Merges.class);
        var merge = merges.merge(maria.id(), List.of(again.id()), Map.of(), null);
        assertThat(values.of(FieldSubject.PERSON, maria.id()))
                .containsEntry("segment", "opt")
                .containsEntry("mashin_v_parke", 7);
        assertThat(found("mashin_v_parke:7")).containsExactly("Мария Иванова");
        assertThat(found("segment:roznitsa")).isEmpty();
        merges.undo(merge.id(), null);
        assertThat(values.of(FieldSubject.PERSON, maria.id())).containsOnlyKeys("segment");
        assertThat(values.of(FieldSubject.PERSON, again.id())).containsEntry("segment", "roznitsa");
        assertThat(found("mashin_v_parke:7")).containsExactly("Маша Иванова");
    }

    @Test
    void aFileFillsTheFieldsThatItsColumnsAreCalledAsAndReplacesNothing() throws IOException {
        typed(Map.of("segment", "opt"));
        String file = "Имя целиком;Телефон;Сегмент;Машин в парке\n"
                + "Мария Иванова;+79161112233;Розница;12\n"
                + "Павел Серов;+79990000001;Retail;много\n";
        var options = ContactImport.Options.automatic().with(Map.of("Имя целиком", "name"));
        ImportRun.Status done =
                crm.bean(ContactImport.class).run(file.getBytes(StandardCharsets.UTF_8), options, new ImportRun(false));
        assertThat(done.columns())
                .extracting(ImportRun.Column::field)
                .containsExactly("name", "phone", "field:segment", "field:mashin_v_parke");
        assertThat(values.of(FieldSubject.PERSON, maria.id()))
                .containsEntry("segment", "opt")
                .containsEntry("mashin_v_parke", 12);
        assertThat(found("segment:roznitsa")).containsExactly("Павел Серов");
        assertThat(done.leftOut()).extracting(row -> row.why().key()).containsExactly("fields.value.number");

        var out = new ByteArrayOutputStream();
        crm.bean(ContactExport.class).write(out, null, null, null, Locale.forLanguageTag("ru"));
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("Сегмент;Машин в парке")
                .contains("Опт;12");
    }
}
