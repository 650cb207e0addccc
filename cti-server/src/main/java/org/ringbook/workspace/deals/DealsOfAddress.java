package org.ringbook.workspace.deals;

import org.ringbook.deals.DealFilter;
import org.ringbook.deals.DealList;
import org.ringbook.fields.FieldFilter;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Component;

/** Deals as the filter in the address of the list finds them, for whoever does something with all of these. */
@Component
public class DealsOfAddress {

    private final DealList list;

    DealsOfAddress(DealList list) {
        this.list = list;
    }

    /** @param rawQuery of the address. @param own what the company's own fields are asked for; null for nothing */
    public DealFilter filter(String rawQuery, FieldFilter own, Viewer viewer) {
        return DealQuery.read(rawQuery).filter(viewer, own);
    }

    /** As {@link DealList#find}, in the order of the list. */
    public DealList.Page page(DealFilter filter, String rawQuery, Viewer viewer, String after, int limit) {
        return list.find(filter, DealQuery.read(rawQuery).listed(), viewer.member(), after, limit);
    }
}
