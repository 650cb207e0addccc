package org.ringbook.imports;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ringbook.imports.FileImport.Kind;

/** What a column of a file of deals or leads may hold, and the names that it goes by. */
public enum FileColumn {
    TITLE(
            "название|сделка|название сделки|наименование|наименование сделки|тема|title|deal|deal name|deal title|opportunity|opportunity name",
            Kind.DEAL),
    NUMBER("номер|номер сделки|№|number|deal number", Kind.DEAL),
    CLIENT("клиент|контрагент|заказчик|покупатель|client|customer|account|account name", Kind.DEAL),
    CONTACT("контактное лицо|контакт|contact|contact person|contact name", Kind.DEAL),
    INN("инн|инн клиента|inn|tax id|tin", Kind.DEAL),
    PIPELINE("воронка|направление|воронка продаж|pipeline", Kind.DEAL),
    STAGE("стадия|этап|стадия сделки|этап сделки|stage|deal stage", Kind.DEAL),
    TYPE("вид|вид сделки|тип|тип сделки|type|deal type", Kind.DEAL),
    AMOUNT("сумма|сумма сделки|бюджет|стоимость|amount|sum|value|deal value|price|budget", Kind.DEAL),
    CURRENCY("валюта|currency", Kind.DEAL),
    EXPECTED(
            "ожидаемое закрытие|ожидаемая дата закрытия|плановая дата закрытия|планируемая дата закрытия|дата закрытия план|expected close|expected close date|expected closing",
            Kind.DEAL),
    CLOSED("закрыта|дата закрытия|дата завершения|closed|closed on|closed at|close date|closed date", Kind.DEAL),
    LOST_REASON("причина проигрыша|причина отказа|lost reason|loss reason", Kind.DEAL),
    LOST_NOTE("пояснение к проигрышу|комментарий к отказу|lost note", Kind.DEAL),
    COMPETITOR("конкурент|competitor", Kind.DEAL),
    NAME("имя|фио|контактное лицо|контакт|name|full name|contact|contact name", Kind.LEAD),
    COMPANY("компания|организация|фирма|company|company name|organization|organisation", Kind.LEAD),
    EMAIL("e mail|email|mail|почта|эл почта|электронная почта|e mail address|email address", Kind.LEAD),
    TEXT("текст|комментарий|примечание|сообщение|описание|text|comment|note|message|description", Kind.LEAD),
    PHONE(
            "телефон|тел|номер телефона|телефон клиента|мобильный|phone|phone number|tel|telephone|mobile",
            Kind.DEAL,
            Kind.LEAD),
    RESPONSIBLE("ответственный|менеджер|куратор|responsible|manager|owner|deal owner|lead owner", Kind.DEAL, Kind.LEAD),
    CREATED(
            "создана|создан|дата создания|дата начала|дата|created|created at|created on|date|start date",
            Kind.DEAL,
            Kind.LEAD),
    SOURCE("источник|канал|source|lead source", Kind.DEAL, Kind.LEAD),
    CAMPAIGN("кампания|campaign", Kind.DEAL),
    EXTERNAL_SOURCE("внешняя система|external source|external system", Kind.DEAL),
    EXTERNAL_ID("внешний код|внешний id|внешний идентификатор|код|id|external id|externalid", Kind.DEAL, Kind.LEAD);

    private final Set<String> names;
    private final Set<Kind> kinds;

    FileColumn(String names, Kind... kinds) {
        this.names = Set.of(names.split("\\|"));
        this.kinds = EnumSet.copyOf(List.of(kinds));
    }

    /** As it is called by programs: {@code lost-reason}. */
    public String field() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Those that rows of a kind have. */
    public static List<FileColumn> of(Kind kind) {
        return Arrays.stream(values()).filter(one -> one.kinds.contains(kind)).toList();
    }

    /** @return empty for a name that says nothing */
    static Optional<FileColumn> ofHeader(Kind kind, String header) {
        String name = FileTexts.key(header);
        return of(kind).stream().filter(one -> one.names.contains(name)).findFirst();
    }
}
