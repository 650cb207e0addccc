package org.ringbook.sales;

import org.ringbook.reports.ReportTable.Label;

/** What a company calls something of its own. @param nameEn for who reads English; null where the first is for everybody */
record Named(String name, String nameEn) {

    /** Of nothing. */
    static final Named NONE = new Named("–", null);

    Named and(Named other) {
        return new Named(
                name + " · " + other.name,
                nameEn == null && other.nameEn == null ? null : english() + " · " + other.english());
    }

    private String english() {
        return nameEn == null ? name : nameEn;
    }

    Label label() {
        return Label.named(name, nameEn);
    }
}
