package org.ringbook.contacts;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * From a number to a reference, in arrays of primitives with open addressing. Any thread reads without a lock while one
 * at a time writes. It is made of many small parts, so that growing copies a little at a time.
 */
final class NumberMap {

    private static final int PARTS = 1024;
    private static final int SMALLEST = 16;
    private static final VarHandle KEYS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle VALUES = MethodHandles.arrayElementVarHandle(int[].class);

    private final AtomicReferenceArray<Part> parts = new AtomicReferenceArray<>(PARTS);
    private volatile long size;

    NumberMap() {
        for (int i = 0; i < PARTS; i++) {
            parts.set(i, new Part(SMALLEST));
        }
    }

    /** How many numbers have a reference. */
    long size() {
        return size;
    }

    /** The reference, 0 when there is none. */
    int get(long number) {
        long hash = hash(number);
        return parts.get(part(hash)).get(number, hash);
    }

    /** @param value 0 to forget the number */
    void put(long number, int value) {
        long hash = hash(number);
        int part = part(hash);
        Part old = parts.get(part);
        if (old.isFull()) {
            old = old.grown();
            parts.set(part, old);
        }
        int before = old.put(number, hash, value);
        size = size + (value == 0 ? 0 : 1) - (before == 0 ? 0 : 1);
    }

    long bytes() {
        long bytes = 0;
        for (int i = 0; i < PARTS; i++) {
            bytes += 12L * parts.get(i).keys.length;
        }
        return bytes;
    }

    private static int part(long hash) {
        return (int) (hash >>> 54);
    }

    private static long hash(long number) {
        long hash = number * 0x9E3779B97F4A7C15L;
        hash = (hash ^ hash >>> 32) * 0xC4CEB9FE1A85EC53L;
        return hash ^ hash >>> 29;
    }

    /** A number that was forgotten keeps its place, with value 0, until the part grows: readers may be passing by. */
    private static final class Part {

        final long[] keys;
        final int[] values;
        int used;

        Part(int capacity) {
            keys = new long[capacity];
            values = new int[capacity];
        }

        boolean isFull() {
            return used >= keys.length - (keys.length >> 2);
        }

        int get(long number, long hash) {
            for (int i = place(hash); ; i = i + 1 == keys.length ? 0 : i + 1) {
                long key = (long) KEYS.getAcquire(keys, i);
                if (key == number) {
                    return (int) VALUES.getAcquire(values, i);
                }
                if (key == 0) {
                    return 0;
                }
            }
        }

        int put(long number, long hash, int value) {
            int i = place(hash);
            while (keys[i] != 0 && keys[i] != number) {
                i = i + 1 == keys.length ? 0 : i + 1;
            }
            int before = values[i];
            VALUES.setRelease(values, i, value);
            if (keys[i] == 0 && value != 0) {
                KEYS.setRelease(keys, i, number);
                used++;
            }
            return before;
        }

        Part grown() {
            int live = 0;
            for (int value : values) {
                live += value == 0 ? 0 : 1;
            }
            Part grown = new Part(Math.max(SMALLEST, live + (live >> 1) + (live >> 4) + SMALLEST));
            for (int i = 0; i < keys.length; i++) {
                if (values[i] != 0) {
                    grown.put(keys[i], hash(keys[i]), values[i]);
                }
            }
            return grown;
        }

        /** The lower half of the hash, spread over a capacity that need not be a power of two. */
        private int place(long hash) {
            return (int) ((hash & 0xFFFFFFFFL) * keys.length >>> 32);
        }
    }
}
