/**
 * What the virtual PBXs of all operators share: the link to an API that is asked, requests at a pace, histories that are read to
 * their end, facts that turn out to be otherwise.
 */
@NamedInterface("operators")
package org.ringbook.telephony.operators;

import org.springframework.modulith.NamedInterface;
