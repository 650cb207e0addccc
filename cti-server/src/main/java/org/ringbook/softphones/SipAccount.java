package org.ringbook.softphones;

/**
 * With what a telephone registers. Its text form holds no secret.
 *
 * @param address extension, PBX and transport: {@code 101@pbx.example.org:5060;transport=udp}
 * @param login name for the secret
 * @param digits how pressed keys are sent: rtp, info
 */
public record SipAccount(String address, String login, String secret, String digits) {

    @Override
    public String toString() {
        return "SipAccount[" + address + "]";
    }
}
