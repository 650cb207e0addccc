package org.ringbook.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contacts;
import org.ringbook.contacts.details.Details;
import org.ringbook.contacts.details.PartyDetails;
import org.ringbook.contacts.legal.LegalEntities;
import org.ringbook.contacts.legal.LegalEntity;
import org.ringbook.fields.Field;
import org.ringbook.fields.FieldKind;
import org.ringbook.fields.FieldSubject;
import org.ringbook.fields.FieldValues;
import org.ringbook.fields.Fields;
import org.ringbook.leads.Lead;
import org.ringbook.leads.LeadList;
import org.ringbook.leads.Leads;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.staff.StaffMember;
import org.springframework.stereotype.Component;

/** What the demo's clients have beside their numbers, somebody who is kept twice, and a few who asked for something on the site. */
@Component
class DemoClients {

    private final Contacts contacts;
    private final LegalEntities entities;
    private final PartyDetails details;
    private final Leads leads;
    private final LeadList list;
    private final Fields fields;
    private final FieldValues values;

    DemoClients(
            Contacts contacts,
            LegalEntities entities,
            PartyDetails details,
            Leads leads,
            LeadList list,
            Fields fields,
            FieldValues values) {
        this.fields = fields;
        this.values = values;
        this.contacts = contacts;
        this.entities = entities;
        this.details = details;
        this.leads = leads;
        this.list = list;
    }

    /** Once: what people made of it since stays. @param anybody of ours who sees all leads */
    void moveIn(boolean russian, StaffMember anybody) {
        List<Company> companies = contacts.companies(null, null, 2).items();
        if (companies.isEmpty()
                || !list.find(LeadList.View.ALL, null, anybody, null, 1).items().isEmpty()) {
            return;
        }
        UUID first = companies.get(0).id();
        if (entities.of(first).isEmpty()) {
            entities.save(legal(companies.get(0).name(), russian), first, true, null);
            details.save(
                    first,
                    new Details(
                            russian ? "Сайт" : "Site",
                            russian ? "Пенза" : "Penza",
                            List.of(russian ? "опт" : "wholesale"),
                            List.of(
                                    new Details.Point(Details.Kind.EMAIL, "info@firm.example", null),
                                    new Details.Point(Details.Kind.SITE, "firm.example", null))));
        }
        contacts.contacts(null, null, null, 1).items().stream()
                .filter(person -> !person.numbers().isEmpty())
                .findFirst()
                .ifPresent(this::twice);
        ask(russian);
        ownFields(russian);
    }

    /** What this company wants to know of its clients. */
    private void ownFields(boolean russian) {
        if (!fields.all(FieldSubject.COMPANY).isEmpty()) {
            return;
        }
        Field segment = fields.save(
                new Field(
                        null,
                        FieldSubject.COMPANY,
                        "segment",
                        FieldKind.CHOICE,
                        russian ? "Сегмент" : "Segment",
                        null,
                        0,
                        false,
                        true,
                        true,
                        List.of(
                                new Field.Choice(null, russian ? "Опт" : "Wholesale", null, true),
                                new Field.Choice(null, russian ? "Розница" : "Retail", null, true)),
                        0),
                null);
        Field since = fields.save(
                new Field(
                        null,
                        FieldSubject.COMPANY,
                        "since",
                        FieldKind.DATE,
                        russian ? "Клиент с" : "Client since",
                        null,
                        0,
                        false,
                        false,
                        true,
                        List.of(),
                        0),
                null);
        int place = 0;
        for (Company company : contacts.companies(null, null, 6).items()) {
            String choice = segment.choices().get(place % 2).key();
            String day =
                    LocalDate.now(ZoneOffset.UTC).minusMonths(7L + 5L * place).toString();
            values.write(FieldSubject.COMPANY, company.id(), Map.of(segment.key(), choice, since.key(), day));
            place++;
        }
    }

    private void twice(Contact person) {
        String shorter = person.name().split(" ")[0];
        contacts.save(new Contact(null, shorter, null, null, null, null, null, person.numbers()));
    }

    private static LegalEntity legal(String name, boolean russian) {
        return new LegalEntity(
                null,
                russian ? "ООО «" + name + "»" : name + " LLC",
                null,
                "5835000017",
                "583501001",
                "1029900000008",
                russian ? "440000, Пенза, Московская, 1" : "1 Moskovskaya, Penza 440000",
                null,
                russian ? "Ольга Белова" : "Olga Belova",
                russian ? "директор" : "director",
                "active",
                Instant.now(),
                List.of(new LegalEntity.BankAccount(
                        "044525999", "40702810600000000001", null, russian ? "Банк" : "Bank")),
                0);
    }

    private void ask(boolean russian) {
        Instant now = Instant.now();
        asked(
                russian ? "Кирилл" : "Kyle",
                "+79035550190",
                russian ? "Сколько стоит доставка в Самару?" : "What is delivery to Samara?",
                russian ? "Сайт" : "Site",
                now.minus(Duration.ofMinutes(50)));
        asked(
                russian ? "Светлана Ким" : "Sveta Kim",
                "+79165550177",
                russian ? "Нужен счёт на 20 коробок" : "An invoice for 20 boxes",
                russian ? "Квиз" : "Quiz",
                now.minus(Duration.ofMinutes(12)));
        asked(
                null,
                "+79265550163",
                russian ? "Перезвоните, пожалуйста" : "Call me back",
                russian ? "Обратный звонок" : "Callback",
                now.minus(Duration.ofMinutes(2)));
    }

    private void asked(String name, String phone, String text, String source, Instant at) {
        leads.take(new Lead.Incoming(
                Lead.Channel.FORM,
                source,
                null,
                name,
                null,
                PhoneNumber.of(phone),
                null,
                text,
                "https://shop.example/price",
                Map.of("utm_source", "yandex", "utm_campaign", "spring"),
                null,
                null,
                null,
                at));
    }
}
