package org.ringbook.contacts;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Small records one after another in big arrays of bytes: no object, no header, no pointer for each. A record is never
 * changed once its reference is given out, so any thread may read it; one thread at a time writes.
 */
final class Cards {

    static final int NONE = 0;

    /** Small enough to be no humongous object, which a garbage collector would give a whole region more. */
    private static final int BLOCK_BITS = 18;

    private static final int BLOCK_SIZE = 1 << BLOCK_BITS;
    /** References count units of 8 bytes, so that 31 bits of them reach 16 GB. */
    private static final int UNIT_BITS = 3;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder())
            .withInvokeExactBehavior();
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder())
            .withInvokeExactBehavior();

    private volatile byte[][] blocks = {new byte[BLOCK_SIZE]};
    private int count = 1;
    /** The first unit stays empty: a reference is never {@link #NONE}. */
    private int free = 1 << UNIT_BITS;

    /** Makes room for a record and returns its reference; fill it with the put methods before giving it out. */
    int add(int size) {
        if (free + size > BLOCK_SIZE) {
            addBlock();
        }
        long at = ((long) (count - 1) << BLOCK_BITS) + free;
        free += (size + 7) >>> UNIT_BITS << UNIT_BITS;
        if (at >>> UNIT_BITS > Integer.MAX_VALUE) {
            throw new IllegalStateException("More callers than fit in the directory");
        }
        return (int) (at >>> UNIT_BITS);
    }

    private void addBlock() {
        if (count == blocks.length) {
            blocks = Arrays.copyOf(blocks, blocks.length + Math.max(4, blocks.length >> 2));
        }
        blocks[count++] = new byte[BLOCK_SIZE];
        free = 0;
    }

    private static int within(int card, int at) {
        return (int) (((long) card << UNIT_BITS) & (BLOCK_SIZE - 1)) + at;
    }

    private byte[] block(int card) {
        return blocks[(int) ((long) card << UNIT_BITS >>> BLOCK_BITS)];
    }

    void putByte(int card, int at, int value) {
        block(card)[within(card, at)] = (byte) value;
    }

    void putInt(int card, int at, int value) {
        INT.set(block(card), within(card, at), value);
    }

    void putLong(int card, int at, long value) {
        LONG.set(block(card), within(card, at), value);
    }

    void putBytes(int card, int at, byte[] value) {
        System.arraycopy(value, 0, block(card), within(card, at), value.length);
    }

    int getByte(int card, int at) {
        return block(card)[within(card, at)] & 0xFF;
    }

    int getInt(int card, int at) {
        return (int) INT.get(block(card), within(card, at));
    }

    long getLong(int card, int at) {
        return (long) LONG.get(block(card), within(card, at));
    }

    String getText(int card, int at, int length) {
        return new String(block(card), within(card, at), length, StandardCharsets.UTF_8);
    }

    /** Bytes taken from the heap. */
    long bytes() {
        return (long) count << BLOCK_BITS;
    }

    /** Bytes that a record of this size takes. */
    static int room(int size) {
        return (size + 7) >>> UNIT_BITS << UNIT_BITS;
    }
}
