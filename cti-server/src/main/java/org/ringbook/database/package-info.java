/**
 * The PostgreSQL that everything is kept in: one that the server starts by itself, or the company's own.
 */
@ApplicationModule(
        displayName = "Database",
        allowedDependencies = {"files"})
package org.ringbook.database;

import org.springframework.modulith.ApplicationModule;
