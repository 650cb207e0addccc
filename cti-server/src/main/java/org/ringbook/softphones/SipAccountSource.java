package org.ringbook.softphones;

import java.util.Optional;

/** Whoever else knows accounts, such as a PBX that is part of the server. Any thread; must not wait. */
public interface SipAccountSource {

    Optional<SipAccount> account(String extension);
}
