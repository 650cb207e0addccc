package org.ringbook.contacts;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Some numbers, in ascending order, and whose they are, as bytes. Each number is written as what lies between it and the one before,
 * with the length of what follows, so that whoever looks for another one passes it over.
 */
final class CallerBlock {

    /** Full enough: of more bytes most are read for others, of fewer the index grows. Numbers of many people make it longer. */
    private static final int FULL = 256;

    private static final int PERSON = 1;
    private static final int RESPONSIBLE = 2;
    private static final int COMPANY = 4;
    private static final int COMPANYS_RESPONSIBLE = 8;
    private static final int WIDE = 1;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(2 * FULL);
    private long first;
    private long last;
    private int numbers;

    /** @param number greater than the one before */
    void add(long number, List<NumberOwner> owners) {
        if (numbers == 0) {
            first = number;
            last = number;
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream(256);
        owners.forEach(owner -> write(all, owner));
        put(bytes, number - last);
        put(bytes, all.size());
        bytes.writeBytes(all.toByteArray());
        last = number;
        numbers++;
    }

    boolean isFull() {
        return bytes.size() >= FULL;
    }

    boolean isEmpty() {
        return numbers == 0;
    }

    long first() {
        return first;
    }

    /** With its check before it. */
    byte[] take() {
        byte[] numbersAndOwners = bytes.toByteArray();
        byte[] taken = ByteBuffer.allocate(CallerFile.CHECK + numbersAndOwners.length)
                .putInt(CallerFile.check(numbersAndOwners))
                .put(numbersAndOwners)
                .array();
        bytes.reset();
        numbers = 0;
        return taken;
    }

    /** Whose the number is; empty when it is none of these. @param block as {@link #take} gives it */
    static List<NumberOwner> find(byte[] block, long first, long number) {
        ByteBuffer in = ByteBuffer.wrap(block).position(CallerFile.CHECK);
        long at = first;
        while (in.hasRemaining()) {
            at += get(in);
            int length = (int) get(in);
            if (at == number) {
                return owners(in.limit(in.position() + length));
            }
            if (at > number) {
                break;
            }
            in.position(in.position() + length);
        }
        return List.of();
    }

    private static List<NumberOwner> owners(ByteBuffer in) {
        NumberOwner one = read(in);
        if (!in.hasRemaining()) {
            return List.of(one);
        }
        List<NumberOwner> all = new ArrayList<>(List.of(one));
        while (in.hasRemaining()) {
            all.add(read(in));
        }
        return all;
    }

    private static void write(ByteArrayOutputStream out, NumberOwner owner) {
        out.write((owner.contactId() == null ? 0 : PERSON)
                | (owner.responsible() == null ? 0 : RESPONSIBLE)
                | (owner.companyId() == null ? 0 : COMPANY)
                | (owner.companysResponsible() == null ? 0 : COMPANYS_RESPONSIBLE));
        if (owner.contactId() != null) {
            write(out, owner.contactId());
            write(out, owner.name());
        }
        if (owner.responsible() != null) {
            write(out, owner.responsible());
        }
        if (owner.companyId() != null) {
            write(out, owner.companyId());
            write(out, owner.company());
        }
        if (owner.companysResponsible() != null) {
            write(out, owner.companysResponsible());
        }
    }

    private static NumberOwner read(ByteBuffer in) {
        int has = in.get();
        boolean person = (has & PERSON) != 0;
        boolean company = (has & COMPANY) != 0;
        UUID contactId = person ? id(in) : null;
        String name = person ? text(in) : null;
        String responsible = (has & RESPONSIBLE) != 0 ? text(in) : null;
        UUID companyId = company ? id(in) : null;
        String companyName = company ? text(in) : null;
        return new NumberOwner(
                contactId,
                name,
                responsible,
                companyId,
                companyName,
                (has & COMPANYS_RESPONSIBLE) != 0 ? text(in) : null);
    }

    private static void write(ByteArrayOutputStream out, UUID id) {
        out.writeBytes(ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array());
    }

    private static UUID id(ByteBuffer in) {
        return new UUID(in.getLong(), in.getLong());
    }

    /** As Java keeps it, one or two bytes a character: UTF-8 would take a quarter of a look-up to be read. */
    private static void write(ByteArrayOutputStream out, String text) {
        boolean wide = text.chars().anyMatch(each -> each > 0xFF);
        put(out, (long) text.length() << 1 | (wide ? WIDE : 0));
        out.writeBytes(text.getBytes(wide ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1));
    }

    private static String text(ByteBuffer in) {
        long head = get(in);
        int length = (int) (head >>> 1);
        if ((head & WIDE) == 0) {
            String text = new String(in.array(), in.position(), length, StandardCharsets.ISO_8859_1);
            in.position(in.position() + length);
            return text;
        }
        char[] text = new char[length];
        for (int i = 0; i < length; i++) {
            text[i] = in.getChar();
        }
        return new String(text);
    }

    /** Seven bits a byte, small numbers in few bytes. */
    private static void put(ByteArrayOutputStream out, long value) {
        long rest = value;
        for (; rest > 0x7F; rest >>>= 7) {
            out.write((int) (rest & 0x7F | 0x80));
        }
        out.write((int) rest);
    }

    private static long get(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte part = in.get();
            value |= (long) (part & 0x7F) << shift;
            if (part >= 0) {
                return value;
            }
        }
    }
}
