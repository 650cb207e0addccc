package org.ringbook.alarms;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.ringbook.alarms.AlarmRules.Seen;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.floor.Floor;
import org.ringbook.followups.FollowUps;
import org.ringbook.schedule.RepeatedTask;
import org.ringbook.webhooks.OtherEvents;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AlarmSettings.class)
class AlarmsConfiguration {

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration FIRST = Duration.ofSeconds(15);
    private static final Duration WORKING_DAY = Duration.ofHours(24);

    @Bean
    AlarmLimits alarmLimits(
            AlarmSettings settings,
            Environment environment,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher events) {
        Binder written = Binder.get(environment);
        return new AlarmLimits(
                settings,
                name -> written.bind("ringbook.alarms." + name, Bindable.listOf(String.class))
                        .isBound(),
                new AlarmLimitTable(jdbc),
                new TransactionTemplate(transactions),
                events);
    }

    @Bean
    Alarms alarms(JdbcClient jdbc, AlarmLimits limits, Floor floor, FollowUps followUps, WorkingCalendar calendar) {
        Clock clock = Clock.systemUTC();
        var missed = new OldestMissed(() -> followUps.waiting().oldest());
        return new Alarms(new AlarmTable(jdbc), limits, () -> sight(floor, missed, calendar, clock.instant()), clock);
    }

    private static Seen sight(Floor floor, OldestMissed missed, WorkingCalendar calendar, Instant now) {
        Instant oldest = missed.at(now);
        return new Seen(
                floor.board(person -> true, call -> false),
                oldest == null ? null : calendar.between(oldest, now),
                calendar.isWorking(now) ? workingSince(calendar, now) : null);
    }

    /** Working time of the day that has gone, as far as the day began with it. */
    private static Duration workingSince(WorkingCalendar calendar, Instant now) {
        Instant midnight = now.atZone(calendar.zone())
                .toLocalDate()
                .atStartOfDay(calendar.zone())
                .toInstant();
        Duration gone = calendar.between(midnight, now);
        return gone.compareTo(WORKING_DAY) > 0 ? WORKING_DAY : gone;
    }

    /** Once telephone systems have had time to be heard. */
    @Bean
    SmartLifecycle looksForAlarms(Alarms alarms) {
        var task = new RepeatedTask("alarms", FIRST, EVERY, alarms::look);
        return new SmartLifecycle() {
            private volatile boolean running;

            @Override
            public void start() {
                running = true;
                task.start();
            }

            @Override
            public void stop() {
                running = false;
                task.stop();
            }

            @Override
            public boolean isRunning() {
                return running;
            }
        };
    }

    /** Other systems are told of what begins and what is over. */
    @Bean
    InitializingBean tellsOfAlarms(Alarms alarms, OtherEvents webhooks) {
        return () -> alarms.listen(alarm -> {
            if (alarm.over() || alarm.seenBy() == null) {
                webhooks.tell(
                        alarm.over() ? OtherEvents.ALARM_OVER : OtherEvents.ALARM_BEGAN,
                        alarm.id() + (alarm.over() ? "_over" : "_began"),
                        alarm);
            }
        });
    }
}
