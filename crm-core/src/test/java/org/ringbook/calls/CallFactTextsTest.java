package org.ringbook.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a source says has no end of its own: each text of each fact is cut where it comes in. */
class CallFactTextsTest {

    private static final String ENDLESS = "\u0000\ud800\ud83d\ude00x".repeat(20_000);

    static Class<?>[] facts() {
        return CallFact.class.getPermittedSubclasses();
    }

    @ParameterizedTest
    @MethodSource("facts")
    void noTextOfAFactIsEndless(Class<?> fact) throws ReflectiveOperationException {
        RecordComponent[] parts = fact.getRecordComponents();
        var constructor = fact.getDeclaredConstructor(
                Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
        Object one = constructor.newInstance(
                Arrays.stream(parts).map(part -> any(part.getType())).toArray());
        for (RecordComponent part : parts) {
            if (part.getType() == String.class) {
                String text = (String) part.getAccessor().invoke(one);
                assertThat(text.length()).as(part.getName()).isLessThanOrEqualTo(4000);
                assertThat(CallText.storable(text)).isEqualTo(text);
            }
        }
    }

    private static Object any(Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        return type == String.class ? ENDLESS : type == Instant.class ? Instant.EPOCH : null;
    }
}
