package org.ringbook.http;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;
import tools.jackson.databind.ext.javatime.deser.LocalDateDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** The same as {@link BoundedTimes} for days and times in bodies. */
@Component
class BoundedJsonTimes extends SimpleModule {

    private static final long serialVersionUID = 1L;

    BoundedJsonTimes() {
        super("bounded-times");
        addDeserializer(Instant.class, new Bounded<>(Instant.class, InstantDeserializer.INSTANT));
        addDeserializer(
                OffsetDateTime.class, new Bounded<>(OffsetDateTime.class, InstantDeserializer.OFFSET_DATE_TIME));
        addDeserializer(LocalDate.class, new BoundedDay());
    }

    private static final class BoundedDay extends StdDeserializer<LocalDate> {

        BoundedDay() {
            super(LocalDate.class);
        }

        @Override
        public LocalDate deserialize(JsonParser parser, DeserializationContext context) {
            LocalDate day = LocalDateDeserializer.INSTANCE.deserialize(parser, context);
            if (day != null && !BoundedTimes.isBounded(day.getYear())) {
                context.reportInputMismatch(this, "The year is out of range");
            }
            return day;
        }
    }

    private static final class Bounded<T extends Temporal> extends StdDeserializer<T> {

        private final InstantDeserializer<T> unbounded;

        Bounded(Class<T> type, InstantDeserializer<T> unbounded) {
            super(type);
            this.unbounded = unbounded;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) {
            T time = unbounded.deserialize(parser, context);
            if (time != null
                    && !BoundedTimes.isBounded(
                            Instant.from(time).atOffset(ZoneOffset.UTC).getYear())) {
                context.reportInputMismatch(this, "The year is out of range");
            }
            return time;
        }
    }
}
