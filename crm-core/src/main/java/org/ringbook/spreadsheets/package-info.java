/** Files that people open in a spreadsheet, which calculates whatever looks like a formula. */
@ApplicationModule(
        displayName = "Spreadsheets",
        allowedDependencies = {})
package org.ringbook.spreadsheets;

import org.springframework.modulith.ApplicationModule;
