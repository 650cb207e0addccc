package org.ringbook.contacts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * Numbers and whom they mean, about 80 bytes a number. Any thread reads without a lock while one at a time writes. What
 * is replaced stays as waste until the index is built anew.
 */
final class CallerIndex {

    /** More candidates than this for one number tell nobody anything. */
    static final int CANDIDATES = 100;

    private static final Comparator<Caller> ORDER = Comparator.comparing((Caller caller) -> caller.contactId() == null)
            .thenComparing(Caller::name)
            .thenComparing(caller -> caller.contactId() == null ? caller.companyId() : caller.contactId());

    private static final int PERSON = 1;
    private static final int COMPANY = 2;
    private static final int SHARED = 3;

    private static final int COMPANY_NUMBER = 4;
    private static final int ID = 8;
    private static final int RESPONSIBLE = 24;
    private static final int LENGTH = 28;
    private static final int NAME = 30;
    private static final int LIST = 4;

    private final Cards cards = new Cards();
    private final CompanyCards companies = new CompanyCards(cards);
    private final NumberMap numbers = new NumberMap();
    private long wasted;
    private UUID lastPerson;
    private int lastPersonsCard;

    List<Caller> whoIs(long number) {
        int card = numbers.get(number);
        if (card == Cards.NONE) {
            return List.of();
        }
        if (kind(card) != SHARED) {
            return List.of(caller(card));
        }
        List<Caller> callers = new ArrayList<>();
        for (int i = 0; i < count(card); i++) {
            callers.add(caller(cards.getInt(card, LIST + 4 * i)));
        }
        callers.sort(ORDER);
        return List.copyOf(callers);
    }

    long size() {
        return numbers.size();
    }

    long bytes() {
        return cards.bytes() + companies.bytes() + numbers.bytes();
    }

    /** Bytes of {@link #bytes} that nothing points to any more. */
    long wasted() {
        return wasted + companies.wasted();
    }

    void setCompany(UUID id, String name, String responsible) {
        companies.set(id, name, responsible);
    }

    /** These and no others; none to forget the number. */
    void set(long number, List<NumberOwner> owners) {
        waste(numbers.get(number));
        if (owners.size() <= 1) {
            numbers.put(number, owners.isEmpty() ? Cards.NONE : card(owners.get(0)));
        } else {
            numbers.put(
                    number,
                    list(owners.stream().limit(CANDIDATES).mapToInt(this::card).toArray()));
        }
    }

    /** One more, in any order; owners that come one after another share a card when they are the same. */
    void add(long number, NumberOwner owner) {
        int old = numbers.get(number);
        int count = old == Cards.NONE ? 0 : kind(old) == SHARED ? count(old) : 1;
        if (count == CANDIDATES) {
            return;
        }
        int card = card(owner);
        if (count == 0) {
            numbers.put(number, card);
            return;
        }
        int[] all = new int[count + 1];
        for (int i = 0; i < count; i++) {
            all[i] = kind(old) == SHARED ? cards.getInt(old, LIST + 4 * i) : old;
        }
        all[count] = card;
        if (kind(old) == SHARED) {
            wasted += Cards.room(LIST + 4 * count);
        }
        numbers.put(number, list(all));
    }

    private Caller caller(int card) {
        int company = cards.getInt(card, COMPANY_NUMBER);
        UUID companyId = company == CompanyCards.NONE ? null : companies.id(company);
        String companyName = company == CompanyCards.NONE ? null : companies.name(company);
        String companysResponsible = company == CompanyCards.NONE ? null : companies.responsible(company);
        if (kind(card) == COMPANY) {
            return new Caller(null, companyName, companyId, companyName, companysResponsible);
        }
        UUID id = new UUID(cards.getLong(card, ID), cards.getLong(card, ID + 8));
        int length = cards.getByte(card, LENGTH) << 8 | cards.getByte(card, LENGTH + 1);
        String responsible = ExtensionCode.text(cards.getInt(card, RESPONSIBLE));
        return new Caller(
                id,
                cards.getText(card, NAME, length),
                companyId,
                companyName,
                responsible == null ? companysResponsible : responsible);
    }

    private int card(NumberOwner owner) {
        int company = companies.numberOf(owner.companyId());
        if (owner.contactId() == null) {
            int card = cards.add(ID);
            cards.putByte(card, 0, COMPANY);
            cards.putInt(card, COMPANY_NUMBER, company);
            return card;
        }
        if (owner.contactId().equals(lastPerson)) {
            return lastPersonsCard;
        }
        int card = cards.add(NAME + owner.name().length);
        cards.putByte(card, 0, PERSON);
        cards.putInt(card, COMPANY_NUMBER, company);
        cards.putLong(card, ID, owner.contactId().getMostSignificantBits());
        cards.putLong(card, ID + 8, owner.contactId().getLeastSignificantBits());
        cards.putInt(card, RESPONSIBLE, ExtensionCode.of(owner.responsible()));
        cards.putByte(card, LENGTH, owner.name().length >> 8);
        cards.putByte(card, LENGTH + 1, owner.name().length);
        cards.putBytes(card, NAME, owner.name());
        lastPerson = owner.contactId();
        lastPersonsCard = card;
        return card;
    }

    /** What came before may have changed since: the next owner gets a card of their own. */
    void forgetLastPerson() {
        lastPerson = null;
    }

    private int list(int[] all) {
        int card = cards.add(LIST + 4 * all.length);
        cards.putByte(card, 0, SHARED);
        cards.putByte(card, 1, all.length);
        for (int i = 0; i < all.length; i++) {
            cards.putInt(card, LIST + 4 * i, all[i]);
        }
        return card;
    }

    private int kind(int card) {
        return cards.getByte(card, 0);
    }

    private int count(int card) {
        return cards.getByte(card, 1);
    }

    /** An estimate: a person's card may still serve another number. */
    private void waste(int card) {
        if (card != Cards.NONE) {
            wasted += switch (kind(card)) {
                case PERSON -> Cards.room(NAME + 24);
                case COMPANY -> ID;
                default -> Cards.room(LIST + 4 * count(card)) + (long) count(card) * Cards.room(NAME + 24);
            };
        }
    }
}
