package org.ringbook.telephony.asterisk;

import org.asteriskjava.manager.action.AbstractManagerAction;

/** Asks for the state of every device that the PBX knows; the library does not have it. */
public final class DeviceStateListAction extends AbstractManagerAction {

    private static final long serialVersionUID = 1L;

    @Override
    public String getAction() {
        return "DeviceStateList";
    }
}
