/**
 * What was changed by whom and when. Features publish an {@link org.ringbook.audit.AuditEntry} as a Spring event in the transaction of
 * the change; {@link org.ringbook.audit.AuditLog} keeps it in the same one.
 */
@ApplicationModule(
        displayName = "Audit",
        allowedDependencies = {"schedule"})
package org.ringbook.audit;

import org.springframework.modulith.ApplicationModule;
