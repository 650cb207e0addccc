package org.ringbook.telephony.asterisk;

import org.asteriskjava.manager.action.AbstractManagerAction;

/** Asterisk's action of this name, which Asterisk-Java does not have. Its getters are the headers. */
public final class CancelAtxferAction extends AbstractManagerAction {
    private static final long serialVersionUID = 1L;

    private final String channel;

    CancelAtxferAction(String channel) {
        this.channel = channel;
    }

    @Override
    public String getAction() {
        return "CancelAtxfer";
    }

    public String getChannel() {
        return channel;
    }
}
