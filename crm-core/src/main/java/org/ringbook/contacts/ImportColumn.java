package org.ringbook.contacts;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a column of an imported file may hold, and the names that it goes by. */
public enum ImportColumn {
    NAME("фио|ф и о|полное имя|имя и фамилия|контакт|контактное лицо|имя контакта|name|full name|contact|contact name"
            + "|display name|person"),
    FIRST_NAME("имя|first name|given name|firstname"),
    MIDDLE_NAME("отчество|middle name|additional name|middlename"),
    LAST_NAME("фамилия|last name|family name|surname|lastname"),
    COMPANY("компания|организация|фирма|название компании|наименование организации|юр лицо|company|company name"
            + "|organization|organisation|organization name|organization 1 name|account"),
    PHONE("телефон|телефоны|тел|номер|номера|номер телефона|моб|мобильный|сотовый|рабочий|phone|phones|phone number"
            + "|tel|telephone|mobile|cell|number"),
    EXTENSION("доб|добавочный|добавочный номер|внутренний номер|ext|extension"),
    POSITION("должность|position|title|job title|organization title|organization 1 title"),
    EMAIL("e mail|email|mail|почта|эл почта|электронная почта|адрес эл почты|e mail address|email address"
            + "|e mail 1 value|e mail адрес"),
    NOTE("комментарий|комментарии|примечание|примечания|заметка|заметки|описание|note|notes|comment|comments"
            + "|description"),
    RESPONSIBLE("ответственный|менеджер|куратор|responsible|manager|owner");

    private static final Pattern PHONE_OF_SOME_KIND =
            Pattern.compile("(?:.* )?(?:телефон|тел|phone|mobile)(?: [0-9]+)?(?: value)?"
                    + "|(?:телефон|тел|phone|mobile) .*|номер [0-9]+|номер телефона [0-9]+");
    private static final Pattern ADDRESS_OF_SOME_KIND = Pattern.compile(
            "(?:.* )?(?:e mail|email|почта)(?: адрес| address)?(?: [0-9]+)?(?: value)?|(?:e mail|email|почта) .*");
    private static final Pattern KIND_OF_ANOTHER = Pattern.compile(".*(?:тип|type|label|факс|fax|страна|country).*");
    private static final Map<String, String> LABELS = Map.of(
            "моб",
            "мобильный",
            "мобил",
            "мобильный",
            "сотов",
            "мобильный",
            "рабоч",
            "рабочий",
            "домаш",
            "домашний",
            "mobile",
            "mobile",
            "cell",
            "mobile",
            "work",
            "work",
            "business",
            "work",
            "home",
            "home");

    private final String[] names;

    ImportColumn(String names) {
        this.names = names.split("\\|");
    }

    /** As it is called by programs: {@code first-name}. */
    public String field() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @return empty for a field that there is not, and for none */
    static Optional<ImportColumn> ofField(String field) {
        return Stream.of(values())
                .filter(column -> column.field().equals(field))
                .findFirst();
    }

    /** @return empty for a name that says nothing */
    public static Optional<ImportColumn> of(String header) {
        String name = plain(header);
        for (ImportColumn column : values()) {
            for (String known : column.names) {
                if (known.equals(name)) {
                    return Optional.of(column);
                }
            }
        }
        boolean phone = PHONE_OF_SOME_KIND.matcher(name).matches()
                && !KIND_OF_ANOTHER.matcher(name).matches();
        boolean address = ADDRESS_OF_SOME_KIND.matcher(name).matches()
                && !KIND_OF_ANOTHER.matcher(name).matches();
        return phone ? Optional.of(PHONE) : address ? Optional.of(EMAIL) : Optional.empty();
    }

    /** What the numbers of a column are, by its name; null when it does not say. */
    public static String label(String header) {
        String name = plain(header);
        return LABELS.entrySet().stream()
                .filter(entry -> name.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static String plain(String header) {
        return SearchText.key(header).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }
}
