package org.ringbook.contacts;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Companies as the callers' cards point to them: by a small number that stays when the company is renamed. Any thread
 * reads; one at a time writes.
 */
final class CompanyCards {

    static final int NONE = 0;

    private static final int ID = 0;
    private static final int RESPONSIBLE = 16;
    private static final int LENGTH = 20;
    private static final int NAME = 24;

    private final Cards cards;
    private volatile AtomicIntegerArray cardOf = new AtomicIntegerArray(64);
    /** Writers only: company numbers by hash of the id, open addressing. */
    private int[] byId = new int[256];

    private int count;
    private long wasted;

    CompanyCards(Cards cards) {
        this.cards = cards;
    }

    /** The company's number; known from now on, with no name yet when it is new. */
    int numberOf(UUID id) {
        if (id == null) {
            return NONE;
        }
        int at = placeOf(id);
        if (byId[at] != 0) {
            return byId[at];
        }
        int number = ++count;
        byId[at] = number;
        setCard(number, card(id, new byte[0], 0));
        growWhenFull();
        return number;
    }

    void set(UUID id, String name, String responsible) {
        int number = numberOf(id);
        int old = cardOf.get(number);
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        int extension = ExtensionCode.of(responsible);
        if (!name.equals(name(number)) || extension != cards.getInt(old, RESPONSIBLE)) {
            wasted += Cards.room(NAME + cards.getInt(old, LENGTH));
            setCard(number, card(id, text, extension));
        }
    }

    UUID id(int number) {
        int card = cardOf.get(number);
        return new UUID(cards.getLong(card, ID), cards.getLong(card, ID + 8));
    }

    String name(int number) {
        int card = cardOf.get(number);
        return cards.getText(card, NAME, cards.getInt(card, LENGTH));
    }

    String responsible(int number) {
        return ExtensionCode.text(cards.getInt(cardOf.get(number), RESPONSIBLE));
    }

    long wasted() {
        return wasted;
    }

    long bytes() {
        return 4L * byId.length + 4L * cardOf.length();
    }

    private int card(UUID id, byte[] name, int responsible) {
        int card = cards.add(NAME + name.length);
        cards.putLong(card, ID, id.getMostSignificantBits());
        cards.putLong(card, ID + 8, id.getLeastSignificantBits());
        cards.putInt(card, RESPONSIBLE, responsible);
        cards.putInt(card, LENGTH, name.length);
        cards.putBytes(card, NAME, name);
        return card;
    }

    private void setCard(int number, int card) {
        if (number == cardOf.length()) {
            AtomicIntegerArray grown = new AtomicIntegerArray(number + (number >> 1));
            for (int i = 0; i < number; i++) {
                grown.setPlain(i, cardOf.getPlain(i));
            }
            cardOf = grown;
        }
        cardOf.set(number, card);
    }

    private int placeOf(UUID id) {
        int mask = byId.length - 1;
        long mixed = (id.getMostSignificantBits() ^ id.getLeastSignificantBits()) * 0x9E3779B97F4A7C15L;
        int at = (int) (mixed >>> 32) & mask;
        while (byId[at] != 0 && !id.equals(id(byId[at]))) {
            at = at + 1 & mask;
        }
        return at;
    }

    private void growWhenFull() {
        if (count * 3L > byId.length * 2L) {
            int[] old = byId;
            byId = new int[old.length * 2];
            Arrays.stream(old).filter(number -> number != 0).forEach(number -> byId[placeOf(id(number))] = number);
        }
    }
}
