package org.ringbook.demo;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ringbook.campaigns.CallList;
import org.ringbook.campaigns.CallLists;
import org.ringbook.campaigns.CallLists.Person;
import org.ringbook.campaigns.Campaign;
import org.ringbook.campaigns.Campaigns;
import org.ringbook.dialrules.Purpose;
import org.ringbook.scripts.Scripts;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A call list of twenty numbers, each of which comes out as {@link DemoCarrier} says; made once, while there is none. */
@Component
class DemoCampaign {

    private static final Logger LOG = LoggerFactory.getLogger(DemoCampaign.class);

    /** In an order in which the first ones answer. */
    private static final String ENDS = "01082315097021485610";

    private static final long FIRST = 79_990_100_000L;

    private final ObjectProvider<DemoPbx> pbx;
    private final Campaigns campaigns;
    private final CallLists lists;
    private final Scripts scripts;
    private final Staff staff;

    DemoCampaign(ObjectProvider<DemoPbx> pbx, Campaigns campaigns, CallLists lists, Scripts scripts, Staff staff) {
        this.scripts = scripts;
        this.pbx = pbx;
        this.campaigns = campaigns;
        this.lists = lists;
        this.staff = staff;
    }

    /** When the people are there. */
    @Order(2)
    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        DemoPbx demo = pbx.getIfAvailable();
        Optional<StaffMember> vera = staff.byLogin("vera").filter(StaffMember::active);
        if (demo == null
                || vera.isEmpty()
                || !campaigns.list(false).isEmpty()
                || !campaigns.list(true).isEmpty()) {
            return;
        }
        try {
            make(CampaignWords.of(demo.cast()), vera.get());
        } catch (IllegalArgumentException changedByTheVisitor) {
            LOG.debug("The demo leaves out its call list", changedByTheVisitor);
        }
    }

    private void make(CampaignWords words, StaffMember vera) {
        Campaign made = campaigns.save(
                new Campaign(
                        null,
                        words.name(),
                        Purpose.SERVICE,
                        Campaign.Mode.PREVIEW,
                        Campaign.State.DRAFT,
                        null,
                        null,
                        null,
                        null,
                        null,
                        zoneInHours(),
                        Campaign.USUAL_WRAP_UP_SECONDS,
                        Campaign.USUAL_ATTEMPTS,
                        List.of(),
                        null,
                        0),
                null,
                vera);
        var people = new ArrayList<Person>();
        for (int i = 0; i < ENDS.length(); i++) {
            long number = FIRST + i * 10L + (ENDS.charAt(i) - '0');
            people.add(new Person(
                    null,
                    words.names().get(i % words.names().size()),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    0,
                    Map.of(words.field(), words.values().get(i % words.values().size())),
                    List.of("+" + number)));
        }
        scripts.use(
                made.id(),
                scripts.save(null, null, words.name(), DemoScript.of(words.script()), vera)
                        .id());
        lists.add(made.id(), CallList.Source.HAND, words.origin(), people, vera);
        campaigns.move(made.id(), Campaign.State.RUNNING, vera);
    }

    /** So that the list can be called whenever somebody looks around: ours by day, else one where it is day. */
    private static ZoneId zoneInHours() {
        Instant now = Instant.now();
        return Stream.of(
                        ZoneId.systemDefault(),
                        ZoneId.of("Europe/Moscow"),
                        ZoneId.of("Asia/Kamchatka"),
                        ZoneId.of("Asia/Yekaterinburg"),
                        ZoneId.of("America/New_York"),
                        ZoneId.of("Pacific/Honolulu"))
                .filter(zone ->
                        now.atZone(zone).getHour() >= 9 && now.atZone(zone).getHour() < 18)
                .findFirst()
                .orElse(ZoneId.systemDefault());
    }

    /** What the list says, in the demo's language. */
    private record CampaignWords(
            String name,
            DemoScript.Words script,
            String origin,
            String field,
            List<String> values,
            List<String> names) {

        static CampaignWords of(DemoCast cast) {
            return cast == DemoCastRussian.CAST
                    ? new CampaignWords(
                            "Напомнить о заказе",
                            DemoScript.RUSSIAN,
                            "заказы с сайта",
                            "Заказ",
                            List.of("№ 2041, 3 коробки", "№ 2044, образцы", "№ 2050, 12 коробок", "№ 2052, стеллаж"),
                            List.of(
                                    "Ольга Белова",
                                    "Николай Чернов",
                                    "Ирина Котова",
                                    "Сергей Волков",
                                    "Татьяна Лисина",
                                    "Андрей Зайцев",
                                    "Елена Орлова",
                                    "Пётр Соколов",
                                    "Юлия Воронова",
                                    "Игорь Гусев"))
                    : new CampaignWords(
                            "Reminder of an order",
                            DemoScript.ENGLISH,
                            "orders of the site",
                            "Order",
                            List.of(
                                    "No. 2041, 3 boxes",
                                    "No. 2044, samples",
                                    "No. 2050, 12 boxes",
                                    "No. 2052, a shelf"),
                            List.of(
                                    "Olga White",
                                    "Nicholas Black",
                                    "Irene Cole",
                                    "Simon Wolf",
                                    "Tania Fox",
                                    "Andrew Hare",
                                    "Helen Eagle",
                                    "Peter Hawk",
                                    "Julia Crow",
                                    "Igor Goose"));
        }
    }
}
