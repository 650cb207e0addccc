/**
 * Whether two records of different sources are of one real call. Pure rules on what the records say; what became of them
 * is kept by {@code log}.
 */
@NamedInterface("correlation")
package org.ringbook.calls.correlation;

import org.springframework.modulith.NamedInterface;
