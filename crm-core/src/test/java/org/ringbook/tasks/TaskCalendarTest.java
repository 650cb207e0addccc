package org.ringbook.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.WorkDesk;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.StaffMember;

class TaskCalendarTest {

    private static final Instant NOW = Instant.parse("2026-11-30T09:00:00Z");

    private final WorkDesk desk = new WorkDesk();
    private final Tasks tasks = desk.bean(Tasks.class);
    private final TaskFeeds feeds = desk.bean(TaskFeeds.class);
    private final StaffMember anna = desk.crm.staff().save(Cast.anna());

    @AfterEach
    void close() {
        desk.crm.jdbc().sql("truncate task_feed").update();
        desk.close();
    }

    private Task due(String title, Instant at, LocalDate on) {
        return tasks.add(new NewTask(Task.What.CALL, title, null, null, null, at, on, null, null, null, null), anna);
    }

    @Test
    void aMomentIsAMomentADayIsADayAndWhatHasNoDateIsLeftOut() {
        var list = List.of(
                due("Позвонить Марии", Instant.parse("2026-12-01T07:00:00Z"), null),
                due("Отчёт", null, LocalDate.of(2026, 12, 31)),
                due("Когда-нибудь", null, null));
        String calendar = TaskCalendar.of(list, "Анна", NOW);
        assertThat(calendar)
                .startsWith("BEGIN:VCALENDAR\r\n")
                .endsWith("END:VCALENDAR\r\n")
                .contains("DTSTART:20261201T070000Z\r\nDTEND:20261201T071500Z\r\n")
                .contains("DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n")
                .contains("SUMMARY:Отчёт\r\n")
                .doesNotContain("Когда-нибудь");
    }

    @Test
    void whatSomebodyTypedIsNoLineOfItsOwnAndNoLineIsTooLong() {
        Task nasty = tasks.add(
                new NewTask(
                        Task.What.CALL,
                        "a; b, c\\ " + "ж".repeat(200),
                        "x\nEND:VCALENDAR",
                        null,
                        null,
                        NOW.plusSeconds(60),
                        null,
                        null,
                        null,
                        null,
                        null),
                anna);
        String calendar = TaskCalendar.of(List.of(nasty), "Анна", NOW);
        assertThat(calendar).contains("SUMMARY:a\\; b\\, c\\\\ ").contains("DESCRIPTION:x\\nEND:VCALENDAR\r\n");
        assertThat(calendar.lines().filter("END:VCALENDAR"::equals)).hasSize(1);
        assertThat(calendar.lines())
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75));
        assertThat(calendar.replace("\r\n ", "")).contains("ж".repeat(200));
    }

    @Test
    void anAddressShowsAnnasTasksUntilItIsRevokedAndItsSecretIsKeptNowhere() {
        String secret = feeds.make(anna.id());
        assertThat(secret).hasSize(22);
        assertThat(feeds.read(secret)).contains(anna.id());
        assertThat(feeds.read("x")).isEmpty();
        assertThat(feeds.read(null)).isEmpty();
        assertThat(desk.crm
                        .jdbc()
                        .sql("select hash from task_feed")
                        .query(String.class)
                        .single())
                .doesNotContain(secret);
        UUID id = feeds.of(anna.id()).get(0).id();
        feeds.revoke(id, UUID.randomUUID());
        assertThat(feeds.read(secret)).as("somebody else cannot").isPresent();
        feeds.revoke(id, anna.id());
        assertThat(feeds.read(secret)).isEmpty();
    }

    @Test
    void nobodyNeedsASixthAddress() {
        for (int i = 0; i < TaskFeeds.MOST; i++) {
            feeds.make(anna.id());
        }
        assertThatThrownBy(() -> feeds.make(anna.id())).isInstanceOf(Refused.class);
    }
}
