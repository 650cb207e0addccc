package org.ringbook.calls.log;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.refusals.Refused;

/** Where a page of calls ended. Printed, it is of no meaning to who carries it. */
record CallCursor(Instant startedAt, UUID id) {

    private static final int BYTES = 24;

    static CallCursor after(Call call) {
        return new CallCursor(call.startedAt(), call.id());
    }

    static CallCursor read(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length != BYTES) {
                throw new IllegalArgumentException("length");
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            Instant startedAt = Instant.EPOCH.plus(buffer.getLong(), ChronoUnit.MICROS);
            return new CallCursor(startedAt, new UUID(buffer.getLong(), buffer.getLong()));
        } catch (IllegalArgumentException | BufferUnderflowException | ArithmeticException notOurs) {
            throw Refused.because("after", "calls.cursor");
        }
    }

    @Override
    public String toString() {
        ByteBuffer buffer = ByteBuffer.allocate(BYTES)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, startedAt))
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer.array());
    }
}
