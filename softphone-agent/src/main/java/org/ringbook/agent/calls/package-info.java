/** What pops now, what was, and what can be dialled. Pure. */
package org.ringbook.agent.calls;
