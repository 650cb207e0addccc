/** Connections that were set up on a page: kept with their secrets sealed, tried before they are saved, begun and ended while the server runs. */
@NamedInterface("connections")
package org.ringbook.telephony.connections;

import org.springframework.modulith.NamedInterface;
