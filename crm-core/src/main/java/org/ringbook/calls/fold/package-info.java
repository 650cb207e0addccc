/**
 * From facts to calls, in memory: which legs belong together, and what call they make. {@link
 * org.ringbook.calls.fold.Calls} are those that go on. Knows no table.
 */
@NamedInterface("fold")
package org.ringbook.calls.fold;

import org.springframework.modulith.NamedInterface;
