package org.ringbook.contacts.duplicates;

/** What two entries share, and how much it says in percent. */
public enum Reason {
    INN_AND_KPP(100),
    INN(60),
    PHONE(70),
    /** Of three or more owners, or a line of a company. */
    SHARED_PHONE(25),
    EMAIL(70),
    /** A box of a role: info@, sales@. */
    ROLE_EMAIL(30),
    SITE(40),
    COMPANY_NAME_AND_REGION(45),
    COMPANY_NAME(25),
    FULL_NAME(30),
    SAME_COMPANY(30),
    /** Never alone. */
    LIKE_NAME(15);

    private final int weight;

    Reason(int weight) {
        this.weight = weight;
    }

    public int weight() {
        return weight;
    }
}
