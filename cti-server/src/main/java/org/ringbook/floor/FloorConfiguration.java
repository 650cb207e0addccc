package org.ringbook.floor;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.ringbook.agentstates.AgentStateBook;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.calls.CallListener;
import org.ringbook.calls.fold.Calls;
import org.ringbook.calls.log.CallReader;
import org.ringbook.contacts.CallerDirectory;
import org.ringbook.control.CallControl;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.reports.ReportSettings;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.telephony.Sources;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FloorSettings.class)
class FloorConfiguration {

    @Bean
    FloorFeed floorFeed(AgentStateBook book, Staff staff) {
        return new FloorFeed(book, staff, Clock.systemUTC());
    }

    @Bean
    QueueDay queueDay(WorkingCalendar calendar, ReportSettings settings, NumberPlan plan) {
        return new QueueDay(calendar.zone(), settings, settings.excludedOf(plan));
    }

    @Bean
    Supervisions supervisions(AgentStateBook book, Staff staff, ObjectProvider<Calls> calls) {
        return new Supervisions(
                book,
                (call, telephone) -> calls.getObject()
                        .find(call)
                        .flatMap(one -> staff.byTelephone(one.source(), telephone))
                        .or(() -> staff.byTelephone(telephone))
                        .map(StaffMember::id));
    }

    @Bean
    PauseConfirmations pauseConfirmations(AgentStateBook book) {
        return new PauseConfirmations(book, Clock.systemUTC());
    }

    @Bean
    QueueDayFollower queueDayFollower(QueueDay day, CallReader log) {
        return new QueueDayFollower(day, log);
    }

    /** Calls are made with those who listen to them: here they are told, and ask for nothing. */
    @Bean
    CallListener floorHearsCalls(FloorFeed feed, QueueDay day) {
        return change -> {
            feed.changed(change);
            day.changed(change);
        };
    }

    @Bean
    SourcesOfTheFloor sourcesOfTheFloor(ObjectProvider<Sources> sources, FloorSettings settings) {
        return new SourcesOfTheFloor(sources::getObject, settings.staleAfter(), Clock.systemUTC());
    }

    @Bean
    Floor floor(
            AgentStateBook book,
            Staff staff,
            CallerDirectory directory,
            ReportSettings settings,
            QueueDay day,
            Supervisions supervisions,
            PauseConfirmations pauses,
            ObjectProvider<Calls> calls,
            SourcesOfTheFloor sources) {
        return new Floor(
                book,
                staff,
                directory,
                settings,
                day,
                supervisions,
                pauses,
                () -> calls.getObject().current(),
                sources::now,
                Clock.systemUTC());
    }

    @Bean
    FloorClock floorClock(
            AgentStateBook book,
            FloorFeed feed,
            QueueDay day,
            PauseConfirmations pauses,
            Supervisions supervisions,
            SourcesOfTheFloor sources,
            CallReader log,
            CallControl control,
            Staff staff,
            Calls calls) {
        return new FloorClock(book, feed, day, pauses, supervisions, sources, log, control, staff, calls);
    }

    @Bean
    FloorMeters floorMeters(MeterRegistry registry, Floor floor, AgentStateBook book) {
        return new FloorMeters(registry, floor, book);
    }
}
